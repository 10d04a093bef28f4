// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/readersmodel.h"

#include "app/client/client.h"
#include "app/client/messagereaders.h"
#include "app/models/formatting.h"

#include <array>

namespace confab::models {

ReadersModel::ReadersModel(client::Client& client) : m_client(client) {}

ReadersModel::~ReadersModel() = default;

void ReadersModel::begin(client::OpenRoom& room, Seq seq, UserId by) {
    end();
    const client::MessageReaders::Of message{seq, by, limits::readersPerPage};
    m_readers = std::make_unique<client::MessageReaders>(m_client.connection(), m_client.people(), room, message);
    setRows(m_readers.get());
    for (const auto signal : {&client::Rows::inserted, &client::Rows::removed, &client::Rows::wasReset})
        connect(m_readers.get(), signal, this, &ReadersModel::changed);
    connect(m_readers.get(), &client::MessageReaders::stateChanged, this, &ReadersModel::changed);
    Q_EMIT changed();
}

void ReadersModel::end() {
    setRows(nullptr);
    m_readers.reset();
    Q_EMIT changed();
}

void ReadersModel::loadMore() {
    if (m_readers)
        m_readers->loadMore();
}

bool ReadersModel::isEmpty() const {
    return m_readers && !isBusy() && error().isEmpty() && m_readers->count() == 0;
}

bool ReadersModel::isBusy() const {
    return m_readers && m_readers->isLoading();
}

bool ReadersModel::hasMore() const {
    return m_readers && m_readers->hasMore();
}

QString ReadersModel::error() const {
    return m_readers && m_readers->error() ? sentence(*m_readers->error()) : QString();
}

QString ReadersModel::name(int row) const {
    const QString& name = m_readers->at(row).user.name;
    return name.isEmpty() ? QStringLiteral("…") : name;
}

std::span<const Role<ReadersModel>> ReadersModel::table() {
    using M = const ReadersModel&;
    static constexpr std::array<Role<ReadersModel>, 4> roles{{
        {"userId", [](M m, int row) -> QVariant { return double(m.m_readers->at(row).user.id.value); }},
        {"name", [](M m, int row) -> QVariant { return m.name(row); }},
        {"initials", [](M m, int row) -> QVariant { return initials(m.name(row)); }},
        {"time", [](M m, int row) -> QVariant { return sinceTime(m.m_readers->at(row).at, QDate::currentDate()); }},
    }};
    return roles;
}

QVariant ReadersModel::data(const QModelIndex& index, int role) const {
    return index.isValid() && m_readers ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> ReadersModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models

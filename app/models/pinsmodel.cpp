// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/pinsmodel.h"

#include "app/client/client.h"
#include "app/client/pinnedmessages.h"
#include "app/models/formatting.h"
#include "app/models/messageview.h"

#include <array>

namespace confab::models {

PinsModel::PinsModel(client::Client& client) : m_client(client) {
    connect(this, &QAbstractItemModel::modelReset, this, &PinsModel::countChanged);
    connect(this, &QAbstractItemModel::rowsInserted, this, &PinsModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &PinsModel::countChanged);
    connect(&client.people(), &client::UserDirectory::nameChanged, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

PinsModel::~PinsModel() {
    setRows(nullptr);
}

void PinsModel::show(client::OpenRoom* room) {
    m_room = room;
    reload();
}

void PinsModel::setShown(bool shown) {
    if (std::exchange(m_shown, shown) == shown)
        return;
    reload();
    Q_EMIT shownChanged();
}

void PinsModel::reload() {
    setRows(nullptr);
    m_pins.reset();
    if (!m_room || !m_shown)
        return;
    m_pins = std::make_unique<client::PinnedMessages>(m_client.connection(), m_client.people(), *m_room,
                                                      m_client.session().user().id);
    setRows(m_pins.get());
}

std::span<const Role<PinsModel>> PinsModel::table() {
    using M = const PinsModel&;
    static constexpr std::array<Role<PinsModel>, 5> roles{{
        {"seq", [](M m, int row) -> QVariant { return double(m.m_pins->at(row).seq); }},
        {"by", [](M m, int row) -> QVariant { return m.m_pins->at(row).by.value; }},
        {"author", [](M m, int row) -> QVariant { return m.m_client.people().name(m.m_pins->at(row).by); }},
        {"words", [](M m, int row) -> QVariant { return oneLine(m.m_pins->at(row)); }},
        {"time", [](M m, int row) -> QVariant { return listTime(m.m_pins->at(row).at, QDate::currentDate()); }},
    }};
    return roles;
}

QVariant PinsModel::data(const QModelIndex& index, int role) const {
    return index.isValid() && m_pins ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> PinsModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/foundroomsmodel.h"

#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

FoundRoomsModel::FoundRoomsModel(client::Rooms& rooms) : m_rooms(rooms) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(200ms); // one request for a word, not one for each letter
    connect(&m_delay, &QTimer::timeout, this, &FoundRoomsModel::search);
}

void FoundRoomsModel::setQuery(const QString& query) {
    if (m_query == query)
        return;
    m_query = query;
    Q_EMIT queryChanged();
    ++m_generation; // listed and pending results are of another query
    setBusy(true);
    m_delay.start();
}

void FoundRoomsModel::search() {
    m_delay.stop();
    setBusy(true);
    m_rooms.search(m_query.simplified(), {this, [this, generation = ++m_generation](Result<QList<Room>> found) {
                                              if (generation == m_generation)
                                                  answered(std::move(found));
                                          }});
}

void FoundRoomsModel::answered(Result<QList<Room>> found) {
    setError(found ? QString() : sentence(found.error()));
    beginResetModel();
    m_found = found.value_or(QList<Room>());
    std::stable_partition(m_found.begin(), m_found.end(),
                          [this](const Room& room) { return m_rooms.rowOf(room.id) < 0; });
    endResetModel();
    setBusy(false);
}

void FoundRoomsModel::setBusy(bool busy) {
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT busyChanged();
}

void FoundRoomsModel::setError(const QString& error) {
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT errorChanged();
}

std::span<const Role<FoundRoomsModel>> FoundRoomsModel::table() {
    using M = const FoundRoomsModel&;
    static constexpr std::array<Role<FoundRoomsModel>, 9> roles{{
        {"roomId", [](M m, int row) -> QVariant { return m.m_found[row].id.value; }},
        {"name", [](M m, int row) -> QVariant { return m.m_found[row].name; }},
        {"initials", [](M m, int row) -> QVariant { return initials(m.m_found[row].name); }},
        {"topic", [](M m, int row) -> QVariant { return m.m_found[row].topic; }},
        {"members", [](M m, int row) -> QVariant { return m.m_found[row].members; }},
        {"here", [](M m, int row) -> QVariant { return m.m_found[row].here; }},
        {"capacity", [](M m, int row) -> QVariant { return m.m_found[row].capacity.value_or(0); }},
        {"hasPassword", [](M m, int row) -> QVariant { return m.m_found[row].hasPassword; }},
        {"joined", [](M m, int row) -> QVariant { return m.m_rooms.rowOf(m.m_found[row].id) >= 0; }},
    }};
    return roles;
}

int FoundRoomsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_found.size());
}

QVariant FoundRoomsModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> FoundRoomsModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models

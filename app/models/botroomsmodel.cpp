// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/botroomsmodel.h"

#include "app/client/rooms.h"

#include <algorithm>
#include <array>

namespace confab::models {

void BotRoomsModel::begin() {
    beginResetModel();
    m_rows.clear();
    for (int row = 0; row < m_rooms.count(); ++row) {
        const Room& room = m_rooms.at(row);
        if (room.kind == RoomKind::Room && room.role == confab::Role::Owner)
            m_rows.append({room.id, room.name, {}});
    }
    std::ranges::sort(m_rows,
                      [](const Row& a, const Row& b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    endResetModel();
    Q_EMIT chosenChanged();
}

void BotRoomsModel::choose(int row, Right right, bool on) {
    if (row < 0 || row >= m_rows.size())
        return;
    m_rows[row].rights.setFlag(BotRight(right), on);
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT chosenChanged();
}

int BotRoomsModel::chosen() const {
    return int(std::ranges::count_if(m_rows, [](const Row& row) { return bool(row.rights); }));
}

QList<BotRoom> BotRoomsModel::wanted() const {
    QList<BotRoom> rooms;
    for (const Row& row : m_rows) {
        BotRoom room{row.room, {}};
        for (const auto& [right, name] : EnumNames<BotRight>::names) {
            if (row.rights.testFlag(right))
                room.rights.append(right);
        }
        if (!room.rights.isEmpty())
            rooms.append(std::move(room));
    }
    return rooms;
}

std::span<const Role<BotRoomsModel>> BotRoomsModel::table() {
    using M = const BotRoomsModel&;
    static constexpr std::array<models::Role<BotRoomsModel>, 5> roles{{
        {"roomId", [](M m, int row) -> QVariant { return double(m.m_rows[row].room.value); }},
        {"name", [](M m, int row) -> QVariant { return m.m_rows[row].name; }},
        {"reads", [](M m, int row) -> QVariant { return m.m_rows[row].rights.testFlag(BotRight::Read); }},
        {"sends", [](M m, int row) -> QVariant { return m.m_rows[row].rights.testFlag(BotRight::Send); }},
        {"manages", [](M m, int row) -> QVariant { return m.m_rows[row].rights.testFlag(BotRight::Manage); }},
    }};
    return roles;
}

int BotRoomsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant BotRoomsModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> BotRoomsModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models

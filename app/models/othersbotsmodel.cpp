// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/othersbotsmodel.h"

#include "app/client/rooms.h"
#include "app/models/botsmodel.h"

#include <algorithm>
#include <array>

namespace confab::models {

void OthersBotsModel::show(const QList<Bot>& bots) {
    beginResetModel();
    m_rows.clear();
    for (const Bot& bot : bots) {
        for (const BotRoom& room : bot.rooms)
            m_rows.append({bot.id, bot.name, room, bot.by});
    }
    endResetModel();
}

void OthersBotsModel::drop(UserId bot, RoomId room) {
    const auto found =
        std::ranges::find_if(m_rows, [&](const Row& row) { return row.bot == bot && row.room.room == room; });
    if (found == m_rows.end())
        return;
    const int row = int(found - m_rows.begin());
    beginRemoveRows({}, row, row);
    m_rows.remove(row);
    endRemoveRows();
}

QString OthersBotsModel::nameOf(RoomId room) const {
    const Room* known = m_rooms.find(room);
    return known ? known->name : QString();
}

QString OthersBotsModel::scopeText(const Row& row) const {
    const QString rights = BotsModel::rightsText(row.room.rights);
    if (!row.by)
        return tr("%1: %2. Made by the operator of the server.").arg(nameOf(row.room.room), rights);
    return tr("%1: %2. Made by %3.").arg(nameOf(row.room.room), rights, row.by->name);
}

std::span<const Role<OthersBotsModel>> OthersBotsModel::table() {
    using M = const OthersBotsModel&;
    static constexpr std::array<Role<OthersBotsModel>, 5> roles{{
        {"botId", [](M m, int row) -> QVariant { return double(m.m_rows[row].bot.value); }},
        {"roomId", [](M m, int row) -> QVariant { return double(m.m_rows[row].room.room.value); }},
        {"name", [](M m, int row) -> QVariant { return m.m_rows[row].name; }},
        {"room", [](M m, int row) -> QVariant { return m.nameOf(m.m_rows[row].room.room); }},
        {"scope", [](M m, int row) -> QVariant { return m.scopeText(m.m_rows[row]); }},
    }};
    return roles;
}

int OthersBotsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant OthersBotsModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> OthersBotsModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models

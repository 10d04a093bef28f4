// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/adminrooms.h"

#include "app/models/formatting.h"

#include <algorithm>
#include <array>

namespace confab::models {

void AdminRoomList::load() {
    AdminRooms request;
    if (!query().isEmpty())
        request.query = query();
    if (!m_rows.isEmpty())
        request.after = m_rows.last().id;
    ask(std::move(request), [this](const RoomInfosPage& page) { loaded(page); });
}

void AdminRoomList::loaded(const RoomInfosPage& page) {
    setMore(page.more);
    if (page.rooms.isEmpty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(page.rooms.size()) - 1);
    m_rows += page.rooms;
    endInsertRows();
}

void AdminRoomList::remove(double roomId) {
    const RoomId room{qint64(roomId)};
    if (!isBusy())
        ask(AdminDeleteRoom{room}, [this, room](const Empty&) { removed(room); });
}

void AdminRoomList::removed(RoomId room) {
    const auto found = std::ranges::find_if(m_rows, [room](const RoomInfo& row) { return row.id == room; });
    if (found == m_rows.end())
        return;
    const int row = int(found - m_rows.begin());
    beginRemoveRows({}, row, row);
    m_rows.remove(row);
    endRemoveRows();
}

QString AdminRoomList::detail(const RoomInfo& row) {
    return tr("%n member(s) · made %1", nullptr, row.members).arg(listTime(row.createdAt, localDay(UtcTime::now())));
}

QString AdminRoomList::word(const RoomInfo& row) {
    if (row.archived.value_or(false))
        return tr("Archived");
    return row.visibility == Visibility::Private ? tr("Private") : QString();
}

std::span<const Role<AdminRoomList>> AdminRoomList::table() {
    using M = const AdminRoomList&;
    static constexpr std::array<Role<AdminRoomList>, 4> roles{{
        {"roomId", [](M m, int row) -> QVariant { return double(m.m_rows[row].id.value); }},
        {"name", [](M m, int row) -> QVariant { return m.m_rows[row].name; }},
        {"detail", [](M m, int row) -> QVariant { return detail(m.m_rows[row]); }},
        {"kindText", [](M m, int row) -> QVariant { return word(m.m_rows[row]); }},
    }};
    return roles;
}

int AdminRoomList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant AdminRoomList::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> AdminRoomList::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models

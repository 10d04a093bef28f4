// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomlistmodel.h"

#include "app/client/directrooms.h"
#include "app/client/rooms.h"
#include "app/client/userdirectory.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"
#include "app/models/messageline.h"
#include "app/models/messageview.h"
#include "app/models/presencelight.h"
#include "app/models/roompicture.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

RoomListModel::RoomListModel(client::Rooms& rooms, client::Session& session, Drafts& drafts,
                             NotificationSettings& notifications)
    : m_rooms(rooms), m_session(session), m_drafts(drafts), m_notifications(notifications) {
    setRows(&rooms);
    connect(&drafts, &Drafts::changed, this, [this](RoomId room) {
        if (const int row = m_rooms.rowOf(room); row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {roleNumber(table(), "draft")});
    });
    connect(&notifications, &NotificationSettings::levelsChanged, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1),
                               {roleNumber(table(), "badge"), roleNumber(table(), "level")});
    });
    m_refresh.setInterval(2min);
    connect(&m_refresh, &QTimer::timeout, &rooms, &client::Rooms::refreshPartners);
    m_refresh.start();
    connect(&rooms.people(), &client::UserDirectory::profileChanged, this, &RoomListModel::personChanged);
    connect(this, &QAbstractItemModel::dataChanged, this, &RoomListModel::unreadChanged);
    connect(this, &QAbstractItemModel::rowsInserted, this, &RoomListModel::unreadChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &RoomListModel::unreadChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &RoomListModel::unreadChanged);
}

int RoomListModel::unread() const {
    return m_rooms.unread();
}

const Room& RoomListModel::roomAt(int row) const {
    return m_rooms.at(row);
}

// ---- the one other person of a direct room

void RoomListModel::personChanged(UserId id) {
    const QList<int> roles{roleNumber(table(), "picture"), roleNumber(table(), "light"), roleNumber(table(), "status")};
    for (int row = 0; row < rowCount(); ++row) {
        const User* partner = client::partnerOf(roomAt(row));
        if (partner && partner->id == id)
            Q_EMIT dataChanged(index(row), index(row), roles);
    }
}

QString RoomListModel::picture(const Room& room) const {
    const User* partner = client::partnerOf(room);
    return partner ? m_rooms.people().picture(partner->id) : room.picture.value_or(QString());
}

int RoomListModel::light(const Room& room) const {
    const User* partner = client::partnerOf(room);
    return partner ? PresenceLight::of(m_rooms.people().presence(partner->id)) : PresenceLight::None;
}

QString RoomListModel::status(const Room& room) const {
    const User* partner = client::partnerOf(room);
    return partner ? statusLine(m_rooms.people().status(partner->id)) : QString();
}

QString RoomListModel::lastLine(const Room& room) const {
    if (!room.lastMessage)
        return tr("No messages yet");
    const Message& last = *room.lastMessage;
    const QString text = m_rooms.isBlocked(last.by) && !last.deletedAt ? veiledText() : messageLine(last);
    if (last.by == m_session.user().id)
        return tr("You: %1").arg(text);
    const QString name = room.lastMessageName.value_or(QString());
    return name.isEmpty() || room.kind == RoomKind::Direct ? text : tr("%1: %2").arg(isolated(name), text);
}

RoomListModel::Section RoomListModel::sectionOf(const Room& room) {
    if (room.archived.value_or(false))
        return Archived;
    return room.kind == RoomKind::Direct ? Direct : Plain;
}

UtcTime RoomListModel::activityOf(const Room& room) {
    const UtcTime said = room.lastMessage ? room.lastMessage->at : UtcTime{};
    return std::max(said, room.joinedAt.value_or(UtcTime{}));
}

bool RoomListModel::isCalling(const Room& room) const {
    if (room.unread == 0 || room.archived.value_or(false))
        return false;
    const NotificationSettings::Level level = m_notifications.levelOf(room.id);
    return level == NotificationSettings::All || (level == NotificationSettings::Mentions && forUser(room) > 0);
}

int RoomListModel::forUser(const Room& room) {
    return room.kind == RoomKind::Direct ? room.unread : room.mentions;
}

int RoomListModel::badgeOf(const Room& room) const {
    return isCalling(room) ? forUser(room) : 0;
}

int RoomListModel::badgeOrDot(const Room& room) const {
    const int badge = badgeOf(room);
    return badge == 0 && isCalling(room) ? -1 : badge;
}

QString RoomListModel::lastTime(const Room& room) {
    const UtcTime at = room.lastMessage ? room.lastMessage->at : activityOf(room);
    return at.ms == 0 ? QString() : listTime(at, QDate::currentDate());
}

std::span<const Role<RoomListModel>> RoomListModel::table() {
    using M = const RoomListModel&;
    static constexpr std::array<Role<RoomListModel>, 19> roles{{
        {"roomId", [](M m, int row) -> QVariant { return m.roomAt(row).id.value; }},
        {"name", [](M m, int row) -> QVariant { return m.roomAt(row).name; }},
        {"initials", [](M m, int row) -> QVariant { return pictureOf(m.roomAt(row)).initials; }},
        {"colorId", [](M m, int row) -> QVariant { return pictureOf(m.roomAt(row)).colorId; }},
        {"picture", [](M m, int row) -> QVariant { return m.picture(m.roomAt(row)); }},
        {"light", [](M m, int row) -> QVariant { return m.light(m.roomAt(row)); }},
        {"status", [](M m, int row) -> QVariant { return m.status(m.roomAt(row)); }},
        {"topic", [](M m, int row) -> QVariant { return m.roomAt(row).topic; }},
        {"lastLine", [](M m, int row) -> QVariant { return m.lastLine(m.roomAt(row)); }},
        {"lastTime", [](M m, int row) -> QVariant { return lastTime(m.roomAt(row)); }},
        {"lastAt", [](M m, int row) -> QVariant { return activityOf(m.roomAt(row)).ms; }},
        {"draft", [](M m, int row) -> QVariant { return preview(m.m_drafts.of(m.roomAt(row).id)); }},
        {"unread", [](M m, int row) -> QVariant { return m.roomAt(row).unread; }},
        {"mentions", [](M m, int row) -> QVariant { return m.roomAt(row).mentions; }},
        {"hasPassword", [](M m, int row) -> QVariant { return m.roomAt(row).hasPassword; }},
        {"direct", [](M m, int row) -> QVariant { return m.roomAt(row).kind == RoomKind::Direct; }},
        {"section", [](M m, int row) -> QVariant { return int(sectionOf(m.roomAt(row))); }},
        {"badge", [](M m, int row) -> QVariant { return m.badgeOrDot(m.roomAt(row)); }},
        {"level", [](M m, int row) -> QVariant { return int(m.m_notifications.levelOf(m.roomAt(row).id)); }},
    }};
    return roles;
}

QVariant RoomListModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> RoomListModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/drafts.h"
#include "app/models/notificationsettings.h"
#include "app/models/roletable.h"
#include "app/models/rowsmodel.h"
#include "common/protocol/types.h"

#include <QQmlEngine>
#include <QTimer>

namespace confab::client {
class Rooms;
class Session;
} // namespace confab::client

namespace confab::models {

/// The user's rooms, one row each, in the client's order (RoomFilterModel sorts them).
/// Roles: roomId, name, initials, colorId, picture, light (PresenceLight) and status (a line) of the one other person
/// of a direct room, topic, lastLine, lastTime, lastAt (ms), draft, unread, mentions,
/// hasPassword, direct, section (Section), badge (badgeOf(); -1: a dot), level (NotificationSettings::Level). Thread:
/// the window's. Owned by: Workspace.
class RoomListModel : public RowsModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// Unread messages of all rooms.
    Q_PROPERTY(int unread READ unread NOTIFY unreadChanged FINAL)

public:
    /// The sections of a list, in its order.
    enum Section { Plain, Direct, Archived };
    Q_ENUM(Section)

    /// All must outlive this.
    RoomListModel(client::Rooms& rooms, client::Session& session, Drafts& drafts, NotificationSettings& notifications);

    int unread() const;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    const Room& roomAt(int row) const;
    static Section sectionOf(const Room& room);
    /// The time of the room's last activity for this user: its last message, or the user's joining.
    static UtcTime activityOf(const Room& room);
    /// Whether the room has something unread that the user wants to be told of: of muted and archived ones nothing, and
    /// of those with the level of mentions what badgeOf() counts.
    bool isCalling(const Room& room) const;
    /// The messages of such a room that are for this user: its mentions; of a direct room all. Those of a room that
    /// calls without a number are shown as a dot.
    int badgeOf(const Room& room) const;

Q_SIGNALS:
    void unreadChanged();

private:
    static std::span<const Role<RoomListModel>> table();
    void personChanged(UserId id);
    QString picture(const Room& room) const;
    int light(const Room& room) const;
    QString status(const Room& room) const;
    QString lastLine(const Room& room) const;
    static int forUser(const Room& room);
    int badgeOrDot(const Room& room) const;
    static QString lastTime(const Room& room);

    client::Rooms& m_rooms;
    client::Session& m_session;
    Drafts& m_drafts;
    NotificationSettings& m_notifications;
    QTimer m_refresh; // of who is online
};

} // namespace confab::models

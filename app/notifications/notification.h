// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QObject>
#include <QString>

namespace confab::notifications {

/// What a desktop shows of a room's newest messages: one notification for each room, which the next message replaces.
struct Notification {
    RoomId room;
    Seq seq = 0;         ///< of the newest message in it
    QString title;       ///< plain text, one line
    QString text;        ///< plain text, one line for each message
    bool urgent = false; ///< a mention, or a message of a direct room
};

/// The desktop's notifications. Thread: the window's.
class NotificationService : public QObject {
    Q_OBJECT
public:
    /// Replaces the room's notification, if it has one.
    virtual void show(const Notification& notification) = 0;
    /// Takes the room's notification back, if it has one.
    virtual void withdraw(RoomId room) = 0;

Q_SIGNALS:
    /// The user chose the notification. `token` is the desktop's permission to raise a window; may be empty.
    void opened(confab::RoomId room, confab::Seq seq, const QString& token);
    void markedRead(confab::RoomId room, confab::Seq seq);
    void replied(confab::RoomId room, confab::Seq seq, const QString& text);
    /// It is gone, without withdraw(): the user or the desktop closed it.
    void closed(confab::RoomId room);
};

} // namespace confab::notifications

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/currentroom.h"
#include "app/models/notificationsettings.h"
#include "app/notifications/notification.h"

namespace confab::notifications {

/// Decides which messages of other people the desktop shows, and takes them back when they are read, on any device.
/// A message that is on its way into the reader's eyes, in the open room of a focused window, is not shown.
/// Thread: the window's. Owned by: Application.
class Notifier : public QObject {
    Q_OBJECT
public:
    /// All must outlive this.
    Notifier(client::Client& client, models::CurrentRoom& room, models::NotificationSettings& settings,
             NotificationService& service);

    static constexpr qsizetype lines = 4; ///< of messages in one notification; an earlier one makes room

Q_SIGNALS:
    /// The user chose a notification: the window has to come to the front.
    void raiseWanted(const QString& activationToken);

private:
    struct Line {
        Seq seq = 0;
        QString text;
    };
    struct Shown {
        QList<Line> lines;
        bool urgent = false;
    };

    void messageArrived(const Message& message, const QString& author);
    bool isWanted(const Room& room, const Message& message) const;
    /// By a mention or a keyword. Of a message in a room that is not open the first limits::previewChars are known.
    bool calls(const Message& message) const;
    void show(const Room& room);
    QString textOf(const Room& room, const Shown& shown) const;
    void roomChanged(const Room& room);
    void lookAgain();
    void withdrawMuted();
    void withdraw(RoomId room);
    void open(RoomId room, Seq seq, const QString& token);
    void reply(RoomId room, Seq seq, const QString& text);

    client::Client& m_client;
    models::CurrentRoom& m_current;
    models::NotificationSettings& m_settings;
    NotificationService& m_service;
    QHash<RoomId, Shown> m_shown;
};

} // namespace confab::notifications

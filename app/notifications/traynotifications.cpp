// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/notifications/traynotifications.h"

namespace confab::notifications {

TrayNotifications::TrayNotifications(MessageTray& tray, std::chrono::milliseconds shown)
    : m_tray(tray), m_shownFor(shown) {
    connect(&tray, &MessageTray::messageClicked, this, [this] {
        if (m_room)
            Q_EMIT opened(m_room, m_seq, {});
    });
    connect(&tray, &MessageTray::messageReplaced, this, [this] { m_room = {}; }); // by that of another account, too
}

TrayNotifications::~TrayNotifications() = default;

void TrayNotifications::show(const Notification& notification) {
    const RoomId room = notification.room;
    Q_EMIT m_tray.messageReplaced();
    m_room = room;
    m_seq = notification.seq;
    std::shared_ptr<QTimer>& end = m_ends[room];
    if (!end) {
        end = std::make_shared<QTimer>();
        end->setSingleShot(true);
        connect(end.get(), &QTimer::timeout, this, [this, room] {
            const std::shared_ptr<QTimer> over = m_ends.take(room); // until this is done: it is the sender
            Q_EMIT closed(room);
        });
    }
    end->start(m_shownFor);
    m_tray.showMessage(notification.title, notification.text, m_shownFor);
}

void TrayNotifications::withdraw(RoomId room) {
    m_ends.remove(room);
}

} // namespace confab::notifications

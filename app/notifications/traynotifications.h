// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/notifications/notification.h"

#include <QHash>
#include <QTimer>

#include <chrono>
#include <memory>

namespace confab::notifications {

/// An icon in the desktop's tray beside which messages appear: one at a time, without buttons, and nothing takes them
/// back. Thread: the window's.
class MessageTray : public QObject {
    Q_OBJECT
public:
    /// Both plain text. The desktop hides it after a while, `shownFor` at most.
    virtual void showMessage(const QString& title, const QString& text, std::chrono::milliseconds shownFor) = 0;

Q_SIGNALS:
    /// The user chose the message that was shown last.
    void messageClicked();
    /// A message is about to be shown; the one before can no longer be chosen.
    void messageReplaced();
};

/// Notifications of desktops that have no service for them but the messages of a tray: Windows and macOS, through Qt.
/// A message that has left the screen takes its room's lines along, so that the next one says only what is new.
/// Thread: the window's. Owned by: Application.
class TrayNotifications : public NotificationService {
    Q_OBJECT
public:
    /// Windows and macOS hide a message after five seconds or more; both keep it in their list after that.
    static constexpr std::chrono::milliseconds shownFor{10'000};

    /// `tray` must outlive this. `shown`: for tests.
    explicit TrayNotifications(MessageTray& tray, std::chrono::milliseconds shown = shownFor);
    ~TrayNotifications() override;

    void show(const Notification& notification) override;
    /// The message stays on the screen for as long as the desktop shows it; a click then opens its room.
    void withdraw(RoomId room) override;

private:
    MessageTray& m_tray;
    const std::chrono::milliseconds m_shownFor;
    RoomId m_room; // of the message that was shown last
    Seq m_seq = 0;
    QHash<RoomId, std::shared_ptr<QTimer>> m_ends;
};

} // namespace confab::notifications

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/notifications/notification.h"

#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <optional>

namespace confab::notifications {

/// Notifications by org.freedesktop.Notifications (Desktop Notifications Specification 1.2) on a bus. Without a bus, or
/// without such a service on it, nothing is shown. Texts are escaped where the service reads markup, so no message can
/// bring a link or a picture into a notification.
/// Thread: the window's; no call waits. Owned by: Application.
class FreedesktopNotifications : public NotificationService {
    Q_OBJECT
public:
    explicit FreedesktopNotifications(QDBusConnection bus = QDBusConnection::sessionBus());
    /// Takes back what it shows: a click would find nobody. Waits for ids that are on their way, `lastWait` at most.
    ~FreedesktopNotifications() override;

    void show(const Notification& notification) override;
    void withdraw(RoomId room) override;

    /// Of the end of the program, for a service that does not answer. A running one needs a few milliseconds.
    static constexpr int lastWait = 1000; // ms

private Q_SLOTS:
    void actionInvoked(uint id, const QString& action);
    void notificationClosed(uint id, uint reason);
    void notificationReplied(uint id, const QString& text);
    void activationToken(uint id, const QString& token);

private:
    /// A room's notification on its way to the service, and what has to follow then: the service gives an id only in
    /// its answer, and a replacement or a withdrawal needs that.
    struct Entry {
        uint id = 0; ///< 0: not known yet
        Seq seq = 0;
        QDBusPendingCallWatcher* calling = nullptr; ///< until the service has answered
        bool withdrawn = false;
        std::optional<Notification> next = {};
    };

    void listen();
    void askCapabilities();
    void capabilitiesKnown(const QStringList& names);
    void forgetAll();
    void notify(const Notification& notification);
    void answered(RoomId room, uint generation, std::optional<uint> id);
    void awaitAnswers();
    static uint lastIdOf(const Entry& entry);
    void close(uint id);
    std::optional<RoomId> roomOf(uint id) const;
    QVariantMap hintsOf(const Notification& notification) const;
    QStringList actions() const;

    QDBusConnection m_bus;
    QDBusServiceWatcher m_watcher;
    QSet<QString> m_capabilities;
    bool m_isReady = false; // the service has said what it can do; until then notifications wait
    QHash<RoomId, Entry> m_entries;
    uint m_generation = 0; // of the service: answers of an earlier one are dropped
    QString m_token;       // comes before the action that it belongs to
    uint m_tokenId = 0;
};

} // namespace confab::notifications

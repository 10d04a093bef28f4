// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/notifications/freedesktopnotifications.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingReply>

#include <algorithm>
#include <utility>

namespace confab::notifications {

namespace {

const QString serviceName = QStringLiteral("org.freedesktop.Notifications");
const QString objectPath = QStringLiteral("/org/freedesktop/Notifications");
const QString openAction = QStringLiteral("default"); // the specification's name for a click on the notification
const QString readAction = QStringLiteral("mark-read");
const QString replyAction = QStringLiteral("inline-reply"); // an extension of KDE's service, named in its capabilities

constexpr uchar normalUrgency = 1;
constexpr int serviceDecides = -1; // when the notification expires

QDBusMessage methodCall(const QString& method) {
    return QDBusMessage::createMethodCall(serviceName, objectPath, serviceName, method);
}

} // namespace

FreedesktopNotifications::FreedesktopNotifications(QDBusConnection bus)
    : m_bus(std::move(bus)), m_watcher(serviceName, m_bus, QDBusServiceWatcher::WatchForOwnerChange) {
    if (!m_bus.isConnected())
        return;
    listen();
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString&, const QString&, const QString& owner) {
                forgetAll();
                if (owner.isEmpty())
                    m_isReady = true; // the next notification may start another one
                else
                    askCapabilities();
            });
    askCapabilities();
}

FreedesktopNotifications::~FreedesktopNotifications() {
    awaitAnswers();
    for (const Entry& entry : std::as_const(m_entries)) {
        if (const uint id = lastIdOf(entry); id != 0)
            close(id);
    }
}

/// A call that blocks for a bounded time: the service answers in order, so its answer comes after those on their way.
void FreedesktopNotifications::awaitAnswers() {
    const bool isCalling = std::any_of(m_entries.cbegin(), m_entries.cend(), [](const Entry& entry) {
        return entry.calling && !entry.calling->isFinished();
    });
    if (isCalling)
        m_bus.call(methodCall(QStringLiteral("GetServerInformation")), QDBus::Block, lastWait);
}

/// Also of an answer that has arrived, but was not taken in yet.
uint FreedesktopNotifications::lastIdOf(const Entry& entry) {
    if (!entry.calling || !entry.calling->isFinished())
        return entry.id;
    const QDBusPendingReply<uint> reply = *entry.calling;
    return reply.isValid() ? reply.value() : entry.id;
}

void FreedesktopNotifications::listen() {
    const auto on = [this](const char* signal, const char* slot) {
        m_bus.connect(serviceName, objectPath, serviceName, QLatin1String(signal), this, slot);
    };
    on("ActionInvoked", SLOT(actionInvoked(uint, QString)));
    on("NotificationClosed", SLOT(notificationClosed(uint, uint)));
    on("NotificationReplied", SLOT(notificationReplied(uint, QString)));
    on("ActivationToken", SLOT(activationToken(uint, QString)));
}

void FreedesktopNotifications::askCapabilities() {
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(methodCall(QStringLiteral("GetCapabilities"))), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, generation = m_generation] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        if (generation == m_generation)
            capabilitiesKnown(reply.isValid() ? reply.value() : QStringList());
    });
}

void FreedesktopNotifications::capabilitiesKnown(const QStringList& names) {
    m_capabilities = QSet<QString>(names.begin(), names.end());
    m_isReady = true;
    const QList<RoomId> rooms = m_entries.keys();
    for (const RoomId room : rooms) {
        if (const std::optional<Notification> next = std::exchange(m_entries[room].next, std::nullopt))
            notify(*next);
    }
}

/// The service is gone, and its ids with it.
void FreedesktopNotifications::forgetAll() {
    ++m_generation;
    m_isReady = false;
    m_capabilities.clear();
    const QHash<RoomId, Entry> gone = std::exchange(m_entries, {});
    for (auto it = gone.begin(); it != gone.end(); ++it)
        Q_EMIT closed(it.key());
}

void FreedesktopNotifications::show(const Notification& notification) {
    if (!m_bus.isConnected())
        return;
    Entry& entry = m_entries[notification.room];
    entry.withdrawn = false;
    if (entry.calling || !m_isReady)
        entry.next = notification;
    else
        notify(notification);
}

void FreedesktopNotifications::withdraw(RoomId room) {
    const auto it = m_entries.find(room);
    if (it == m_entries.end())
        return;
    if (it->calling) {
        it->withdrawn = true;
        it->next.reset();
        return;
    }
    const uint id = it->id;
    m_entries.erase(it);
    if (id != 0)
        close(id);
}

void FreedesktopNotifications::notify(const Notification& notification) {
    Entry& entry = m_entries[notification.room];
    entry.seq = notification.seq;
    const QString text =
        m_capabilities.contains(QStringLiteral("body-markup")) ? notification.text.toHtmlEscaped() : notification.text;
    QDBusMessage call = methodCall(QStringLiteral("Notify"));
    call << QCoreApplication::translate("Notifications", "Confab") << entry.id << QStringLiteral("confab")
         << notification.title << text << actions() << hintsOf(notification) << serviceDecides;
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    entry.calling = watcher;
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, watcher, room = notification.room, generation = m_generation] {
                watcher->deleteLater();
                const QDBusPendingReply<uint> reply = *watcher;
                answered(room, generation, reply.isValid() ? std::optional(reply.value()) : std::nullopt);
            });
}

/// Nothing: there is no service, or it refuses.
void FreedesktopNotifications::answered(RoomId room, uint generation, std::optional<uint> id) {
    const auto it = m_entries.find(room);
    if (generation != m_generation || it == m_entries.end())
        return;
    it->calling = nullptr;
    if (!id) {
        m_entries.erase(it);
        Q_EMIT closed(room);
        return;
    }
    it->id = *id;
    if (it->withdrawn)
        return withdraw(room);
    if (const std::optional<Notification> next = std::exchange(it->next, std::nullopt))
        notify(*next);
}

void FreedesktopNotifications::close(uint id) {
    QDBusMessage call = methodCall(QStringLiteral("CloseNotification"));
    call << id;
    m_bus.call(call, QDBus::NoBlock);
}

QStringList FreedesktopNotifications::actions() const {
    if (!m_capabilities.contains(QStringLiteral("actions")))
        return {};
    QStringList actions{openAction, QCoreApplication::translate("Notifications", "Open"), readAction,
                        QCoreApplication::translate("Notifications", "Mark as read")};
    if (m_capabilities.contains(replyAction))
        actions << replyAction << QCoreApplication::translate("Notifications", "Reply");
    return actions;
}

QVariantMap FreedesktopNotifications::hintsOf(const Notification& notification) const {
    QVariantMap hints{{QStringLiteral("category"), QStringLiteral("im.received")},
                      {QStringLiteral("desktop-entry"), QStringLiteral("confab")},
                      {QStringLiteral("urgency"), QVariant::fromValue(normalUrgency)}};
    if (notification.urgent)
        hints.insert(QStringLiteral("sound-name"), QStringLiteral("message-new-instant"));
    else
        hints.insert(QStringLiteral("suppress-sound"), true);
    return hints;
}

std::optional<RoomId> FreedesktopNotifications::roomOf(uint id) const {
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (it->id == id && id != 0)
            return it.key();
    }
    return std::nullopt;
}

// ---- what the service reports: it tells every program of every notification ----------------------------------------

void FreedesktopNotifications::activationToken(uint id, const QString& token) {
    m_tokenId = id;
    m_token = token;
}

void FreedesktopNotifications::actionInvoked(uint id, const QString& action) {
    const QString token = m_tokenId == id ? std::exchange(m_token, {}) : QString();
    const std::optional<RoomId> room = roomOf(id);
    if (!room)
        return;
    const Seq seq = m_entries.value(*room).seq;
    if (action == openAction)
        Q_EMIT opened(*room, seq, token);
    else if (action == readAction)
        Q_EMIT markedRead(*room, seq);
    else
        return;
    withdraw(*room); // some services keep it after an action
}

void FreedesktopNotifications::notificationReplied(uint id, const QString& text) {
    const std::optional<RoomId> room = roomOf(id);
    if (!room)
        return;
    const Seq seq = m_entries.value(*room).seq;
    Q_EMIT replied(*room, seq, text);
    withdraw(*room);
}

void FreedesktopNotifications::notificationClosed(uint id, uint) {
    const std::optional<RoomId> room = roomOf(id);
    if (!room)
        return;
    Entry& entry = m_entries[*room];
    entry.id = 0;
    if (entry.calling)
        return; // the next one is on its way
    m_entries.remove(*room);
    Q_EMIT closed(*room);
}

} // namespace confab::notifications

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/tray.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace confab::desktop {

namespace {

const QString watcherService = QStringLiteral("org.kde.StatusNotifierWatcher");
const QString watcherPath = QStringLiteral("/StatusNotifierWatcher");
const QString itemPath = QStringLiteral("/StatusNotifierItem");
const QString menuPath = QStringLiteral("/MenuBar");

QDBusMessage toWatcher(const QString& interface, const QString& method, const QVariantList& arguments) {
    QDBusMessage call = QDBusMessage::createMethodCall(watcherService, watcherPath, interface, method);
    call.setArguments(arguments);
    call.setAutoStartService(false); // a desktop without a tray gets none by us
    return call;
}

/// The number on the app's icon in the taskbar: Plasma, Ubuntu's dock and others listen to com.canonical.Unity.
QDBusMessage taskbarUpdate(int number) {
    QDBusMessage update =
        QDBusMessage::createSignal(QStringLiteral("/com/canonical/unity/launcherentry/confab"),
                                   QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    const QVariantMap values{{QStringLiteral("count"), qint64(number)}, {QStringLiteral("count-visible"), number > 0}};
    update << QStringLiteral("application://confab.desktop") << values;
    return update;
}

} // namespace

// ---- the item ------------------------------------------------------------------------------------------------------

void TrayItem::tell(const TrayNews& news) {
    if (std::exchange(m_news, news) == news)
        return;
    Q_EMIT NewIcon();
    Q_EMIT NewToolTip();
}

QString TrayItem::title() {
    return QCoreApplication::translate("Tray", "Confab");
}

TrayTip TrayItem::tip() const {
    const QString text = m_news.number > 0
                             ? QCoreApplication::translate("Tray", "Messages for you: %1").arg(m_news.number)
                         : m_news.isCalling ? QCoreApplication::translate("Tray", "Unread messages")
                                            : QString();
    return {{}, {}, title(), text};
}

QDBusObjectPath TrayItem::menu() {
    return QDBusObjectPath(menuPath);
}

void TrayItem::Activate(int, int) {
    Q_EMIT pressed(std::exchange(m_token, {}));
}

// ---- its tray ------------------------------------------------------------------------------------------------------

Tray::Tray(QDBusConnection bus)
    : m_bus(std::move(bus)), m_watcher(watcherService, m_bus, QDBusServiceWatcher::WatchForOwnerChange) {
    connect(&m_item, &TrayItem::pressed, this, &Tray::openWanted);
    connect(&m_menu, &TrayMenu::chosen, this, [this](int item) {
        if (item == TrayMenu::Open)
            Q_EMIT openWanted({});
        else if (item == TrayMenu::Pause)
            Q_EMIT pauseWanted();
        else if (item == TrayMenu::Quit)
            Q_EMIT quitWanted();
    });
    if (!m_bus.isConnected())
        return;
    const auto contents = QDBusConnection::ExportAllSlots | QDBusConnection::ExportScriptableSignals |
                          QDBusConnection::ExportAllProperties;
    m_bus.registerObject(itemPath, &m_item, contents);
    m_bus.registerObject(menuPath, &m_menu, contents);
    for (const char* signal : {"StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"})
        m_bus.connect(watcherService, watcherPath, watcherService, QLatin1String(signal), this, SLOT(look()));
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString&, const QString&, const QString& owner) {
                ++m_generation;
                m_isEnrolled = false;
                setShown(false);
                if (!owner.isEmpty())
                    enroll();
            });
    enroll();
}

void Tray::tell(const TrayNews& news) {
    m_item.tell(news);
    if (std::exchange(m_number, news.number) != news.number)
        m_bus.send(taskbarUpdate(news.number)); // without a bus it goes nowhere
}

void Tray::sayAnew() {
    m_item.sayAnew();
    m_menu.sayAnew();
}

void Tray::enroll() {
    auto* watcher = new QDBusPendingCallWatcher(
        m_bus.asyncCall(toWatcher(watcherService, QStringLiteral("RegisterStatusNotifierItem"), {m_bus.baseService()})),
        this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, generation = m_generation] {
        watcher->deleteLater();
        if (generation != m_generation || watcher->isError())
            return;
        m_isEnrolled = true;
        look();
    });
}

/// A watcher without a host keeps icons that nobody sees.
void Tray::look() {
    if (!m_isEnrolled)
        return;
    auto* watcher = new QDBusPendingCallWatcher(
        m_bus.asyncCall(toWatcher(QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
                                  {watcherService, QStringLiteral("IsStatusNotifierHostRegistered")})),
        this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, generation = m_generation] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (generation == m_generation)
            setShown(reply.isValid() && reply.value().variant().toBool());
    });
}

void Tray::setShown(bool shown) {
    if (std::exchange(m_isShown, shown) != shown)
        Q_EMIT shownChanged();
}

} // namespace confab::desktop

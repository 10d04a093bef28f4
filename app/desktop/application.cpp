// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/application.h"

#ifdef CONFAB_FREEDESKTOP
#include "app/desktop/tray.h"
#include "app/notifications/freedesktopnotifications.h"
#else
#include "app/desktop/qttray.h"
#endif

#include <QCoreApplication>
#include <QStandardPaths>
#include <QSysInfo>

namespace confab::desktop {

namespace {

client::Client::Config clientConfig(const Options& options, client::FilePreparer& preparer) {
    client::Client::Config config;
    config.preparer = &preparer;
    config.session.device = QStringLiteral("Confab on %1").arg(QSysInfo::machineHostName()).left(limits::deviceChars);
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    if (!data.isEmpty())
        config.dataFolder = QStringLiteral("%1/confab/%2").arg(data, options.profileName());
    return config;
}

constexpr int pauseMinutes = 60; // of "do not disturb" in the tray, as in the settings

/// Empty on a system without such a place.
QString pictureFolder(const Options& options) {
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return cache.isEmpty() ? QString() : QStringLiteral("%1/confab/%2/pictures").arg(cache, options.profileName());
}

#ifdef CONFAB_FREEDESKTOP
/// An AppImage is started by its own file, not by what is mounted while it runs.
models::Autostart autostartOf(const Options& options) {
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    const QString program = qEnvironmentVariable("APPIMAGE", QCoreApplication::applicationFilePath());
    QStringList command{program};
    if (!options.profile.isEmpty())
        command << QStringLiteral("--profile") << options.profile;
    return {QStringLiteral("%1/autostart/%2.desktop").arg(config, options.profileName().toLower()), command};
}
#endif

} // namespace

Application::Application(const Options& options)
    : m_options(options),
      m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("confab"), options.profileName()),
      m_store(options.profileName()), m_client(clientConfig(options, m_preparer), m_store),
      m_workspace(m_client, m_store, m_settings, pictureFolder(options)), m_window(m_workspace, options.minimized) {
    QObject::connect(&m_store, &KeychainStore::persistenceChanged, m_workspace.signIn(), &models::SignIn::stateChanged);
    addToTray();
    notify();
}

Application::~Application() = default;

/// Windows and macOS show messages beside the tray's icon.
void Application::notify() {
#ifdef CONFAB_FREEDESKTOP
    m_desktopNotifications = std::make_unique<notifications::FreedesktopNotifications>();
#else
    m_desktopNotifications = std::make_unique<notifications::TrayNotifications>(*m_tray);
#endif
    m_notifier = std::make_unique<notifications::Notifier>(m_client, *m_workspace.room(), *m_workspace.notifications(),
                                                           *m_desktopNotifications);
    QObject::connect(m_notifier.get(), &notifications::Notifier::raiseWanted, m_workspace.room(),
                     [this](const QString& token) { raise(token); });
}

/// In a Flatpak the folder of the desktop can't be written to; Windows and macOS start programs in other ways.
void Application::addToTray() {
#ifdef CONFAB_FREEDESKTOP
    if (!qEnvironmentVariableIsSet("FLATPAK_ID"))
        m_workspace.desktop()->provide(autostartOf(m_options));
#endif
    m_tray = std::make_unique<SystemTray>();
    models::NotificationSettings& wishes = *m_workspace.notifications();
    QObject::connect(m_tray.get(), &SystemTray::shownChanged, m_workspace.desktop(),
                     [this] { m_workspace.desktop()->setHasTray(m_tray->isShown()); });
    QObject::connect(m_tray.get(), &SystemTray::openWanted, m_workspace.desktop(),
                     [this](const QString& token) { raise(token); });
    QObject::connect(m_tray.get(), &SystemTray::pauseWanted, &wishes,
                     [&wishes] { wishes.isPaused() ? wishes.resume() : wishes.pause(pauseMinutes); });
    QObject::connect(m_tray.get(), &SystemTray::quitWanted, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    QObject::connect(m_workspace.badges(), &models::Badges::changed, m_tray.get(), [this] { tellTray(); });
    QObject::connect(&wishes, &models::NotificationSettings::changed, m_tray.get(), [this] { tellTray(); });
    m_workspace.desktop()->setHasTray(m_tray->isShown());
    tellTray();
}

void Application::tellTray() {
    const models::Badges& badges = *m_workspace.badges();
    m_tray->tell({badges.number(), badges.isCalling()});
    m_tray->setPaused(m_workspace.notifications()->isPaused());
}

bool Application::start() {
    if (!m_window.isShown())
        return false;
    m_store.probe();
    models::SignIn& signIn = *m_workspace.signIn();
    if (!m_options.user.isEmpty() && m_options.password)
        signIn.signIn(m_options.server, m_options.user, m_options.password->value);
    else if (m_options.server.isEmpty() || m_options.server == signIn.serverAddress())
        signIn.restore();
    else
        signIn.setServer(m_options.server);
    if (!m_options.link.isEmpty())
        openLink(m_options.link);
    return true;
}

void Application::raise(const QString& activationToken) {
    m_window.raise(activationToken);
}

} // namespace confab::desktop

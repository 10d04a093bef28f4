// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/application.h"

#ifdef CONFAB_FREEDESKTOP
#include "app/notifications/freedesktopnotifications.h"
#endif

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

/// Empty on a system without such a place.
QString pictureFolder(const Options& options) {
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return cache.isEmpty() ? QString() : QStringLiteral("%1/confab/%2/pictures").arg(cache, options.profileName());
}

} // namespace

Application::Application(const Options& options)
    : m_options(options),
      m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("confab"), options.profileName()),
      m_store(options.profileName()), m_client(clientConfig(options, m_preparer), m_store),
      m_workspace(m_client, m_store, m_settings, pictureFolder(options)), m_window(m_workspace) {
    QObject::connect(&m_store, &KeychainStore::persistenceChanged, m_workspace.signIn(), &models::SignIn::stateChanged);
    notify();
}

/// Windows and macOS have no service here yet: their messages show in the window alone.
void Application::notify() {
#ifdef CONFAB_FREEDESKTOP
    m_desktopNotifications = std::make_unique<notifications::FreedesktopNotifications>();
    m_notifier = std::make_unique<notifications::Notifier>(m_client, *m_workspace.room(), *m_workspace.notifications(),
                                                           *m_desktopNotifications);
    QObject::connect(m_notifier.get(), &notifications::Notifier::raiseWanted, m_workspace.room(),
                     [this](const QString& token) { raise(token); });
#endif
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

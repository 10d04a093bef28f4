// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/account.h"

#include "app/client/preparedfile.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QSysInfo>

namespace confab::desktop {

namespace {

/// Empty on a system without such a place.
QString folderIn(QStandardPaths::StandardLocation location, const QString& place) {
    const QString root = QStandardPaths::writableLocation(location);
    return root.isEmpty() ? QString() : QStringLiteral("%1/confab/%2").arg(root, place);
}

client::Client::Config clientConfig(const QString& place, client::FilePreparer& preparer) {
    client::Client::Config config;
    config.preparer = &preparer;
    config.session.device = QStringLiteral("Confab on %1").arg(QSysInfo::machineHostName()).left(limits::deviceChars);
    config.dataFolder = folderIn(QStandardPaths::GenericDataLocation, place);
    return config;
}

QString pictureFolder(const QString& place) {
    const QString cache = folderIn(QStandardPaths::GenericCacheLocation, place);
    return cache.isEmpty() ? QString() : QString(cache % QLatin1String("/pictures"));
}

} // namespace

// No profile's name has a full stop.
Account::Account(const QString& profile, const QString& name, client::FilePreparer& preparer,
                 std::shared_ptr<models::ProgramSettings> program,
                 std::unique_ptr<notifications::NotificationService> notifications)
    : m_place(name == QLatin1String("1") ? profile : QString(profile % u'.' % name)), m_isFirst(m_place == profile),
      m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("confab"), m_place), m_store(m_place),
      m_client(clientConfig(m_place, preparer), m_store),
      m_workspace(m_client, m_store, m_settings, pictureFolder(m_place), std::move(program)),
      m_notifications(std::move(notifications)),
      m_notifier(m_client, *m_workspace.room(), *m_workspace.notifications(), *m_notifications) {
    connect(&m_store, &KeychainStore::persistenceChanged, m_workspace.signIn(), &models::SignIn::stateChanged);
    connect(&m_notifier, &notifications::Notifier::raiseWanted, this, &Account::raiseWanted);
}

Account::~Account() = default;

void Account::start(bool resumes) {
    m_store.probe();
    if (resumes)
        m_workspace.signIn()->restore();
}

/// The session's end has removed the store and the token. The first account's settings are the program's, too.
void Account::forget() {
    m_settings.remove(QStringLiteral("account"));
    if (m_isFirst)
        return;
    m_settings.clear();
    m_settings.sync();
    QFile::remove(m_settings.fileName());
    QDir(folderIn(QStandardPaths::GenericCacheLocation, m_place)).removeRecursively();
}

} // namespace confab::desktop

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/application.h"

#include "app/desktop/account.h"

#ifdef CONFAB_FREEDESKTOP
#include "app/desktop/systemcontrast.h"
#include "app/desktop/tray.h"
#include "app/notifications/freedesktopnotifications.h"
#else
#include "app/desktop/qttray.h"
#endif

#include <QCoreApplication>
#include <QStandardPaths>

namespace confab::desktop {

namespace {

constexpr int pauseMinutes = 60; // of "do not disturb" in the tray, as in the settings

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

/// Of one account: it knows rooms by numbers, which other accounts have as well.
std::unique_ptr<notifications::NotificationService> makeNotifications([[maybe_unused]] SystemTray& tray) {
#ifdef CONFAB_FREEDESKTOP
    return std::make_unique<notifications::FreedesktopNotifications>();
#else
    return std::make_unique<notifications::TrayNotifications>(tray);
#endif
}

} // namespace

Application::Application(const Options& options)
    : m_options(options),
      m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("confab"), options.profileName()),
      m_program(std::make_shared<models::ProgramSettings>(m_settings)), m_tray(std::make_unique<SystemTray>()),
      m_accounts(m_settings, [this](const QString& name) { return makeAccount(name); }),
      m_window(m_accounts.current(), options.minimized) {
    addToTray();
    followSystem();
}

Application::~Application() = default;

std::unique_ptr<models::OpenAccount> Application::makeAccount(const QString& name) {
    auto account =
        std::make_unique<Account>(m_options.profileName(), name, m_preparer, m_program, makeNotifications(*m_tray));
    QObject::connect(account.get(), &Account::raiseWanted, account.get(),
                     [this, made = account.get()](const QString& token) {
                         m_accounts.show(made->workspace());
                         raise(token);
                     });
    return account;
}

void Application::addToTray() {
    models::DesktopSettings& desktop = m_program->desktop;
    QObject::connect(m_tray.get(), &SystemTray::shownChanged, &desktop,
                     [this, &desktop] { desktop.setHasTray(m_tray->isShown()); });
    QObject::connect(m_tray.get(), &SystemTray::openWanted, &desktop, [this](const QString& token) { raise(token); });
    QObject::connect(m_tray.get(), &SystemTray::pauseWanted, &desktop, [this] { pause(); });
    QObject::connect(m_tray.get(), &SystemTray::quitWanted, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    QObject::connect(&m_accounts, &models::AccountList::badgesChanged, m_tray.get(), [this] { tellTray(); });
    QObject::connect(&m_accounts, &models::AccountList::countChanged, m_tray.get(), [this] { watchPauses(); });
    QObject::connect(m_program->appearance.language(), &models::Language::changed, m_tray.get(), &SystemTray::sayAnew);
    desktop.setHasTray(m_tray->isShown());
    watchPauses();
    tellTray();
}

/// In a Flatpak the folder of the desktop can't be written to; Windows and macOS start programs in other ways, and say
/// in others what they want of colours.
void Application::followSystem() {
#ifdef CONFAB_FREEDESKTOP
    if (!qEnvironmentVariableIsSet("FLATPAK_ID"))
        m_program->desktop.provide(autostartOf(m_options));
    m_systemContrast = std::make_unique<SystemContrast>();
    QObject::connect(m_systemContrast.get(), &SystemContrast::changed, &m_program->appearance,
                     [this](bool high) { m_program->appearance.setSystemContrast(high); });
#endif
}

void Application::watchPauses() {
    for (int row = 0; row < m_accounts.count(); ++row)
        QObject::connect(m_accounts.workspaceAt(row).notifications(), &models::NotificationSettings::changed,
                         &m_accounts, &models::AccountList::badgesChanged, Qt::UniqueConnection);
}

/// The tray's "do not disturb": of all accounts, or its end.
void Application::pause() {
    const bool wasPaused = m_accounts.current().notifications()->isPaused();
    for (int row = 0; row < m_accounts.count(); ++row) {
        models::NotificationSettings& wishes = *m_accounts.workspaceAt(row).notifications();
        wasPaused ? wishes.resume() : wishes.pause(pauseMinutes);
    }
}

void Application::tellTray() {
    m_tray->tell({m_accounts.number(), m_accounts.isCalling()});
    m_tray->setPaused(m_accounts.current().notifications()->isPaused());
}

bool Application::start() {
    if (!m_window.isShown())
        return false;
    chooseByOptions();
    models::SignIn& signIn = *m_accounts.current().signIn();
    const bool signsIn = !m_options.user.isEmpty() && m_options.password;
    const bool isOther = !m_options.server.isEmpty() && m_options.server != signIn.serverAddress();
    m_accounts.start(!signsIn && !isOther);
    if (signsIn)
        signIn.signIn(m_options.server, m_options.user, m_options.password->value);
    else if (isOther)
        signIn.setServer(m_options.server);
    if (!m_options.link.isEmpty())
        openLink(m_options.link);
    return true;
}

/// The account of this server, if there is one; else the current one has it for this run.
void Application::chooseByOptions() {
    for (int row = 0; row < m_accounts.count(); ++row) {
        const models::SignIn& signIn = *m_accounts.workspaceAt(row).signIn();
        const bool isUsers = m_options.user.isEmpty() || signIn.email() == m_options.user;
        if (!m_options.server.isEmpty() && signIn.serverAddress() == m_options.server && isUsers)
            return m_accounts.choose(row);
    }
}

void Application::raise(const QString& activationToken) {
    m_window.raise(activationToken);
}

} // namespace confab::desktop

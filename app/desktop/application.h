// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/desktop/options.h"
#include "app/desktop/window.h"
#include "app/models/accountlist.h"
#include "app/models/programsettings.h"
#include "app/pictures/picturepreparer.h"

#include <QSettings>

#include <memory>

namespace confab::desktop {

#ifdef CONFAB_FREEDESKTOP
class SystemContrast;
class Tray;
using SystemTray = Tray;
#else
class QtTray;
using SystemTray = QtTray;
#endif

/// The desktop app: owns its parts in their start order, and connects them.
/// Thread: the program's first. Owned by: main.
class Application {
public:
    explicit Application(const Options& options);
    ~Application();

    /// Resumes the last sessions, and signs in by the options. False when there is no window.
    bool start();
    /// Raises the window, also a minimised one. `activationToken` is the desktop's permission to do so.
    void raise(const QString& activationToken);
    /// Opens a link to a room or a message; the window says why when it can't.
    void openLink(const QString& link) { m_accounts.openLink(link); }

private:
    std::unique_ptr<models::OpenAccount> makeAccount(const QString& name);
    void chooseByOptions();
    void addToTray();
    void followSystem();
    void watchPauses();
    void pause();
    void tellTray();

    const Options m_options;
    QSettings m_settings;
    const std::shared_ptr<models::ProgramSettings> m_program;
    pictures::PicturePreparer m_preparer;
    std::unique_ptr<SystemTray> m_tray; // before the accounts, which show messages beside it
    models::AccountList m_accounts;
    MainWindow m_window;
#ifdef CONFAB_FREEDESKTOP
    std::unique_ptr<SystemContrast> m_systemContrast;
#endif
};

} // namespace confab::desktop

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

class SystemContrast;
class Tray;

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
    void watchPauses();
    void pause();
    void tellTray();

    const Options m_options;
    QSettings m_settings;
    const std::shared_ptr<models::ProgramSettings> m_program;
    pictures::PicturePreparer m_preparer;
    models::AccountList m_accounts;
    MainWindow m_window;
    std::unique_ptr<Tray> m_tray; // null, or without a tray that shows it: the system has none that is used
    std::unique_ptr<SystemContrast> m_systemContrast; // null: the system does not say
};

} // namespace confab::desktop

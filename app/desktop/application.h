// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/desktop/keychainstore.h"
#include "app/desktop/options.h"
#include "app/desktop/window.h"
#include "app/models/workspace.h"
#include "app/notifications/notifier.h"
#include "app/pictures/picturepreparer.h"

#include <QSettings>

#include <memory>

namespace confab::desktop {

#ifdef CONFAB_FREEDESKTOP
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

    /// Signs in by the options, or resumes the last session. False when there is no window.
    bool start();
    /// Raises the window, also a minimised one. `activationToken` is the desktop's permission to do so.
    void raise(const QString& activationToken);
    /// Opens a link to a room or a message; the window says why when it can't.
    void openLink(const QString& link) { m_workspace.links()->openText(link); }

private:
    void notify();
    void addToTray();
    void tellTray();

    const Options m_options;
    QSettings m_settings;
    KeychainStore m_store;
    pictures::PicturePreparer m_preparer;
    client::Client m_client;
    models::Workspace m_workspace;
    MainWindow m_window;
    std::unique_ptr<SystemTray> m_tray; // before what shows messages beside it
    std::unique_ptr<notifications::NotificationService> m_desktopNotifications;
    std::unique_ptr<notifications::Notifier> m_notifier;
};

} // namespace confab::desktop

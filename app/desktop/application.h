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

class SystemContrast;
class Tray;

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
    std::unique_ptr<notifications::NotificationService>
        m_desktopNotifications; // null: the system has none that is used
    std::unique_ptr<notifications::Notifier> m_notifier;
    std::unique_ptr<Tray> m_tray; // null, or without a tray that shows it: the system has none that is used
    std::unique_ptr<SystemContrast> m_systemContrast; // null: the system does not say
};

} // namespace confab::desktop

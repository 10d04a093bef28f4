// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/desktop/keychainstore.h"
#include "app/desktop/options.h"
#include "app/desktop/window.h"
#include "app/models/workspace.h"

#include <QSettings>

namespace confab::desktop {

/// The desktop app: owns its parts in the order in which they start, and wires them.
/// Thread: the program's first. Owned by: main.
class Application {
public:
    explicit Application(const Options& options);

    /// Signs in as the options say, or goes on with the last session. False when there is no window.
    bool start();
    /// Brings the window to the front, also a minimised one. `activationToken` is what the desktop gave for that.
    void raise(const QString& activationToken);

private:
    const Options m_options;
    QSettings m_settings;
    KeychainStore m_store;
    client::Client m_client;
    models::Workspace m_workspace;
    MainWindow m_window;
};

} // namespace confab::desktop

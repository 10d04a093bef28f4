// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/currentroom.h"

#include <QSettings>

namespace confab::models {

/// Opens the account's last open room, or its only one, when the list of rooms has arrived. Stores it for the last used
/// account, also while no user is signed in.
/// Thread: the window's. Owned by: Workspace.
class LastRoom : public QObject {
    Q_OBJECT
public:
    /// All must outlive this.
    LastRoom(client::Client& client, CurrentRoom& room, QSettings& settings);

private:
    void arrive();
    void remember();

    client::Client& m_client;
    CurrentRoom& m_room;
    QSettings& m_settings;
    bool m_arrived = false; // only the first time: later the user chooses
};

} // namespace confab::models

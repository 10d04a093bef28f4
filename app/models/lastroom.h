// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/currentroom.h"

#include <QSettings>

namespace confab::models {

/// Opens the room that the account had open last when the rooms have come, or the only one there is. Keeps it for the
/// account that was used last, also while nobody is signed in.
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
    bool m_arrived = false; // only the first time: later it is the person who chooses
};

} // namespace confab::models

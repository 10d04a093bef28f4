// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

#include <QJsonObject>

#include <memory>

namespace confab {

/// Where a command of the operator goes: into a running server, or to a database that none uses.
/// Thread: the main thread. Owned by: a command.
class AdminDoor {
public:
    virtual ~AdminDoor() = default;
    /// Blocks. As AdminCalls::run(); Unavailable when the server does not answer.
    virtual Result<QJsonObject> ask(const QJsonObject& request) = 0;
};

/// The server that runs on this configuration's data folder; null when there is none.
std::unique_ptr<AdminDoor> runningServer(const Config& config);

/// runningServer(), which tells all nodes at once; else the database. With PostgreSQL that database has to be in reach
/// in any case, and the server has to use the same one. Unavailable when the database can't be used.
Result<std::unique_ptr<AdminDoor>> openAdminDoor(const Config& config);

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

#include <QJsonObject>

#include <optional>

namespace confab {

/// One thing that a check has looked at.
struct Finding {
    enum class Level {
        Good,
        Remark, ///< it works, and may not for long, or not for all
        Bad     ///< it does not work
    };
    Level level = Level::Good;
    QString text; ///< what is so, and unless it is good what to do: sentences
};

/// Looks at the machine and the files of a server of this configuration, and at what the server says of itself
/// (`running`: Daemon's answer to "check"; none: it does not run). Reads, and changes nothing; may take as long as
/// reading the database does.
/// Thread: any that may wait for disks.
QList<Finding> checkServer(const Config& config, const std::optional<QJsonObject>& running);

// ---- its parts that decide by figures

/// In bytes.
Finding diskFinding(const QString& folder, qint64 available, qint64 capacity);
/// Descriptors that the process may have, for so many clients.
Finding descriptorFinding(qint64 descriptors, int maxConnections);
/// Others than this machine can connect to one of `listen`, and nothing encrypts it.
Finding listenFinding(const Config& config);

} // namespace confab

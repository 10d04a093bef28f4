// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

namespace confab {

/// What `confabd export` is given.
struct ExportRequest {
    QString room;        ///< an id, or a name that only one room has
    QString file;        ///< a new one
    QString filesFolder; ///< for the bytes of files, each under its id; made when it is missing; empty: without them
};

/// Writes a room as lines of JSON, also while the server runs, and says on the standard output what it was. The file
/// appears when it is whole, for its owner only; one that is there stays. The error is a sentence for the operator.
/// Thread: the main thread, with a QCoreApplication.
Status runExport(const Config& config, const ExportRequest& request);

} // namespace confab

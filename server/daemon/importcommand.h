// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

namespace confab {

struct ImportRequest {
    QString path;              ///< a file, an archive or a folder
    QString filesFolder;       ///< of an export of Confab: --with-files; empty: none
    bool isSlack = false;      ///< nothing else is taken
    bool isMattermost = false; ///< likewise
    bool isTrial = false;
};

/// Writes what another program or Confab exported into the database that the configuration names, which no server may
/// use meanwhile; says on the standard output what was done. The error is a sentence for the operator.
/// Thread: the main thread.
Status runImport(const Config& config, const ImportRequest& request);

} // namespace confab

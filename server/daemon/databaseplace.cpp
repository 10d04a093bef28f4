// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/databaseplace.h"

#include "server/backup/restore.h"
#include "server/daemon/datafolder.h"
#include "server/daemon/secretfile.h"

#include <QFileInfo>

namespace confab {

Result<DatabaseAddress> databaseAddress(const Config& config) {
    if (!config.isShared()) {
        if (Status folder = makeDataFolder(config.data); !folder)
            return fail(std::move(folder.error()));
        if (isRestoreUnfinished(config.data))
            return fail(Error(ErrorKind::Unavailable,
                              QStringLiteral("A backup was being restored into %1, and that did not end. Run \"confabd "
                                             "restore\" again.")
                                  .arg(config.data)));
        return DatabaseAddress::inFolder(config.data);
    }
    DatabaseAddress address = *config.postgres;
    if (config.databasePasswordFile.isEmpty())
        return address;
    Result<Secret> password = readSecretFile(config.databasePasswordFile);
    if (!password)
        return fail(std::move(password.error()));
    address.password = std::move(*password);
    return address;
}

Result<DatabaseAddress> existingDatabase(const Config& config) {
    if (!config.isShared() && !QFileInfo(config.data).isDir())
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("There is no folder %1.").arg(config.data)));
    return databaseAddress(config);
}

} // namespace confab

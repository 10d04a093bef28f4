// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/database.h"

#include "server/auth/signingkey.h"
#include "server/daemon/datafolder.h"
#include "server/daemon/secretfile.h"

#include <qcoro/qcorotask.h>

namespace confab {

Result<std::unique_ptr<SqlStorage>> openDatabase(const Config& config, QObject* home,
                                                 std::function<void(bool)> stores) {
    if (!config.isShared()) {
        if (Done folder = makeDataFolder(config.data); !folder)
            return fail(std::move(folder.error()));
        return SqlStorage::open(DatabaseAddress::inFolder(config.data), home, std::move(stores));
    }
    DatabaseAddress address = *config.postgres;
    if (!config.databasePasswordFile.isEmpty()) {
        Result<Secret> password = readSecretFile(config.databasePasswordFile);
        if (!password)
            return fail(std::move(password.error()));
        address.password = std::move(*password);
    }
    return SqlStorage::open(address, home, std::move(stores));
}

Result<QByteArray> signingKey(const Config& config, SqlStorage& storage) {
    if (!config.isShared())
        return loadOrMakeKey(signingKeyFile(config.data));
    return QCoro::waitFor(storage.sessions().signingKey(newSigningKey()));
}

} // namespace confab

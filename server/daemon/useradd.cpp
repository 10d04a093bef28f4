// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/useradd.h"

#include "server/auth/passwords.h"
#include "server/auth/workerpool.h"
#include "server/chat/accounts.h"
#include "server/daemon/database.h"

namespace confab {

Result<UserId> addUser(const Config& config, const QString& name, const QString& email, const Secret& password) {
    Result<NewUser> user = checkedNewUser(name, email, UtcTime::now());
    if (!user)
        return fail(std::move(user.error()));
    if (Done checked = checkedNewPassword(password); !checked)
        return fail(std::move(checked.error()));
    if (Done ready = Passwords::prepare(); !ready)
        return fail(std::move(ready.error()));
    QObject home;
    Result<std::unique_ptr<SqlStorage>> storage = openDatabase(config, &home);
    if (!storage)
        return fail(std::move(storage.error()));
    WorkerPool hashing(1, 1);
    Passwords passwords(hashing);
    Result<QByteArray> hash = passwords.hashNow(password);
    if (!hash)
        return fail(std::move(hash.error()));
    user->passwordHash = std::move(*hash);
    const Result<User> created = QCoro::waitFor((*storage)->users().create(std::move(*user)));
    if (!created)
        return fail(created.error());
    return created->id;
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlblocks.h"

#include "server/storage/sql/blocks.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlusers.h"

namespace confab {

QCoro::Task<Result<std::optional<User>>> SqlBlocks::setBlocked(UserId by, UserId whom, bool on) {
    return onWriter<std::optional<User>>(m_writer,
                                         [=](SqlConnection& db) { return confab::setBlocked(db, by, whom, on); });
}

QCoro::Task<Result<QList<User>>> SqlBlocks::blocked(UserId by) {
    return onReader<QList<User>>(m_reader, lineOf(by), [by](SqlConnection& db) -> Result<QList<User>> {
        const Result<QSet<UserId>> ids = blockedBy(db, by);
        if (!ids)
            return fail(ids.error());
        return usersByIds(db, ids->values()).map([](QList<User> users) {
            for (User& user : users)
                user.blocked = true;
            return users;
        });
    });
}

} // namespace confab

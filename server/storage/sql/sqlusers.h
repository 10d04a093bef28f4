// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/users.h"

namespace confab {

class SqlConnection;

/// The users in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlUsers final : public UserStore {
public:
    SqlUsers(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<User>> create(NewUser user) override;
    QCoro::Task<Result<std::optional<Account>>> byEmail(QString foldedEmail) override;
    QCoro::Task<Result<QList<User>>> byIds(QList<UserId> ids, UserId asker) override;
    QCoro::Task<Result<QList<User>>> find(QString query, UserId asker, int limit) override;
    QCoro::Task<Result<std::optional<User>>> byId(UserId id) override;
    QCoro::Task<Status> renewPasswordHash(UserId user, QByteArray hash, QByteArray insteadOf) override;
    QCoro::Task<Result<QList<SessionId>>> changePassword(UserId user, QByteArray hash, SessionId keep,
                                                         UtcTime now) override;
    QCoro::Task<Status> changeEmail(UserId user, QString email, QString foldedEmail) override;
    QCoro::Task<Result<QList<SessionId>>> end(UserId user) override;
    QCoro::Task<Result<QList<User>>> profiles(QList<UserId> ids) override;
    QCoro::Task<Result<ProfileOutcome>> updateProfile(ProfileChange change) override;
    QCoro::Task<Result<bool>> setPresence(UserId user, Availability choice, UtcTime now) override;
    QCoro::Task<Status> wentOffline(QList<UserId> users, UtcTime at) override;
    QCoro::Task<Result<QList<AccountRow>>> list(UserId after, int limit) override;
    QCoro::Task<Status> resetPassword(UserId user, QByteArray hash, UtcTime now, QString action) override;
    QCoro::Task<Status> remove(UserId user) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

/// Inside a transaction: UserStore::create().
Result<User> createUser(SqlConnection& db, const NewUser& user);
/// Inside a transaction: those of `ids` that exist, by id, without e-mail addresses.
Result<QList<User>> usersByIds(SqlConnection& db, QList<UserId> ids);
/// Inside a transaction: the user's name. Internal when there is no such user.
Result<QString> userName(SqlConnection& db, UserId id);

} // namespace confab

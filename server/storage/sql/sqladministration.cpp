// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqladministration.h"

#include "server/storage/sql/adminchanges.h"
#include "server/storage/sql/adminrows.h"
#include "server/storage/sql/append.h"
#include "server/storage/sql/audit.h"
#include "server/storage/sql/serverinvites.h"
#include "server/storage/sql/serversettings.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlrooms.h"

namespace confab {

namespace {

/// Of a locked room that is there.
Result<QString> nameOfRoom(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT name, kind FROM rooms WHERE id = ?"), room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    if (rows->named<RoomKind>(1) == RoomKind::Direct)
        return fail(Error::invalid(QStringLiteral("params.room"),
                                   QStringLiteral("room: a conversation of two people is theirs")));
    return rows->text(0);
}

Result<QList<UserId>> deleteRoomAs(SqlConnection& db, const Deed& deed, RoomId room) {
    Status done = checkAdministrator(db, deed.by);
    if (done)
        done = lockRoom(db, room);
    if (!done)
        return fail(std::move(done.error()));
    const Result<QString> name = nameOfRoom(db, room);
    if (!name)
        return fail(name.error());
    done = writeAudit(db, {deed.at, deed.by, QStringLiteral("admin.deleteRoom"), {}, room, *name});
    if (!done)
        return fail(std::move(done.error()));
    return endRoom(db, room, deed.at);
}

Status inviteAs(SqlConnection& db, const Deed& deed, const NewServerInvite& invite) {
    const QString detail = invite.foldedEmail ? QStringLiteral("for one address") : QString();
    return checkAdministrator(db, deed.by).and_then([&] { return makeServerInvite(db, deed, invite); }).and_then([&] {
        return writeAudit(db, {deed.at, deed.by, QStringLiteral("admin.invite"), {}, {}, detail});
    });
}

/// What only administrators read.
template <class T, class F>
QCoro::Task<Result<T>> readAs(JobSink& reader, UserId by, F read) {
    return onReader<T>(reader, lineOf(by), [by, read = std::move(read)](SqlConnection& db) -> Result<T> {
        if (Status may = checkAdministrator(db, by); !may)
            return fail(std::move(may.error()));
        return read(db);
    });
}

} // namespace

QCoro::Task<Status> SqlAdministration::check(UserId by) {
    return onReader<void>(m_reader, lineOf(by), [by](SqlConnection& db) { return checkAdministrator(db, by); });
}

QCoro::Task<Result<AccountsPage>> SqlAdministration::users(UserId by, AccountsAsked asked) {
    return readAs<AccountsPage>(m_reader, by,
                                [asked = std::move(asked)](SqlConnection& db) { return accountInfos(db, asked); });
}

QCoro::Task<Result<RoomInfosPage>> SqlAdministration::rooms(UserId by, RoomsAsked asked) {
    return readAs<RoomInfosPage>(m_reader, by,
                                 [asked = std::move(asked)](SqlConnection& db) { return roomInfos(db, asked); });
}

QCoro::Task<Result<AuditPage>> SqlAdministration::audit(UserId by, EntriesAsked asked) {
    return readAs<AuditPage>(m_reader, by, [asked](SqlConnection& db) { return auditEntries(db, asked); });
}

QCoro::Task<Result<ServerCounts>> SqlAdministration::counts(UserId by, std::optional<NodeLease> self) {
    return readAs<ServerCounts>(m_reader, by,
                                [self = std::move(self)](SqlConnection& db) { return serverCounts(db, self); });
}

QCoro::Task<Result<AdminStore::UserChange>> SqlAdministration::setUser(Deed deed, AdminSetUser change) {
    return onWriter<UserChange>(m_writer, [deed, change](SqlConnection& db) { return setUserAs(db, deed, change); });
}

QCoro::Task<Status> SqlAdministration::makeResetLink(Deed deed, NewResetLink link) {
    return onWriter<void>(
        m_writer, [deed, link = std::move(link)](SqlConnection& db) { return confab::makeResetLink(db, deed, link); });
}

QCoro::Task<Status> SqlAdministration::invite(Deed deed, NewServerInvite invite) {
    return onWriter<void>(m_writer,
                          [deed, invite = std::move(invite)](SqlConnection& db) { return inviteAs(db, deed, invite); });
}

QCoro::Task<Result<QList<UserId>>> SqlAdministration::deleteRoom(Deed deed, RoomId room) {
    return onWriter<QList<UserId>>(
        m_writer, [deed, room](SqlConnection& db) { return deleteRoomAs(db, deed, room); }, lockOrder(room));
}

QCoro::Task<Result<StoredSettings>> SqlAdministration::set(Deed deed, StoredSettings change) {
    return onWriter<StoredSettings>(m_writer,
                                    [deed, change = std::move(change)](SqlConnection& db) -> Result<StoredSettings> {
                                        if (Status may = checkAdministrator(db, deed.by); !may)
                                            return fail(std::move(may.error()));
                                        return writeServerSettings(db, deed, change);
                                    });
}

QCoro::Task<Result<StoredSettings>> SqlAdministration::settings() {
    return onReader<StoredSettings>(m_reader, ReadLine::Server,
                                    [](SqlConnection& db) { return readServerSettings(db); });
}

QCoro::Task<Status> SqlAdministration::lookAtResetLink(QByteArray hash, UtcTime now) {
    return onReader<void>(m_reader, ReadLine::Server, [hash = std::move(hash), now](SqlConnection& db) {
        return confab::lookAtResetLink(db, hash, now);
    });
}

QCoro::Task<Result<QList<SessionId>>> SqlAdministration::useResetLink(QByteArray hash, QByteArray passwordHash,
                                                                      UtcTime now) {
    return onWriter<QList<SessionId>>(
        m_writer, [hash = std::move(hash), password = std::move(passwordHash), now](SqlConnection& db) {
            return confab::useResetLink(db, hash, password, now);
        });
}

QCoro::Task<Status> SqlAdministration::notePeople(NodeLease self, int people) {
    return onWriter<void>(
        m_writer,
        [self = std::move(self), people](SqlConnection& db) {
            return db.exec(QStringLiteral("UPDATE nodes SET people = ? WHERE node = ? AND epoch = ?"), people,
                           self.node, self.epoch);
        },
        LockOrder::Nodes);
}

} // namespace confab

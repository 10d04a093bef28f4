// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlsessions.h"

#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/idlists.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlsecondfactors.h"
#include "server/storage/sql/storagelimits.h"

#include <set>

namespace confab {

namespace {

/// Where a session stands: its current generation, the pending one, and how many there have been.
struct Standing {
    SessionHandle handle; // generation: the current one
    std::optional<qint64> pending;
    qint64 rotations = 0;
    qint64 presented = 0; // the generation of the token it was found by
};

/// Those ended for good go when their owner signs in anew, with their tokens; so a user's rows are about those in use.
/// A session may have thousands of tokens, so it goes in slices, and when it has none any more.
Status forgetEnded(SqlConnection& db, UserId user, UtcTime now) {
    const QString over = QStringLiteral("user_id = ? AND (revoked_at IS NOT NULL OR idle_until <= ? OR ends_at <= ?)");
    Status done = db.exec(QString(u"DELETE FROM session_tokens WHERE hash IN (SELECT t.hash FROM sessions s "
                                  u"JOIN session_tokens t ON t.session_id = s.id WHERE s." %
                                  over % u" LIMIT ?)"),
                          user, now, now, limits::tokensForgotten);
    if (done)
        done = db.exec(QString(u"DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE " % over %
                               u" AND NOT EXISTS (SELECT 1 FROM session_tokens t WHERE t.session_id = sessions.id) "
                               u"LIMIT ?)"),
                       user, now, now, limits::sessionsForgotten);
    return done;
}

/// Makes room for one session and returns the ended ones: of those never renewed, else of all, the least recently used.
/// A person above the limit reaches it within a few sign-ins.
Result<QList<SessionId>> endOldest(SqlConnection& db, UserId user, UtcTime now) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("UPDATE sessions SET revoked_at = ? WHERE id IN (SELECT id FROM sessions "
                              "WHERE user_id = ? AND revoked_at IS NULL AND idle_until > ? AND ends_at > ? "
                              "ORDER BY rotations > 0 DESC, used_at DESC, id DESC LIMIT ? OFFSET ?) RETURNING id"),
               now, user, now, now, limits::sessionsForgotten, limits::sessionsPerPerson - 1);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<SessionId> ended;
    while (rows->next())
        ended.append(rows->id<SessionId>(0));
    return ended;
}

Status addToken(SqlConnection& db, SessionId session, qint64 generation, const QByteArray& hash) {
    return db.exec(QStringLiteral("INSERT INTO session_tokens (hash, session_id, generation) VALUES (?, ?, ?)"), hash,
                   session, generation);
}

Result<SessionStore::Creation> createSession(SqlConnection& db, const NewSession& session) {
    // Since the password was checked the account may be disabled, or have another one.
    if (Status enabled = checkEnabled(db, session.user, session.passwordHash); !enabled)
        return fail(std::move(enabled.error()));
    if (Status proven = session.isCodeProven ? Status() : checkNoFactor(db, session.user); !proven)
        return fail(std::move(proven.error()));
    if (Status forgotten = forgetEnded(db, session.user, session.at); !forgotten)
        return fail(std::move(forgotten.error()));
    Result<QList<SessionId>> ended = endOldest(db, session.user, session.at);
    if (!ended)
        return fail(std::move(ended.error()));
    SessionHandle handle{{}, session.user, 0, accessProof(session.refreshHash)};
    {
        Result<SqlRows> rows = db.run(
            QStringLiteral("INSERT INTO sessions (user_id, device, created_at, used_at, "
                           "idle_until, ends_at, address) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"),
            session.user, session.device, session.at, session.at, session.idleUntil, session.endsAt, session.address);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return fail(ErrorKind::Internal);
        handle.id = rows->id<SessionId>(0);
    }
    return addToken(db, handle.id, handle.generation, session.refreshHash).map([&] {
        return SessionStore::Creation{handle, std::move(*ended)};
    });
}

/// The live session that this token belongs to. AuthExpired when there is none.
Result<Standing> findByToken(SqlConnection& db, const QByteArray& hash, UtcTime now) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT s.id, s.user_id, s.generation, s.pending_generation, s.rotations, t.generation "
                              "FROM session_tokens t JOIN sessions s ON s.id = t.session_id "
                              "WHERE t.hash = ? AND s.revoked_at IS NULL AND s.idle_until > ? AND s.ends_at > ?"),
               hash, now, now);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::AuthExpired);
    return Standing{{rows->id<SessionId>(0), rows->id<UserId>(1), rows->integer(2), {}},
                    rows->optionalInteger<qint64>(3),
                    rows->integer(4),
                    rows->integer(5)};
}

Status revokeSession(SqlConnection& db, SessionId id, UtcTime now) {
    return db.exec(QStringLiteral("UPDATE sessions SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL"), now, id);
}

Status revokeOwn(SqlConnection& db, UserId user, SessionId id, UtcTime now) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("UPDATE sessions SET revoked_at = CASE WHEN revoked_at IS NULL THEN ? ELSE revoked_at "
                              "END WHERE id = ? AND user_id = ? RETURNING id"),
               now, id, user);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(Error::invalid(QStringLiteral("params.id"), QStringLiteral("id: a session of yours expected")));
    return {};
}

Result<QList<SignedInDevice>> devicesOf(SqlConnection& db, UserId user, UtcTime now) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT id, device, created_at, used_at, ends_at, address FROM sessions "
                              "WHERE user_id = ? AND revoked_at IS NULL AND idle_until > ? AND ends_at > ? "
                              "ORDER BY used_at DESC, id DESC LIMIT ?"),
               user, now, now, limits::sessionsPerPerson);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<SignedInDevice> devices;
    while (rows->next())
        devices.append(
            {rows->id<SessionId>(0), rows->text(1), rows->time(2), rows->time(3), rows->time(4), rows->text(5)});
    return devices;
}

/// Who renews the tokens of a session, as far as its row says.
struct Renewal {
    UtcTime now;
    UtcTime idleUntil;
    QString address;
};

/// Makes the next generation pending, in place of one that was pending and never used.
Result<SessionHandle> addPending(SqlConnection& db, const Standing& standing, const QByteArray& newHash,
                                 const Renewal& by) {
    SessionHandle next = standing.handle;
    next.generation = standing.rotations + 1;
    next.proof = accessProof(newHash);
    // The token presented is current from here on: it was, or it was pending and this is its first use.
    Status done = db.exec(QStringLiteral("DELETE FROM session_tokens WHERE session_id = ? AND generation > ?"), next.id,
                          standing.presented);
    if (done)
        done = addToken(db, next.id, next.generation, newHash);
    if (done)
        // Never backwards: a clock that was wrong for a moment must not end a live session.
        done = db.exec(QStringLiteral("UPDATE sessions SET generation = ?, pending_generation = ?, rotations = ?, "
                                      "used_at = CASE WHEN used_at > ? THEN used_at ELSE ? END, "
                                      "idle_until = CASE WHEN idle_until > ? THEN idle_until ELSE ? END, address = ? "
                                      "WHERE id = ?"),
                       standing.presented, next.generation, next.generation, by.now, by.now, by.idleUntil, by.idleUntil,
                       by.address, next.id);
    return done.map([next] { return next; });
}

Result<SessionStore::Rotation> rotateSession(SqlConnection& db, const QByteArray& presentedHash,
                                             const QByteArray& newHash, const Renewal& by) {
    const Result<Standing> standing = findByToken(db, presentedHash, by.now);
    if (!standing)
        return fail(standing.error());
    const bool inUse = standing->presented == standing->handle.generation || standing->presented == standing->pending;
    if (!inUse)
        return revokeSession(db, standing->handle.id, by.now).map([&] {
            return SessionStore::Rotation{std::nullopt, standing->handle.id};
        });
    if (standing->rotations >= limits::rotationsPerSession)
        return fail(ErrorKind::AuthExpired);
    return addPending(db, *standing, newHash, by).map([](SessionHandle next) {
        return SessionStore::Rotation{next, std::nullopt};
    });
}

Status confirmSession(SqlConnection& db, const SessionHandle& handle, UtcTime now) {
    bool isPending = false;
    {
        Result<SqlRows> rows =
            db.run(QStringLiteral("SELECT s.generation, s.pending_generation, t.hash FROM sessions s "
                                  "JOIN session_tokens t ON t.session_id = s.id AND t.generation = ? WHERE s.id = ? "
                                  "AND s.user_id = ? AND s.revoked_at IS NULL AND s.idle_until > ? AND s.ends_at > ?"),
                   handle.generation, handle.id, handle.user, now, now);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next() || accessProof(rows->bytes(2)) != handle.proof)
            return fail(ErrorKind::AuthExpired);
        if (rows->integer(0) == handle.generation)
            return {};
        isPending = rows->optionalInteger<qint64>(1) == handle.generation;
    }
    if (!isPending)
        return fail(ErrorKind::AuthExpired);
    Result<SqlRows> rows = db.run(QStringLiteral("UPDATE sessions SET generation = ?, pending_generation = NULL "
                                                 "WHERE id = ? AND pending_generation = ? RETURNING id"),
                                  handle.generation, handle.id, handle.generation);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next()) // another node has replaced it meanwhile
        return fail(ErrorKind::AuthExpired);
    return {};
}

Result<QList<SessionId>> readEnded(SqlConnection& db, const QList<SessionId>& sessions, UtcTime now) {
    const QString sql = QString(u"SELECT id FROM sessions WHERE " % db.dialect().among(QStringLiteral("id")) %
                                u" AND revoked_at IS NULL AND idle_until > ? AND ends_at > ?");
    std::set<SessionId> ended(sessions.begin(), sessions.end());
    const Status done = forEachAmong(
        db, sql, sessions, [&ended](const SqlRows& row) { ended.erase(row.id<SessionId>(0)); }, now, now);
    return done.map([&] { return QList<SessionId>(ended.begin(), ended.end()); });
}

Result<QByteArray> sharedKey(SqlConnection& db, const QByteArray& fresh) {
    const QString name = QStringLiteral("access-tokens");
    Status stored =
        db.exec(QStringLiteral("INSERT INTO keys (name, key) VALUES (?, ?) ON CONFLICT DO NOTHING"), name, fresh);
    if (!stored)
        return fail(std::move(stored.error()));
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT key FROM keys WHERE name = ?"), name);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::Internal);
    return rows->bytes(0);
}

} // namespace

QCoro::Task<Result<SessionStore::Creation>> SqlSessions::create(NewSession session) {
    return onWriter<Creation>(m_writer,
                              [session = std::move(session)](SqlConnection& db) { return createSession(db, session); });
}

QCoro::Task<Result<SessionStore::Rotation>> SqlSessions::rotate(QByteArray presentedHash, QByteArray newHash,
                                                                UtcTime now, UtcTime idleUntil, QString address) {
    return onWriter<Rotation>(m_writer, [presented = std::move(presentedHash), fresh = std::move(newHash),
                                         by = Renewal{now, idleUntil, std::move(address)}](SqlConnection& db) {
        return rotateSession(db, presented, fresh, by);
    });
}

QCoro::Task<Status> SqlSessions::confirm(SessionHandle handle, UtcTime now) {
    return onWriter<void>(m_writer, [handle, now](SqlConnection& db) { return confirmSession(db, handle, now); });
}

QCoro::Task<Status> SqlSessions::revoke(SessionId id, UtcTime now) {
    return onWriter<void>(m_writer, [id, now](SqlConnection& db) { return revokeSession(db, id, now); });
}

QCoro::Task<Status> SqlSessions::revokeOf(UserId user, SessionId id, UtcTime now) {
    return onWriter<void>(m_writer, [=](SqlConnection& db) { return revokeOwn(db, user, id, now); });
}

QCoro::Task<Result<QList<SignedInDevice>>> SqlSessions::devices(UserId user, UtcTime now) {
    return onReader<QList<SignedInDevice>>(m_reader, ReadLine::Server,
                                           [=](SqlConnection& db) { return devicesOf(db, user, now); });
}

QCoro::Task<Result<QList<SessionId>>> SqlSessions::ended(QList<SessionId> sessions, UtcTime now) {
    return onReader<QList<SessionId>>(
        m_reader, ReadLine::Server,
        [sessions = std::move(sessions), now](SqlConnection& db) { return readEnded(db, sessions, now); });
}

QCoro::Task<Result<QByteArray>> SqlSessions::signingKey(QByteArray fresh) {
    return onWriter<QByteArray>(m_writer,
                                [fresh = std::move(fresh)](SqlConnection& db) { return sharedKey(db, fresh); });
}

} // namespace confab

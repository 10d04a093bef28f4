// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlsecondfactors.h"

#include "server/storage/sql/accountrows.h"
#include "server/storage/sql/audit.h"
#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

constexpr auto factorColumns = std::tuple{column("secret", &SecondFactor::secret), column("is_on", &SecondFactor::isOn),
                                          column("last_step", &SecondFactor::lastStep)};

Result<std::optional<SecondFactor>> factorOf(SqlConnection& db, UserId user) {
    static const QString sql =
        QString(u"SELECT " % selectList(factorColumns) % u" FROM second_factors WHERE user_id = ?");
    Result<SqlRows> rows = db.run(sql, user);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(readRow<SecondFactor>(*rows, factorColumns)) : std::nullopt;
}

/// A statement that changes the one row which makes a proof good.
Status changeOne(const Result<int>& changed) {
    if (!changed)
        return fail(changed.error());
    return *changed == 1 ? Status() : fail(ErrorKind::AuthWrongCode);
}

/// An earlier one that waits goes; one that is on stays, whoever else switched it on meanwhile.
Status beginFactor(SqlConnection& db, UserId user, const QByteArray& secret) {
    const Result<int> put =
        db.change(QStringLiteral("INSERT INTO second_factors (user_id, secret, is_on, last_step) VALUES (?, ?, 0, 0) "
                                 "ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret "
                                 "WHERE second_factors.is_on = 0"),
                  user, secret);
    if (!put)
        return fail(put.error());
    return *put == 1 ? Status()
                     : fail(Error(ErrorKind::InputInvalid,
                                  QStringLiteral("There is a second factor already: switch it off first")));
}

Status confirmFactor(SqlConnection& db, UserId user, const QByteArray& secret, qint64 step,
                     const QList<QByteArray>& recovery) {
    Status done = changeOne(db.change(QStringLiteral("UPDATE second_factors SET is_on = 1, last_step = ? "
                                                     "WHERE user_id = ? AND secret = ? AND is_on = 0"),
                                      step, user, secret));
    for (const QByteArray& hash : recovery) {
        if (done)
            done = db.exec(QStringLiteral("INSERT INTO recovery_codes (user_id, hash) VALUES (?, ?)"), user, hash);
    }
    return done;
}

/// The row that makes it good is changed here, so of two that come at once one finds it changed.
Status spend(SqlConnection& db, UserId user, const FactorProof& proof) {
    if (proof.step)
        return changeOne(db.change(QStringLiteral("UPDATE second_factors SET last_step = ? "
                                                  "WHERE user_id = ? AND is_on = 1 AND last_step < ?"),
                                   *proof.step, user, *proof.step));
    return changeOne(db.change(QStringLiteral("DELETE FROM recovery_codes WHERE user_id = ? AND hash = ?"), user,
                               proof.recoveryHash));
}

/// The oldest make room: who knows the password does not fill the table.
Status makeRoom(SqlConnection& db, UserId user, UtcTime now) {
    return db.exec(QStringLiteral("DELETE FROM sign_in_challenges WHERE user_id = ? AND ends_at <= ?"), user, now)
        .and_then([&] {
            return db.exec(QStringLiteral("DELETE FROM sign_in_challenges WHERE hash IN (SELECT hash FROM "
                                          "sign_in_challenges WHERE user_id = ? ORDER BY ends_at DESC, hash "
                                          "LIMIT 100 OFFSET ?)"),
                           user, limits::challengesPerPerson - 1);
        });
}

Status addChallenge(SqlConnection& db, const NewChallenge& fresh) {
    return checkEnabled(db, fresh.user, fresh.passwordHash)
        .and_then([&] { return makeRoom(db, fresh.user, fresh.at); })
        .and_then([&] {
            return db.exec(QStringLiteral("INSERT INTO sign_in_challenges (hash, user_id, device, password_hash, "
                                          "ends_at, guesses) VALUES (?, ?, ?, ?, ?, 0)"),
                           fresh.hash, fresh.user, fresh.device, fresh.passwordHash, fresh.endsAt);
        });
}

Result<Challenged> guessOnce(SqlConnection& db, const QByteArray& hash, UtcTime now) {
    static const QString sql =
        QString(u"SELECT " % selectList(userColumns) %
                u", c.password_hash, c.device FROM sign_in_challenges c JOIN users ON users.id = c.user_id "
                u"AND users.password_hash = c.password_hash WHERE c.hash = ?");
    const Error over(ErrorKind::AuthExpired, QStringLiteral("This sign-in is over: enter the password again"));
    const Result<int> counted = db.change(QStringLiteral("UPDATE sign_in_challenges SET guesses = guesses + 1 "
                                                         "WHERE hash = ? AND ends_at > ? AND guesses < ?"),
                                          hash, now, limits::guessesPerChallenge);
    if (!counted || *counted == 0)
        return fail(counted ? over : counted.error());
    Challenged found;
    {
        Result<SqlRows> rows = db.run(sql, hash);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return fail(over);
        constexpr int behind = columnCount(userColumns);
        found.account = {readRow<User>(*rows, userColumns), rows->bytes(behind)};
        found.device = rows->text(behind + 1);
    }
    Result<std::optional<SecondFactor>> factor = factorOf(db, found.account.user.id);
    if (!factor)
        return fail(std::move(factor.error()));
    if (!*factor || !(*factor)->isOn)
        return fail(over);
    found.factor = std::move(**factor);
    return found;
}

Status useProof(SqlConnection& db, UserId user, const FactorProof& proof, const QByteArray& challenge) {
    return spend(db, user, proof).and_then([&] {
        return db.exec(QStringLiteral("DELETE FROM sign_in_challenges WHERE hash = ?"), challenge);
    });
}

} // namespace

Status checkNoFactor(SqlConnection& db, UserId user) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT 1 FROM second_factors WHERE user_id = ? AND is_on = 1"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? fail(ErrorKind::AuthCodeRequired) : Status();
}

Status voidChallenges(SqlConnection& db, UserId user) {
    return db.exec(QStringLiteral("DELETE FROM sign_in_challenges WHERE user_id = ?"), user);
}

Result<bool> removeFactor(SqlConnection& db, UserId user) {
    const Status cleared = voidChallenges(db, user).and_then(
        [&] { return db.exec(QStringLiteral("DELETE FROM recovery_codes WHERE user_id = ?"), user); });
    if (!cleared)
        return fail(cleared.error());
    Result<SqlRows> rows = db.run(QStringLiteral("DELETE FROM second_factors WHERE user_id = ? RETURNING is_on"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() && rows->integer(0) != 0;
}

QCoro::Task<Status> SqlSecondFactors::begin(UserId user, QByteArray secret) {
    return onWriter<void>(
        m_writer, [user, secret = std::move(secret)](SqlConnection& db) { return beginFactor(db, user, secret); });
}

QCoro::Task<Result<std::optional<SecondFactor>>> SqlSecondFactors::of(UserId user) {
    return onReader<std::optional<SecondFactor>>(m_reader, lineOf(user),
                                                 [user](SqlConnection& db) { return factorOf(db, user); });
}

QCoro::Task<Status> SqlSecondFactors::confirm(UserId user, QByteArray secret, qint64 step, QList<QByteArray> recovery) {
    return onWriter<void>(m_writer, [user, secret = std::move(secret), step, recovery = std::move(recovery)](
                                        SqlConnection& db) { return confirmFactor(db, user, secret, step, recovery); });
}

QCoro::Task<Status> SqlSecondFactors::disable(UserId user, FactorProof proof) {
    return onWriter<void>(m_writer, [user, proof = std::move(proof)](SqlConnection& db) {
        return spend(db, user, proof).and_then([&] { return removeFactor(db, user).map([](bool) {}); });
    });
}

QCoro::Task<Result<bool>> SqlSecondFactors::remove(UserId user, UtcTime now) {
    return onWriter<bool>(m_writer, [user, now](SqlConnection& db) -> Result<bool> {
        const Result<bool> removed = removeFactor(db, user);
        if (!removed || !*removed)
            return removed;
        return writeAudit(db, {now, {}, QStringLiteral("user.noSecondFactor"), user}).map([] { return true; });
    });
}

QCoro::Task<Status> SqlSecondFactors::challenge(NewChallenge fresh) {
    return onWriter<void>(m_writer, [fresh = std::move(fresh)](SqlConnection& db) { return addChallenge(db, fresh); });
}

QCoro::Task<Result<Challenged>> SqlSecondFactors::guess(QByteArray hash, UtcTime now) {
    return onWriter<Challenged>(m_writer, [hash = std::move(hash), now](SqlConnection& db) {
        Result<Challenged> found = guessOnce(db, hash, now);
        return found;
    });
}

QCoro::Task<Status> SqlSecondFactors::use(UserId user, FactorProof proof, QByteArray challenge) {
    return onWriter<void>(m_writer, [user, proof = std::move(proof), challenge = std::move(challenge)](
                                        SqlConnection& db) { return useProof(db, user, proof, challenge); });
}

} // namespace confab

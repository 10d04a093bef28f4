// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/disabledaccounts.h"

#include "server/storage/sql/sqlconnection.h"

namespace confab {

namespace {

/// The hash of the account; std::nullopt when it was removed or never was.
Result<std::optional<QByteArray>> hashOf(SqlConnection& db, UserId user) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT password_hash FROM users WHERE id = ? AND email <> ''"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->bytes(0)) : std::nullopt;
}

Status setHash(SqlConnection& db, UserId user, const QByteArray& hash) {
    return db.exec(QStringLiteral("UPDATE users SET password_hash = ? WHERE id = ?"), hash, user);
}

} // namespace

const QByteArray& disabledMark() {
    static const QByteArray mark("!");
    return mark;
}

QString isDisabledSql(const QString& table) {
    return QString(u"substr(" % table % u".password_hash, 1, 1) = ?");
}

Status checkEnabled(SqlConnection& db, UserId user, const QByteArray& proven) {
    const Result<std::optional<QByteArray>> hash = hashOf(db, user);
    if (!hash)
        return fail(hash.error());
    const bool isDisabled = *hash && (*hash)->startsWith(disabledMark());
    const bool isAnother = !proven.isEmpty() && *hash != proven;
    return isDisabled || isAnother ? fail(ErrorKind::AuthInvalid) : Status();
}

Result<bool> markDisabled(SqlConnection& db, UserId user) {
    const Result<std::optional<QByteArray>> hash = hashOf(db, user);
    if (!hash)
        return fail(hash.error());
    if (!*hash || (*hash)->startsWith(disabledMark()))
        return false;
    return setHash(db, user, disabledMark() + **hash).map([] { return true; });
}

Result<bool> unmarkDisabled(SqlConnection& db, UserId user) {
    const Result<std::optional<QByteArray>> hash = hashOf(db, user);
    if (!hash || !*hash || !(*hash)->startsWith(disabledMark()))
        return hash.map([](const auto&) { return false; });
    return setHash(db, user, (*hash)->mid(disabledMark().size())).map([] { return true; });
}

} // namespace confab

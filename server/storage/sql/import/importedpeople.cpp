// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/import/importedpeople.h"

#include "common/protocol/emailaddress.h"
#include "common/protocol/limits.h"
#include "common/protocol/text.h"
#include "server/import/texts.h"
#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/sqlconnection.h"

namespace confab {

namespace {

Result<std::optional<UserId>> accountOf(SqlConnection& db, const QString& folded) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT id FROM users WHERE folded_email = ?"), folded);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->id<UserId>(0)) : std::nullopt;
}

Result<UserId> insertAccount(SqlConnection& db, const QString& name, const QString& email, const QString& folded) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("INSERT INTO users (name, folded_name, email, folded_email, password_hash, created_at) "
                       "VALUES (?, ?, ?, ?, ?, ?) RETURNING id"),
        name, name.toCaseFolded(), email, folded, email.isEmpty() ? QByteArray() : disabledMark(), UtcTime::now());
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? Result<UserId>(rows->id<UserId>(0)) : fail(ErrorKind::Internal);
}

} // namespace

Status ImportedPeople::add(SqlConnection& db, const imported::Person& person) {
    const QString email = normalisedLine(person.email);
    const bool isAddress = email.size() <= limits::emailChars && isEmailAddress(email);
    // As for accounts that were removed: a column that is unique, and no address.
    const QString folded = isAddress ? foldedEmail(email) : QString(u"imported " % person.key);
    const Result<std::optional<UserId>> found = accountOf(db, folded);
    if (!found)
        return fail(found.error());
    if (*found) {
        ++m_report.accountsKnown;
        m_accounts.insert(person.id, **found);
        return {};
    }
    QString name = imported::shortLine(person.name, limits::nameChars);
    if (name.isEmpty())
        name = isAddress ? email.section(u'@', 0, 0) : QStringLiteral("Unknown");
    const Result<UserId> made = insertAccount(db, name, isAddress ? email : QString(), folded);
    if (!made)
        return fail(made.error());
    ++(isAddress ? m_report.accountsMade : m_report.peopleWithout);
    m_accounts.insert(person.id, *made);
    return {};
}

std::optional<UserId> ImportedPeople::known(UserId person) const {
    const auto found = m_accounts.constFind(person);
    return found == m_accounts.constEnd() ? std::nullopt : std::optional(*found);
}

Result<UserId> ImportedPeople::account(UserId person) const {
    if (const std::optional<UserId> found = known(person))
        return *found;
    return fail(Error::invalid(
        QStringLiteral("import"),
        QStringLiteral("An event names person %1, whom the export does not describe.").arg(person.value)));
}

} // namespace confab

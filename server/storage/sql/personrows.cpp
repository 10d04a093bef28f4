// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/personrows.h"

#include "common/core/time.h"
#include "common/protocol/method.h"

namespace confab {

namespace {

/// "TABLE.NAME, TABLE.NAME"
QString listOf(const QString& table, const QStringList& names) {
    const QString prefix = table.isEmpty() ? QString() : QString(table % u'.');
    return QString(prefix % names.join(QString(u", " % prefix)));
}

std::optional<UserStatus> statusOf(const SqlRows& row, int first) {
    UserStatus status{row.text(first), row.text(first + 1)};
    if (status.text.isEmpty() && status.emoji.isEmpty())
        return std::nullopt;
    if (!row.isNull(first + 2))
        status.until = row.time(first + 2);
    if (status.until && *status.until <= UtcTime::now())
        return std::nullopt;
    return status;
}

} // namespace

QString personList(const QString& table) {
    return listOf(table,
                  {QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("bot"), QStringLiteral("picture"),
                   QStringLiteral("status_text"), QStringLiteral("status_emoji"), QStringLiteral("status_until")});
}

User readPerson(const SqlRows& row, int first) {
    User user{row.id<UserId>(first), row.text(first + 1), std::nullopt, std::nullopt, onlyTrue(!row.isNull(first + 2))};
    if (!row.isNull(first + 3))
        user.picture = row.text(first + 3);
    user.status = statusOf(row, first + 4);
    return user;
}

QString presenceList(const QString& table) {
    return listOf(table, {QStringLiteral("presence"), QStringLiteral("last_seen_at")});
}

void readPresence(User& user, const SqlRows& row, int first) {
    if (!row.isNull(first))
        user.presence = row.named<Availability>(first);
    if (!row.isNull(first + 1))
        user.lastSeenAt = row.time(first + 1);
}

} // namespace confab

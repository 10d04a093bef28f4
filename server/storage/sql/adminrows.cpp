// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/adminrows.h"

#include "common/protocol/method.h"
#include "common/protocol/text.h"
#include "server/storage/sql/columns.h"
#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/personrows.h"

#include <algorithm>

namespace confab {

namespace {

/// One row more than is asked for says that there are more.
template <class T>
bool cutTo(QList<T>& rows, int limit) {
    const bool more = rows.size() > limit;
    if (more)
        rows.resize(limit);
    return more;
}

// ---- people

/// Behind personList("u"), of a row `u` of users.
constexpr const char* accountColumns =
    ", u.email, u.role, u.created_at, (SELECT count(*) FROM sessions s WHERE s.user_id = u.id AND s.revoked_at IS NULL "
    "AND s.idle_until > ? AND s.ends_at > ?), (SELECT max(s.used_at) FROM sessions s WHERE s.user_id = u.id), "
    "(SELECT count(*) FROM second_factors f WHERE f.user_id = u.id AND f.is_on = 1), CASE WHEN ";

AccountInfo readAccount(const SqlRows& row) {
    int at = personColumns;
    AccountInfo info;
    info.user = readPerson(row);
    info.user.email = row.text(at++);
    const auto role = row.named<ServerRole>(at++);
    info.user.role = role == ServerRole::Admin ? std::optional(role) : std::nullopt;
    info.createdAt = row.time(at++);
    info.sessions = int(row.integer(at++));
    info.lastSeenAt = row.isNull(at) ? std::nullopt : std::optional(row.time(at));
    ++at;
    info.user.mfa = onlyTrue(row.integer(at++) > 0);
    info.disabled = row.integer(at) != 0;
    return info;
}

QString accountsSql(const Dialect& dialect, bool isSearch) {
    const QString found = isSearch
                              ? QString(u" AND (" % dialect.position(QStringLiteral("u.folded_name")) % u" > 0 OR " %
                                        dialect.position(QStringLiteral("u.folded_email")) % u" > 0)")
                              : QString();
    return QString(u"SELECT " % personList(QStringLiteral("u")) % QLatin1String(accountColumns) %
                   isDisabledSql(QStringLiteral("u")) %
                   u" THEN 1 ELSE 0 END FROM users u WHERE u.id > ? AND u.email <> '' AND u.bot IS NULL" % found %
                   u" ORDER BY u.id LIMIT ?");
}

// ---- rooms

constexpr auto roomColumns =
    std::tuple{column("id", &RoomInfo::id),
               column("name", &RoomInfo::name),
               column("kind", &RoomInfo::kind),
               column("visibility", &RoomInfo::visibility),
               column("members", &RoomInfo::members),
               column("last_seq", &RoomInfo::lastSeq),
               column("created_at", &RoomInfo::createdAt),
               column("CASE WHEN archived_at IS NULL THEN NULL ELSE 1 END", &RoomInfo::archived)};

QString roomsSql(const Dialect& dialect, bool isSearch) {
    const QString found =
        isSearch ? QString(u" AND " % dialect.position(QStringLiteral("folded_name")) % u" > 0") : QString();
    return QString(u"SELECT " % selectList(roomColumns) %
                   u" FROM rooms WHERE id > ? AND deleted_at IS NULL AND kind = ?" % found % u" ORDER BY id LIMIT ?");
}

// ---- the log

AuditEntry readEntry(const SqlRows& row) {
    AuditEntry entry;
    entry.id = row.integer(0);
    entry.at = row.time(1);
    entry.action = row.text(2);
    if (!row.isNull(3))
        entry.room = row.id<RoomId>(3);
    entry.detail = row.text(4);
    if (!row.isNull(5))
        entry.by = User{row.id<UserId>(5), row.text(6), std::nullopt};
    if (!row.isNull(7))
        entry.user = User{row.id<UserId>(7), row.text(8), std::nullopt};
    return entry;
}

QString entriesSql(bool isForward) {
    const QString end = isForward ? QStringLiteral("a.id > ? ORDER BY a.id LIMIT ?")
                                  : QStringLiteral("a.id < ? ORDER BY a.id DESC LIMIT ?");
    return QString(u"SELECT a.id, a.at, a.action, a.room_id, a.detail, b.id, b.name, u.id, u.name FROM audit a "
                   u"LEFT JOIN users b ON b.id = a.by_user LEFT JOIN users u ON u.id = a.user_id WHERE " %
                   end);
}

Result<qint64> oneNumber(Result<SqlRows> rows) {
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? rows->integer(0) : 0;
}

/// What it takes on the disk: of SQLite pages, of PostgreSQL as it says.
QString databaseSizeSql(const Dialect& dialect) {
    return dialect.isServer() ? QStringLiteral("SELECT pg_database_size(current_database())")
                              : QStringLiteral("SELECT c.page_count * s.page_size FROM pragma_page_count() c, "
                                               "pragma_page_size() s");
}

Status countOtherNodes(SqlConnection& db, const std::optional<NodeLease>& self, ServerCounts& counts) {
    if (!self)
        return {};
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT count(*), COALESCE(sum(people), 0) FROM nodes WHERE node <> ? AND lease_until > %1")
            .arg(db.dialect().now()),
        self->node);
    if (!rows)
        return fail(std::move(rows.error()));
    if (rows->next()) {
        counts.nodes = int(rows->integer(0));
        counts.people = int(rows->integer(1));
    }
    return {};
}

} // namespace

Status checkAdministrator(SqlConnection& db, UserId by) {
    static const QString sql = QString(u"SELECT 1 FROM users WHERE id = ? AND role = ? AND email <> '' AND NOT (" %
                                       isDisabledSql(QStringLiteral("users")) % u")");
    Result<SqlRows> rows = db.run(sql, by, ServerRole::Admin, disabledMark());
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? Status() : fail(ErrorKind::AdminForbidden);
}

Result<AccountsPage> accountInfos(SqlConnection& db, const AccountsAsked& asked) {
    QVariantList values{toSql(asked.now), toSql(asked.now), toSql(disabledMark()), toSql(asked.after)};
    if (!asked.query.isEmpty())
        values += {toSql(asked.query.toCaseFolded()), toSql(foldedEmail(asked.query))};
    values += toSql(asked.limit + 1);
    Result<SqlRows> rows = db.runWith(accountsSql(db.dialect(), !asked.query.isEmpty()), values);
    if (!rows)
        return fail(std::move(rows.error()));
    AccountsPage page;
    while (rows->next())
        page.users.append(readAccount(*rows));
    page.more = cutTo(page.users, asked.limit);
    return page;
}

Result<RoomInfosPage> roomInfos(SqlConnection& db, const RoomsAsked& asked) {
    QVariantList values{toSql(asked.after), toSql(RoomKind::Room)};
    if (!asked.query.isEmpty())
        values += toSql(asked.query.toCaseFolded());
    values += toSql(asked.limit + 1);
    Result<SqlRows> rows = db.runWith(roomsSql(db.dialect(), !asked.query.isEmpty()), values);
    if (!rows)
        return fail(std::move(rows.error()));
    RoomInfosPage page;
    while (rows->next())
        page.rooms.append(readRow<RoomInfo>(*rows, roomColumns));
    page.more = cutTo(page.rooms, asked.limit);
    return page;
}

Result<AuditPage> auditEntries(SqlConnection& db, const EntriesAsked& asked) {
    const bool isForward = asked.after.has_value();
    const qint64 from = isForward ? *asked.after : asked.before.value_or(limits::maxId);
    Result<SqlRows> rows = db.run(entriesSql(isForward), from, asked.limit + 1);
    if (!rows)
        return fail(std::move(rows.error()));
    AuditPage page;
    while (rows->next())
        page.entries.append(readEntry(*rows));
    page.more = cutTo(page.entries, asked.limit);
    if (!isForward)
        std::ranges::reverse(page.entries);
    return page;
}

Result<ServerCounts> serverCounts(SqlConnection& db, const std::optional<NodeLease>& self) {
    ServerCounts counts;
    if (Status counted = countOtherNodes(db, self, counts); !counted)
        return fail(std::move(counted.error()));
    static const QString people = QString(u"SELECT count(*) FROM users WHERE email <> '' AND bot IS NULL AND NOT (" %
                                          isDisabledSql(QStringLiteral("users")) % u")");
    const Result<qint64> users = oneNumber(db.run(people, disabledMark()));
    const Result<qint64> bots =
        oneNumber(db.run(QStringLiteral("SELECT count(*) FROM users WHERE email <> '' AND bot = 1")));
    const Result<qint64> size = oneNumber(db.run(databaseSizeSql(db.dialect())));
    if (!users || !bots || !size)
        return fail(!users ? users.error() : (!bots ? bots.error() : size.error()));
    counts.users = int(*users);
    counts.bots = int(*bots);
    counts.databaseBytes = *size;
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT count(*), COALESCE(sum(last_seq), 0) FROM rooms "
                                                     "WHERE deleted_at IS NULL AND kind = ?"),
                                      RoomKind::Room);
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next()) {
            counts.rooms = int(rows->integer(0));
            counts.events = rows->integer(1);
        }
    }
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT files, bytes FROM file_usage WHERE user_id = 0"));
    if (!rows)
        return fail(std::move(rows.error()));
    if (rows->next()) {
        counts.files = rows->integer(0);
        counts.fileBytes = rows->integer(1);
    }
    return counts;
}

} // namespace confab

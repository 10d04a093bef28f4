// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqldrafts.h"

#include "server/storage/sql/columns.h"
#include "server/storage/sql/fillpage.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqljobs.h"

namespace confab {

namespace {

constexpr auto draftColumns = std::tuple{
    column("room_id", &Draft::room),     column("NULLIF(thread, 0)", &Draft::thread), column("body", &Draft::text),
    column("reply_to", &Draft::replyTo), column("editing", &Draft::editing),          column("edit", &Draft::edit),
    column("changed_at", &Draft::at)};

Status putDraft(SqlConnection& db, UserId user, const Draft& draft) {
    if (const Result<Membership> mine = membership(db, draft.room, user); !mine)
        return fail(mine.error());
    Status done = db.exec(
        QStringLiteral("INSERT INTO drafts (user_id, room_id, thread, body, reply_to, editing, edit, changed_at) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, room_id, thread) DO UPDATE SET "
                       "body = excluded.body, reply_to = excluded.reply_to, editing = excluded.editing, "
                       "edit = excluded.edit, changed_at = excluded.changed_at"),
        user, draft.room, draft.thread.value_or(0), draft.text, draft.replyTo, draft.editing, draft.edit, draft.at);
    if (!done)
        return done;
    return db.exec(QStringLiteral("DELETE FROM drafts WHERE user_id = ? AND (room_id, thread) IN (SELECT room_id, "
                                  "thread FROM drafts WHERE user_id = ? ORDER BY changed_at DESC, room_id, thread "
                                  "LIMIT 10 OFFSET ?)"),
                   user, user, limits::draftsPerUser);
}

Result<DraftsPage> draftsSince(SqlConnection& db, UserId user, UtcTime since) {
    static const QString sql = QString(u"SELECT " % selectList(draftColumns) %
                                       u" FROM drafts WHERE user_id = ? AND changed_at >= ? "
                                       u"ORDER BY changed_at, room_id, thread LIMIT ? OFFSET ?");
    DraftsPage page;
    const Status filled = fillPage<Draft>(
        limits::draftsPerPage, page.drafts, page.more,
        [&](int most) { return db.run(sql, user, since, most, page.drafts.size()); },
        [](const SqlRows& row) { return Result<Draft>(readRow<Draft>(row, draftColumns)); });
    return filled.map([&] { return std::move(page); });
}

} // namespace

QCoro::Task<Status> SqlDrafts::put(UserId user, Draft draft) {
    const LockOrder order = lockOrder(draft.room);
    return onWriter<void>(
        m_writer, [user, draft = std::move(draft)](SqlConnection& db) { return putDraft(db, user, draft); }, order);
}

QCoro::Task<Result<DraftsPage>> SqlDrafts::changedSince(UserId user, UtcTime since) {
    return onReader<DraftsPage>(m_reader, lineOf(user),
                                [=](SqlConnection& db) { return draftsSince(db, user, since); });
}

} // namespace confab

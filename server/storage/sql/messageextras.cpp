// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/messageextras.h"

#include "server/storage/sql/projections/files.h"
#include "server/storage/sql/sqlconnection.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <vector>

namespace confab {

namespace {

// Messages that are further apart are asked for by statements of their own: what lies between would be read for
// nothing.
constexpr Seq widestGap = 500;

/// Messages that are near each other, by seq, and the range in which they are.
struct Page {
    RoomId room;
    Seq first = 0;
    Seq last = 0;
    QHash<Seq, Message*> bySeq;
};

/// Calls `take(Message&, const SqlRows&)` for each row whose first column is the seq of one of the messages.
template <class F, class... V>
Status forEachRow(SqlConnection& db, const Page& page, const QString& sql, const F& take, const V&... values) {
    Result<SqlRows> rows = db.run(sql, values...);
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next()) {
        if (Message* message = page.bySeq.value(rows->integer(0)))
            take(*message, *rows);
    }
    return {};
}

Status addReactions(SqlConnection& db, const Page& page, UserId reader) {
    // In the order in which they came. There are few of each message, so they are sorted here, and the rows are read in
    // the order of their key.
    std::map<std::pair<Seq, Seq>, Reaction> inOrder;
    const Status counted = forEachRow(
        db, page,
        QStringLiteral("SELECT seq, emoji, people, first_seq FROM reaction_counts "
                       "WHERE room_id = ? AND seq >= ? AND seq <= ?"),
        [&inOrder](Message& message, const SqlRows& row) {
            inOrder.emplace(std::pair(message.seq, row.integer(3)), Reaction{row.text(1), int(row.integer(2)), false});
        },
        page.room, page.first, page.last);
    if (!counted || inOrder.empty())
        return counted;
    for (auto& [place, reaction] : inOrder) {
        Message& message = *page.bySeq.value(place.first);
        if (!message.reactions)
            message.reactions.emplace();
        message.reactions->append(std::move(reaction));
    }
    return forEachRow(
        db, page,
        QStringLiteral("SELECT seq, emoji FROM reactions WHERE room_id = ? AND user_id = ? AND seq >= ? AND seq <= ?"),
        [](Message& message, const SqlRows& row) {
            if (!message.reactions)
                return;
            const auto mine = std::ranges::find(*message.reactions, row.text(1), &Reaction::emoji);
            if (mine != message.reactions->end())
                mine->mine = true;
        },
        page.room, reader, page.first, page.last);
}

Status addAll(SqlConnection& db, const Page& page, UserId reader) {
    return addReactions(db, page, reader)
        .and_then([&] {
            return forEachRow(
                db, page, QStringLiteral("SELECT seq FROM pins WHERE room_id = ? AND seq >= ? AND seq <= ?"),
                [](Message& message, const SqlRows&) { message.pinned = true; }, page.room, page.first, page.last);
        })
        .and_then([&] {
            return forEachRow(
                db, page,
                QStringLiteral("SELECT seq, replies FROM threads WHERE room_id = ? AND seq >= ? AND seq <= ?"),
                [](Message& message, const SqlRows& row) { message.replies = int(row.integer(1)); }, page.room,
                page.first, page.last);
        })
        .and_then([&] {
            return forEachRow(
                db, page, filesBetween(), [](Message& message, const SqlRows& row) { addFile(message, row); },
                page.room, page.first, page.last);
        });
}

} // namespace

Status addExtras(SqlConnection& db, RoomId room, UserId reader, QList<Message>& messages) {
    std::vector<Message*> sorted;
    for (Message& message : messages)
        sorted.push_back(&message);
    std::ranges::sort(sorted, {}, [](const Message* message) { return message->seq; });
    for (size_t i = 0; i < sorted.size();) {
        Page page{room, sorted[i]->seq, sorted[i]->seq, {}};
        for (; i < sorted.size() && sorted[i]->seq - page.last <= widestGap; ++i) {
            page.last = sorted[i]->seq;
            page.bySeq.insert(page.last, sorted[i]);
        }
        if (Status added = addAll(db, page, reader); !added)
            return added;
    }
    return {};
}

} // namespace confab

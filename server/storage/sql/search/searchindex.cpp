// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/search/searchindex.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/search/grams.h"
#include "server/storage/sql/search/postings.h"
#include "server/storage/sql/search/searchedmessages.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace confab {

namespace {

using PartsOfSegment = std::array<std::vector<Posting>, gramParts>;

/// What becomes of a segment.
struct SegmentChange {
    PartsOfSegment added;
    PartsOfSegment removed;
};

void addTo(PartsOfSegment& parts, const std::vector<Gram>& grams, Seq seq) {
    for (const Gram gram : grams)
        parts[size_t(partOf(gram))].push_back({gram, quint16(seq % segmentSeqs)});
}

Status storePart(SqlConnection& db, RoomId room, Seq segment, int part, const std::vector<Posting>& postings) {
    if (postings.empty())
        return db.exec(QStringLiteral("DELETE FROM search_grams WHERE room_id = ? AND part = ? AND segment = ?"), room,
                       part, segment);
    return db.exec(QStringLiteral("INSERT INTO search_grams (room_id, part, segment, data) VALUES (?, ?, ?, ?) "
                                  "ON CONFLICT (room_id, part, segment) DO UPDATE SET data = excluded.data"),
                   room, part, segment, encodePostings(postings));
}

/// The rows of these parts, by part.
Result<std::map<int, QByteArray>> readParts(SqlConnection& db, RoomId room, Seq segment, const QList<qint64>& parts) {
    const QString sql = QString(u"SELECT part, data FROM search_grams WHERE room_id = ? AND " %
                                db.dialect().among(QStringLiteral("part")) % u" AND segment = ?");
    Result<SqlRows> rows = db.runWith(sql, {toSql(room), db.dialect().list(parts), toSql(segment)});
    if (!rows)
        return fail(std::move(rows.error()));
    std::map<int, QByteArray> data;
    while (rows->next())
        data.emplace(int(rows->integer(0)), rows->bytes(1));
    return data;
}

/// Changes all parts of the segment that have to be.
Status changeSegment(SqlConnection& db, RoomId room, Seq segment, SegmentChange& change) {
    QList<qint64> touched;
    for (size_t part = 0; part < gramParts; ++part) {
        if (!change.added[part].empty() || !change.removed[part].empty())
            touched.append(qint64(part));
    }
    const auto stored = readParts(db, room, segment, touched);
    if (!stored)
        return fail(stored.error());
    for (const qint64 part : std::as_const(touched)) {
        const auto row = stored->find(int(part));
        std::vector<Posting> postings = row == stored->end() ? std::vector<Posting>() : decodePostings(row->second);
        std::vector<Posting>& removed = change.removed[size_t(part)];
        std::vector<Posting>& added = change.added[size_t(part)];
        std::ranges::sort(removed);
        std::ranges::sort(added);
        std::vector<Posting> kept;
        std::ranges::set_difference(postings, removed, std::back_inserter(kept));
        postings.clear();
        std::ranges::set_union(kept, added, std::back_inserter(postings));
        if (Status done = storePart(db, room, segment, int(part), postings); !done)
            return done;
    }
    return {};
}

/// The log of the room is indexed up to here; 0: not begun.
Result<Seq> indexedSeq(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT indexed_seq FROM search_rooms WHERE room_id = ?"), room);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? rows->integer(0) : 0;
}

Result<Seq> lastSeq(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT last_seq FROM rooms WHERE id = ?"), room);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? rows->integer(0) : 0;
}

/// The next messages of a room, oldest first: no more than a slice may have.
struct Slice {
    QList<Message> messages;
    bool isLast = false; ///< no message follows
};

Result<Slice> readSlice(SqlConnection& db, RoomId room, Seq after) {
    Result<QList<Message>> messages = messagesAbove(db, room, after, limits::indexedMessages);
    if (!messages)
        return fail(std::move(messages.error()));
    Slice slice{std::move(*messages), false};
    slice.isLast = slice.messages.size() < limits::indexedMessages;
    qsizetype chars = 0;
    for (qsizetype i = 0; i < slice.messages.size(); ++i) {
        chars += slice.messages[i].body.size();
        if (chars > limits::indexedChars && i > 0) {
            slice.messages.resize(i);
            slice.isLast = false;
        }
    }
    return slice;
}

/// Changes the grams of a message, when it is indexed. `change(Message&)` makes of it what it will be.
template <class Change>
Status changeIndexed(SqlConnection& db, RoomId room, Seq seq, const Change& change) {
    const Result<Seq> indexed = indexedSeq(db, room);
    if (!indexed)
        return fail(indexed.error());
    if (seq > *indexed)
        return {};
    Result<QList<Message>> messages = messagesOf(db, room, {seq});
    if (!messages)
        return fail(std::move(messages.error()));
    if (messages->isEmpty())
        return {};
    Message& message = messages->first();
    const std::vector<Gram> before = gramsOf(message);
    change(message);
    const std::vector<Gram> after = gramsOf(message);
    std::vector<Gram> added, removed;
    std::ranges::set_difference(after, before, std::back_inserter(added));
    std::ranges::set_difference(before, after, std::back_inserter(removed));
    SegmentChange segment;
    addTo(segment.added, added, seq);
    addTo(segment.removed, removed, seq);
    return changeSegment(db, room, segmentOf(seq), segment);
}

} // namespace

Result<bool> indexSlice(SqlConnection& db, RoomId room) {
    if (Status locked = lockRoom(db, room); !locked)
        return fail(std::move(locked.error()));
    const Result<Seq> indexed = indexedSeq(db, room);
    const Result<Seq> last = lastSeq(db, room);
    if (!indexed || !last)
        return fail(!indexed ? indexed.error() : last.error());
    const Result<Slice> slice = readSlice(db, room, *indexed);
    if (!slice)
        return fail(slice.error());
    std::map<Seq, SegmentChange> segments;
    for (const Message& message : slice->messages)
        addTo(segments[segmentOf(message.seq)].added, gramsOf(message), message.seq);
    for (auto& [segment, change] : segments) {
        if (Status done = changeSegment(db, room, segment, change); !done)
            return fail(std::move(done.error()));
    }
    const Seq upTo = slice->isLast ? *last : slice->messages.last().seq;
    const Status noted =
        db.exec(QStringLiteral("INSERT INTO search_rooms (room_id, indexed_seq) VALUES (?, ?) "
                               "ON CONFLICT (room_id) DO UPDATE SET indexed_seq = excluded.indexed_seq"),
                room, upTo);
    return noted.map([&] { return !slice->isLast; });
}

Status indexEdit(SqlConnection& db, RoomId room, Seq seq, const QString& body) {
    return changeIndexed(db, room, seq, [&body](Message& message) { message.body = body; });
}

Status indexDeletion(SqlConnection& db, RoomId room, Seq seq) {
    return changeIndexed(db, room, seq, [](Message& message) { message.deletedAt = message.at; });
}

Status indexDeletions(SqlConnection& db, RoomId room, const QList<Seq>& seqs) {
    const Result<Seq> indexed = indexedSeq(db, room);
    if (!indexed)
        return fail(indexed.error());
    QList<Seq> known;
    std::ranges::copy_if(seqs, std::back_inserter(known), [&indexed](Seq seq) { return seq <= *indexed; });
    if (known.isEmpty())
        return {};
    const Result<QList<Message>> messages = messagesOf(db, room, known);
    if (!messages)
        return fail(messages.error());
    std::map<Seq, SegmentChange> segments;
    for (const Message& message : *messages)
        addTo(segments[segmentOf(message.seq)].removed, gramsOf(message), message.seq);
    for (auto& [segment, change] : segments) {
        if (Status done = changeSegment(db, room, segment, change); !done)
            return done;
    }
    return {};
}

Status forgetIndex(SqlConnection& db, RoomId room) {
    return db.exec(QStringLiteral("DELETE FROM search_grams WHERE room_id = ?"), room).and_then([&] {
        return db.exec(QStringLiteral("DELETE FROM search_rooms WHERE room_id = ?"), room);
    });
}

Result<SearchBacklog> readBacklog(SqlConnection& db) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT r.id, r.last_message_seq, coalesce(s.indexed_seq, 0) "
                                                 "FROM rooms r LEFT JOIN search_rooms s ON s.room_id = r.id "
                                                 "WHERE r.deleted_at IS NULL AND r.last_message_seq > 0"));
    if (!rows)
        return fail(std::move(rows.error()));
    SearchBacklog backlog;
    std::vector<std::pair<qint64, RoomId>> behind;
    while (rows->next()) {
        const qint64 events = rows->integer(1);
        const qint64 unindexed = std::max<qint64>(0, events - rows->integer(2));
        backlog.events += events;
        backlog.unindexed += unindexed;
        if (unindexed > 0)
            behind.emplace_back(unindexed, rows->id<RoomId>(0));
    }
    const size_t count = std::min<size_t>(behind.size(), limits::roomsToIndex);
    std::ranges::partial_sort(behind, behind.begin() + qsizetype(count), std::greater());
    for (size_t i = 0; i < count; ++i)
        backlog.rooms.append(behind[i].second);
    backlog.more = behind.size() > count;
    return backlog;
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/append.h"

#include "common/protocol/fieldwriting.h"
#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/changechecks.h"
#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/sqlconnection.h"

namespace confab {

namespace {

/// The text of an edit is kept as a version of the message, from which it can be deleted.
EventData withoutText(const EventData& data) {
    const auto* edited = std::get_if<MessageEdited>(&data);
    return edited ? EventData(MessageEdited{edited->target, {}, edited->clientId}) : data;
}

/// The event's data as it is kept. U+FEFF is escaped, because Qt drops it at the start of a text that it decodes.
QString jsonText(const EventData& data) {
    QString json = QString::fromUtf8(encodeFrame(withoutText(data), Codec::Json));
    return json.replace(QChar(0xFEFF), QStringLiteral("\\ufeff"));
}

/// An event that is not a message. A value: nothing was inserted, and this is the answer.
Result<std::optional<RoomLog::Appended>> insertOther(SqlConnection& db, const NewEvent& fresh, Event& event) {
    Result<std::optional<RoomLog::Appended>> earlier = checkChange(db, fresh, event);
    if (!earlier || *earlier)
        return earlier;
    if (Status stored = insertEvent(db, event); !stored)
        return fail(std::move(stored.error()));
    return noteRequest(db, fresh, event).map([] { return std::optional<RoomLog::Appended>(); });
}

/// Once the room is locked. Reads no more of the log than its author did not know.
Status checkLastKnown(SqlConnection& db, RoomId room, const LastKnown& known) {
    static const QString ofMessages = QStringLiteral("SELECT 1 FROM messages WHERE room_id = ? AND seq > ? LIMIT 1");
    static const QString ofOthers =
        QStringLiteral("SELECT 1 FROM events WHERE room_id = ? AND seq > ? AND type = ? LIMIT 1");
    Result<SqlRows> newer = known.type == eventType(MessagePosted{}) ? db.run(ofMessages, room, known.seq)
                                                                     : db.run(ofOthers, room, known.seq, known.type);
    if (!newer)
        return fail(std::move(newer.error()));
    if (newer->next())
        return fail(Error::invalid(QStringLiteral("lastKnown"),
                                   QStringLiteral("The room has a newer event of the type %1").arg(known.type)));
    return {};
}

} // namespace

Status insertEvent(SqlConnection& db, const Event& event) {
    return db.exec(
        QStringLiteral("INSERT INTO events (room_id, seq, type, by_user, at, data) VALUES (?, ?, ?, ?, ?, ?)"),
        event.room, event.seq, eventType(event.data), event.by, event.at, jsonText(event.data));
}

bool isPlainMessage(const NewEvent& event) {
    const auto* posted = std::get_if<MessagePosted>(&event.data);
    if (!posted || event.lastKnown || posted->body.contains(u'@')) // which may be a mention
        return false;
    MessageContent onlyText;
    onlyText.body = posted->body;
    return static_cast<const MessageContent&>(*posted) == onlyText;
}

// What it checks for each message, and writes, AppendStrategy::appendTogether() does too, or isPlainMessage() excludes.
Result<RoomLog::Appended> appendEvent(SqlConnection& db, const NewEvent& fresh) {
    // Take the number first, which locks the room: what is read then stays the same until the commit.
    const Result<Seq> seq = db.dialect().appending().takeSeq(db, fresh);
    if (!seq)
        return sentBefore(db, fresh, seq.error());
    if (fresh.lastKnown) {
        if (Status checked = checkLastKnown(db, fresh.room, *fresh.lastKnown); !checked)
            return fail(std::move(checked.error()));
    }
    Event event{fresh.room, *seq, fresh.by, fresh.at, fresh.data};
    if (auto* posted = std::get_if<MessagePosted>(&event.data)) {
        const Result<bool> inserted = insertMessage(db, event, *posted);
        if (!inserted)
            return fail(inserted.error());
        if (!*inserted)
            return messageNotInserted(db, event, *posted);
    } else if (Result<std::optional<RoomLog::Appended>> earlier = insertOther(db, fresh, event); !earlier || *earlier) {
        if (!earlier)
            return fail(std::move(earlier.error()));
        db.discardWrites();
        return std::move(**earlier);
    }
    if (Status projected = project(db, event, fresh.present); !projected)
        return fail(std::move(projected.error()));
    return RoomLog::Appended{std::move(event), false};
}

Status lockRoom(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("UPDATE rooms SET last_seq = last_seq WHERE id = ? AND deleted_at IS NULL RETURNING id"), room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    return {};
}

Result<Event> appendChecked(SqlConnection& db, NewEvent fresh) {
    const Result<Seq> seq = nextSeq(db, fresh.room);
    if (!seq)
        return fail(seq.error());
    Event event{fresh.room, *seq, fresh.by, fresh.at, std::move(fresh.data)};
    Status done = insertEvent(db, event);
    if (done)
        done = project(db, event);
    if (!done)
        return fail(std::move(done.error()));
    return event;
}

} // namespace confab

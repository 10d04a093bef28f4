// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/groupcalls.h"
#include "server/storage/sql/projections/files.h"
#include "server/storage/sql/projections/mentions.h"
#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/search/searchindex.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

/// Runs each statement with the room and the message as its values.
Status execAll(SqlConnection& db, RoomId room, Seq seq, std::initializer_list<const char*> statements) {
    for (const char* statement : statements) {
        if (Status done = db.exec(QString::fromLatin1(statement), room, seq); !done)
            return done;
    }
    return {};
}

Status forgetMentions(SqlConnection& db, RoomId room, Seq seq) {
    return db.exec(QStringLiteral("DELETE FROM mentions WHERE room_id = ? AND seq = ?"), room, seq);
}

/// Whom "@here" calls in the new text.
Result<QList<UserId>> calledByEdit(SqlConnection& db, RoomId room, const MessageEdited& edited,
                                   const QList<UserId>& present) {
    if (!groupCallsIn(edited.body).here)
        return QList<UserId>();
    {
        Result<SqlRows> before =
            db.run(QStringLiteral("SELECT body FROM messages WHERE room_id = ? AND seq = ?"), room, edited.target);
        if (!before)
            return fail(std::move(before.error()));
        if (!before->next() || !groupCallsIn(before->text(0)).here)
            return present;
    }
    return mentionedBy(db, room, edited.target, limits::calledMembers);
}

/// Whom a name that several have means in the new text: what the edit says, else those whom the text meant before.
Result<QList<UserId>> meantByEdit(SqlConnection& db, RoomId room, const MessageEdited& edited) {
    if (edited.mentions)
        return *edited.mentions;
    return edited.body.contains(u'@') ? mentionedBy(db, room, edited.target, limits::calledMembers) : QList<UserId>();
}

/// The first time, the text that the message was sent with becomes a version, too.
Status keepVersions(SqlConnection& db, const Event& event, const MessageEdited& edited) {
    return db
        .exec(QStringLiteral("INSERT INTO message_versions (room_id, seq, version, at, body) "
                             "SELECT room_id, seq, seq, at, body FROM messages WHERE room_id = ? AND seq = ? "
                             "AND edited_at IS NULL"),
              event.room, edited.target)
        .and_then([&] {
            return db.exec(QStringLiteral("INSERT INTO message_versions (room_id, seq, version, at, body) "
                                          "VALUES (?, ?, ?, ?, ?)"),
                           event.room, edited.target, event.seq, event.at, edited.body);
        });
}

} // namespace

Status project(SqlConnection& db, const Event& event, MessageEdited& edited, const QList<UserId>& present) {
    const Result<QList<UserId>> called = calledByEdit(db, event.room, edited, present);
    if (!called)
        return fail(called.error());
    const Result<QList<UserId>> meant = meantByEdit(db, event.room, edited);
    if (!meant)
        return fail(meant.error());
    Status done = indexEdit(db, event.room, edited.target, edited.body);
    if (done)
        done = keepVersions(db, event, edited);
    if (done)
        done = db.exec(QStringLiteral("UPDATE messages SET body = ?, edited_at = ? WHERE room_id = ? AND seq = ?"),
                       edited.body, event.at, event.room, edited.target);
    if (done)
        done = forgetMentions(db, event.room, edited.target);
    if (!done)
        return done;
    return insertMentions(db, {event.room, edited.target, event.by, edited.body, *called, *meant})
        .map([&](QList<UserId> mentioned) { edited.mentions = listedMentions(std::move(mentioned)); });
}

Status forgetContent(SqlConnection& db, RoomId room, Seq seq, UtcTime at) {
    return db
        .exec(QStringLiteral("UPDATE messages SET body = '', edited_at = NULL, deleted_at = ? "
                             "WHERE room_id = ? AND seq = ?"),
              at, room, seq)
        .and_then([&] {
            return execAll(db, room, seq,
                           {"DELETE FROM mentions WHERE room_id = ? AND seq = ?",
                            "DELETE FROM message_versions WHERE room_id = ? AND seq = ?",
                            "DELETE FROM reactions WHERE room_id = ? AND seq = ?",
                            "DELETE FROM reaction_counts WHERE room_id = ? AND seq = ?",
                            "DELETE FROM pins WHERE room_id = ? AND seq = ?"});
        })
        .and_then([&] { return loosenFiles(db, room, seq); });
}

Status project(SqlConnection& db, const Event& event, const MessageDeleted& deleted) {
    return indexDeletion(db, event.room, deleted.target).and_then([&] {
        return forgetContent(db, event.room, deleted.target, event.at);
    });
}

Status project(SqlConnection& db, const Event& event, const ReactionAdded& added) {
    return db
        .exec(QStringLiteral("INSERT INTO reactions (room_id, seq, emoji, user_id) VALUES (?, ?, ?, ?)"), event.room,
              added.target, added.emoji, event.by)
        .and_then([&] {
            return db.exec(QStringLiteral("INSERT INTO reaction_counts (room_id, seq, emoji, first_seq, people) "
                                          "VALUES (?, ?, ?, ?, 1) ON CONFLICT (room_id, seq, emoji) "
                                          "DO UPDATE SET people = reaction_counts.people + 1"),
                           event.room, added.target, added.emoji, event.seq);
        });
}

Status project(SqlConnection& db, const Event& event, const ReactionRemoved& removed) {
    return db
        .exec(QStringLiteral("DELETE FROM reactions WHERE room_id = ? AND seq = ? AND emoji = ? AND user_id = ?"),
              event.room, removed.target, removed.emoji, event.by)
        .and_then([&] {
            return db.exec(QStringLiteral("UPDATE reaction_counts SET people = people - 1 "
                                          "WHERE room_id = ? AND seq = ? AND emoji = ?"),
                           event.room, removed.target, removed.emoji);
        })
        .and_then([&] {
            return db.exec(QStringLiteral("DELETE FROM reaction_counts WHERE room_id = ? AND seq = ? AND people = 0"),
                           event.room, removed.target);
        });
}

Status project(SqlConnection& db, const Event& event, const MessagePinned& pinned) {
    return db.exec(QStringLiteral("INSERT INTO pins (room_id, seq) VALUES (?, ?)"), event.room, pinned.target);
}

Status project(SqlConnection& db, const Event& event, const MessageUnpinned& unpinned) {
    return db.exec(QStringLiteral("DELETE FROM pins WHERE room_id = ? AND seq = ?"), event.room, unpinned.target);
}

} // namespace confab

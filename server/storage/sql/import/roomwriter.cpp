// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/import/roomwriter.h"

#include "common/protocol/limits.h"
#include "common/protocol/text.h"
#include "server/import/texts.h"
#include "server/storage/sql/append.h"
#include "server/storage/sql/blocks.h"
#include "server/storage/sql/directrooms.h"
#include "server/storage/sql/logrows.h"
#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/sqlconnection.h"

#include <algorithm>

namespace confab {

namespace {

template <class... V>
Result<std::optional<RoomId>> oneRoom(SqlConnection& db, const QString& sql, const V&... values) {
    Result<SqlRows> rows = db.run(sql, values...);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->id<RoomId>(0)) : std::nullopt;
}

/// `seq`: of its event, for the error.
Result<QString> storedText(Seq seq, const QString& text) {
    const std::optional<QString> stored = normalisedText(text, limits::messageBytes);
    if (stored)
        return *stored;
    return fail(Error::invalid(QStringLiteral("import"),
                               QStringLiteral("The text of event %1 is longer than %2 bytes.")
                                   .arg(QString::number(seq), QString::number(limits::messageBytes))));
}

/// Whether its source knows no more of its versions than the last one.
bool isEdited(const imported::Event& given) {
    const auto& posted = std::get<MessagePosted>(given.event.data);
    return posted.editedAt && !posted.deletedAt;
}

} // namespace

Result<std::optional<RoomId>> RoomWriter::findRoom(const imported::Room& room) {
    Result<std::optional<RoomId>> found =
        oneRoom(m_db,
                QStringLiteral("SELECT r.id FROM imported_rooms i JOIN rooms r ON r.id = i.room_id "
                               "WHERE i.source = ? AND r.deleted_at IS NULL"),
                room.key);
    if (found && !*found && room.original) // exported by this server, which still has it
        found = oneRoom(m_db,
                        QStringLiteral("SELECT id FROM rooms WHERE id = ? AND created_at = ? AND kind = ? "
                                       "AND deleted_at IS NULL"),
                        room.original, room.createdAt, room.kind);
    if (!found || *found || room.kind != RoomKind::Direct)
        return found;
    QList<UserId> people;
    for (const exported::Membership& member : room.members) {
        const Result<UserId> account = m_people.account(member.user);
        if (!account)
            return fail(account.error());
        if (!people.contains(*account))
            people.append(*account);
    }
    m_room.grows = true; // these people talk here already, and what they said elsewhere is added
    return oneRoom(m_db, QStringLiteral("SELECT id FROM rooms WHERE people = ? AND deleted_at IS NULL"),
                   peopleKey(people));
}

Result<RoomId> RoomWriter::insertRoom(const imported::Room& room) {
    QString name = imported::shortLine(room.name, limits::nameChars);
    std::optional<QString> key;
    if (room.kind == RoomKind::Direct) {
        QList<UserId> people;
        for (const exported::Membership& member : room.members) {
            const std::optional<UserId> account = m_people.known(member.user);
            if (account && !people.contains(*account))
                people.append(*account);
        }
        key = peopleKey(people);
        name.clear();
    } else if (name.isEmpty()) {
        name = QStringLiteral("Imported");
    }
    const Result<std::optional<RoomId>> made = oneRoom(
        m_db,
        QStringLiteral("INSERT INTO rooms (name, folded_name, kind, topic, visibility, password_hash, capacity, "
                       "max_members, created_at, archived_at, people) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                       "RETURNING id"),
        name, name.toCaseFolded(), room.kind, imported::shortLine(room.topic, limits::topicChars), room.visibility,
        QByteArray(), room.capacity, room.maxMembers, room.createdAt, room.archivedAt, key);
    if (!made)
        return fail(made.error());
    return *made ? Result<RoomId>(**made) : fail(ErrorKind::Internal);
}

/// Goes on where the log ends.
Status RoomWriter::resume(RoomId room) {
    Result<SqlRows> rows = m_db.run(QStringLiteral("SELECT last_seq, last_message_seq FROM rooms WHERE id = ?"), room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::Internal);
    m_last = rows->integer(0);
    m_lastMessage = rows->integer(1);
    return {};
}

Result<bool> RoomWriter::begin(const imported::Room& room) {
    m_room = room;
    const Result<std::optional<RoomId>> found = findRoom(room);
    if (!found)
        return fail(found.error());
    m_isNew = !*found;
    ++(m_isNew ? m_report.roomsMade : m_report.roomsKnown);
    if (!m_isNew && !m_room.grows)
        return false;
    const Result<RoomId> id = m_isNew ? insertRoom(room) : Result<RoomId>(**found);
    if (!id)
        return fail(id.error());
    m_id = *id;
    m_places.assign(1, Place{});
    m_messages.begin(m_room.key);
    Status done = m_isNew ? Status() : resume(m_id);
    if (done)
        done = m_db.exec(QStringLiteral("INSERT INTO imported_rooms (source, room_id) VALUES (?, ?) "
                                        "ON CONFLICT (source) DO UPDATE SET room_id = excluded.room_id"),
                         room.key, m_id);
    return done.map([] { return true; });
}

RoomWriter::Place RoomWriter::placeOf(Seq given) const {
    return given > 0 && size_t(given) < m_places.size() ? m_places[size_t(given)] : Place{};
}

Seq RoomWriter::numberOf(Seq given) const {
    return placeOf(given).seq;
}

Status RoomWriter::addEvent(Event event) {
    m_places.back() = Place{event.seq, true};
    m_last = event.seq;
    ++m_report.otherEvents;
    return insertEvent(m_db, event);
}

Status RoomWriter::addJoined(Event event, UserId user) {
    if (!m_isNew) {
        Result<SqlRows> rows =
            m_db.run(QStringLiteral("SELECT 1 FROM members WHERE room_id = ? AND user_id = ?"), m_id, user);
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next())
            return {};
    }
    m_joined.insert(user, event.seq);
    return addEvent(std::move(event));
}

/// Whether the reaction is there: two people of a source may be one account here.
Result<bool> RoomWriter::isThere(const Event& event) const {
    const auto* added = std::get_if<ReactionAdded>(&event.data);
    if (added == nullptr)
        return false;
    Result<SqlRows> rows =
        m_db.run(QStringLiteral("SELECT 1 FROM reactions WHERE room_id = ? AND seq = ? AND emoji = ? AND user_id = ?"),
                 m_id, added->target, added->emoji, event.by);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next();
}

Status RoomWriter::addChange(Event event, Seq target) {
    if (Status flushed = m_messages.flush(); !flushed)
        return flushed;
    const Result<bool> there = isThere(event);
    if (!there || *there)
        return there.map([](bool) {});
    if (std::holds_alternative<MessageDeleted>(event.data))
        m_deletions.remove(target);
    if (auto* edited = std::get_if<MessageEdited>(&event.data)) {
        const Result<QString> body = storedText(event.seq, edited->body);
        if (!body)
            return fail(body.error());
        edited->body = *body;
    }
    if (Status added = addEvent(event); !added)
        return added;
    return project(m_db, event);
}

Result<bool> RoomWriter::isKnown(const Event& event, const QString& clientId) {
    const Result<std::optional<SentMessage>> sent = messageSent(m_db, event.by, clientId);
    if (!sent)
        return fail(sent.error());
    if (!*sent || (*sent)->event.room != m_id)
        return false;
    m_places.back() = Place{(*sent)->event.seq, false};
    ++m_report.messagesKnown;
    return true;
}

Status RoomWriter::finishMessage(Event& event, MessagePosted& posted, const imported::Event& given) {
    Status done;
    if (posted.replyTo) {
        done = addToThread(m_db, event, posted);
        if (!done && done.error().kind == ErrorKind::InputInvalid) { // it was deleted here
            ++m_report.notes[QStringLiteral("answers to messages that are not there, made messages of their own")];
            done = m_db.exec(QStringLiteral("UPDATE messages SET reply_to = NULL WHERE room_id = ? AND seq = ?"), m_id,
                             event.seq);
        }
    }
    if (done)
        done = m_files.carry(m_id, event.seq, posted);
    const auto& original = std::get<MessagePosted>(given.event.data);
    if (done && isEdited(given)) // with what it says now as its first version
        done = m_db.exec(QStringLiteral("UPDATE messages SET edited_at = ? WHERE room_id = ? AND seq = ?"),
                         *original.editedAt, m_id, event.seq)
                   .and_then([&] {
                       return m_db.exec(QStringLiteral("INSERT INTO message_versions (room_id, seq, version, at, body) "
                                                       "VALUES (?, ?, ?, ?, ?)"),
                                        m_id, event.seq, event.seq, event.at, posted.body);
                   });
    if (original.deletedAt)
        m_deletions.insert(event.seq, *original.deletedAt);
    return done;
}

Status RoomWriter::addMessage(const imported::Event& given) {
    Event event = given.event;
    auto posted = std::get<MessagePosted>(event.data);
    if (!isPlainId(posted.clientId) || posted.clientId.size() > limits::clientIdChars)
        posted.clientId = imported::derivedId(posted.clientId);
    const Result<QString> body = storedText(event.seq, given.firstText.value_or(posted.body));
    if (!body)
        return fail(body.error());
    posted.body = *body;
    const Result<bool> known = m_isNew ? Result<bool>(false) : isKnown(event, posted.clientId);
    if (!known || *known)
        return known.map([](bool) {});
    event.seq = m_last + 1;
    if (posted.replyTo) {
        const Seq replied = numberOf(*posted.replyTo);
        posted.replyTo = replied > 0 ? std::optional(replied) : std::nullopt;
    }
    if (Status taken = m_files.take(posted, event.by, event.at); !taken)
        return taken;
    // Of a room that is there already, the next message is looked for among those before it.
    const bool isAlone = m_isNew && !posted.replyTo && !posted.files && !isEdited(given);
    Status inserted = isAlone ? m_messages.insertLater(event, posted) : m_messages.flush();
    if (inserted && !isAlone)
        inserted = m_messages.insert(event, posted);
    if (!inserted)
        return inserted;
    m_places.back() = Place{event.seq, true};
    m_last = m_lastMessage = event.seq;
    ++m_report.messages;
    if (posted.mentions && !posted.mentions->isEmpty())
        m_mentions.emplace_back(event.seq, *posted.mentions);
    return finishMessage(event, posted, given);
}

Status RoomWriter::add(const imported::Event& given) {
    m_places.emplace_back(); // the source counts without gaps
    imported::Event copy = given;
    Event& event = copy.event;
    const Result<UserId> by = m_people.account(event.by);
    if (!by)
        return fail(by.error());
    event.room = m_id;
    event.by = *by;
    return std::visit(
        [&](auto& data) -> Status {
            using T = std::decay_t<decltype(data)>;
            if constexpr (std::is_same_v<T, MessagePosted>) {
                return addMessage(copy);
            } else {
                event.seq = m_last + 1;
                if constexpr (requires { data.target; }) {
                    const Place place = placeOf(data.target);
                    data.target = place.seq;
                    // Of a message that was here before, nothing changes.
                    return place.isNew ? addChange(event, place.seq) : Status();
                } else if constexpr (requires { data.user; }) {
                    const Result<UserId> user = m_people.account(data.user);
                    if (!user)
                        return fail(user.error());
                    data.user = *user;
                    if constexpr (requires { data.by; }) {
                        if (data.by) // who appended it
                            data.by = event.by;
                    }
                    return std::is_same_v<T, MemberJoined> ? addJoined(event, *user) : addEvent(event);
                } else {
                    return m_isNew ? addEvent(event) : Status();
                }
            }
        },
        event.data);
}

Status RoomWriter::addMentions() {
    for (const auto& [seq, people] : m_mentions) {
        for (const UserId person : people) {
            const std::optional<UserId> account = m_people.known(person);
            if (!account)
                continue;
            Status done = m_db.exec(QStringLiteral("INSERT INTO mentions (room_id, user_id, seq) VALUES (?, ?, ?) "
                                                   "ON CONFLICT DO NOTHING"),
                                    m_id, *account, seq);
            if (!done)
                return done;
        }
    }
    return {};
}

/// A read mark that the source does not say is at the end: what is imported is old.
Status RoomWriter::addMembers() {
    for (const exported::Membership& member : m_room.members) {
        const Result<UserId> account = m_people.account(member.user);
        if (!account)
            return fail(account.error());
        const Seq read = member.readSeq == 0 ? 0 : numberOf(member.readSeq);
        const Seq marked = read == 0 && member.readSeq != 0 ? m_last : read;
        Status done = m_db.exec(QStringLiteral("INSERT INTO members (room_id, user_id, role, joined_at, joined_seq, "
                                               "read_seq) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
                                m_id, *account, member.role, member.joinedAt, m_joined.value(*account, 1), marked);
        if (!done)
            return done;
    }
    return {};
}

Status RoomWriter::addDeletions() {
    for (auto each = m_deletions.constBegin(); each != m_deletions.constEnd(); ++each) {
        const Event event{m_id, 0, UserId{}, each.value(), MessageDeleted{each.key()}};
        if (Status done = project(m_db, event, MessageDeleted{each.key()}); !done)
            return done;
    }
    return {};
}

Status RoomWriter::end() {
    Status done = m_messages.flush();
    if (done)
        done = addMentions();
    if (done)
        done = addDeletions();
    if (done)
        done = addMembers();
    if (done)
        done = m_db.exec(QStringLiteral("UPDATE rooms SET last_seq = ?, last_message_seq = ?, members = (SELECT "
                                        "count(*) FROM members WHERE room_id = ?) WHERE id = ?"),
                         m_last, m_lastMessage, m_id, m_id);
    return done ? silenceBlocked(m_db, m_id) : done;
}

} // namespace confab

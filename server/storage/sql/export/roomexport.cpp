// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/export/roomexport.h"

#include "common/protocol/codec.h"
#include "common/protocol/fieldwriting.h"
#include "server/storage/sql/logrows.h"
#include "server/storage/sql/migrations.h"
#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/sqlitedialect.h"

#include <QDir>
#include <QFileInfo>

namespace confab {

namespace {

constexpr int filesPerPage = 500;
constexpr int roomsNamedAlike = 20; // that a refusal lists

tl::unexpected<Error> refused(const QString& sentence) {
    return fail(Error(ErrorKind::Unavailable, sentence));
}

QByteArray lineOf(std::string_view name, const QByteArray& value) {
    return QByteArray("{\"" + QByteArray(name.data(), qsizetype(name.size())) + "\":" + value + "}\n");
}

template <class T>
Status give(const ExportSink& sink, const T& value) {
    return sink.line(lineOf(T::name, encodeFrame(value, Codec::Json)));
}

Result<exported::Head> headOf(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT name, kind, topic, visibility, created_at, last_seq, capacity, "
                       "max_members, archived_at, CASE WHEN length(password_hash) > 0 THEN 1 ELSE 0 END FROM rooms "
                       "WHERE id = ? AND deleted_at IS NULL"),
        room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    exported::Head head;
    head.room = room;
    head.title = rows->text(0);
    head.kind = rows->named<RoomKind>(1);
    head.topic = rows->text(2);
    head.visibility = rows->named<Visibility>(3);
    head.createdAt = rows->time(4);
    head.lastSeq = rows->integer(5);
    head.capacity = rows->optionalInteger<int>(6);
    head.maxMembers = rows->optionalInteger<int>(7);
    if (!rows->isNull(8))
        head.archivedAt = rows->time(8);
    if (rows->integer(9) != 0)
        head.hasPassword = true;
    return head;
}

/// How many lines.
Result<qint64> writePeople(SqlConnection& db, RoomId room, const ExportSink& sink) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT id, name, email FROM users WHERE id IN (SELECT user_id FROM members WHERE room_id "
                       "= ? UNION SELECT by_user FROM messages WHERE room_id = ? UNION SELECT by_user FROM events "
                       "WHERE room_id = ?) ORDER BY id"),
        room, room, room);
    if (!rows)
        return fail(std::move(rows.error()));
    qint64 count = 0;
    for (; rows->next(); ++count) {
        const exported::Person person{rows->id<UserId>(0), rows->text(1), rows->text(2)};
        if (Status given = give(sink, person); !given)
            return fail(std::move(given.error()));
    }
    return count;
}

Result<qint64> writeMembers(SqlConnection& db, RoomId room, const ExportSink& sink) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT user_id, role, joined_at, read_seq FROM members WHERE room_id = "
                              "? ORDER BY user_id"),
               room);
    if (!rows)
        return fail(std::move(rows.error()));
    qint64 count = 0;
    for (; rows->next(); ++count) {
        const exported::Membership member{rows->id<UserId>(0), rows->named<Role>(1), rows->time(2), rows->integer(3)};
        if (Status given = give(sink, member); !given)
            return fail(std::move(given.error()));
    }
    return count;
}

Status writeFirstTexts(SqlConnection& db, RoomId room, const ExportSink& sink) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT seq, body FROM message_versions WHERE room_id = ? AND version = seq ORDER BY seq"),
        room);
    if (!rows)
        return fail(std::move(rows.error()));
    while (rows->next()) {
        if (Status given = give(sink, exported::FirstText{rows->integer(0), rows->text(1)}); !given)
            return given;
    }
    return {};
}

Result<qint64> writeEvents(SqlConnection& db, RoomId room, const ExportSink& sink) {
    if (Status given = writeFirstTexts(db, room, sink); !given)
        return fail(std::move(given.error()));
    Seq last = 0;
    qint64 count = 0;
    for (bool more = true; more;) {
        const Result<LogPage> page = eventsPage(db, room, last, limits::eventsPerPage);
        if (!page)
            return fail(page.error());
        for (const Event& event : page->events) {
            last = event.seq;
            ++count;
            if (Status given = sink.line(lineOf("event", encodeFrame(event, Codec::Json))); !given)
                return fail(std::move(given.error()));
        }
        more = page->more && !page->events.isEmpty();
    }
    return count;
}

Result<QList<exported::FileBytes>> filesAfter(SqlConnection& db, RoomId room, const QString& after) {
    Result<SqlRows> rows =
        db.run(QStringLiteral(
                   "SELECT id, bytes, hash FROM files WHERE id IN (SELECT file_id FROM message_files WHERE room_id = ? "
                   "UNION SELECT thumbnail FROM message_files WHERE room_id = ? AND thumbnail IS NOT NULL) AND id > ? "
                   "ORDER BY id LIMIT ?"),
               room, room, after, filesPerPage);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<exported::FileBytes> page;
    while (rows->next())
        page.append({rows->text(0), rows->integer(1), rows->text(2)});
    return page;
}

Result<qint64> writeFiles(SqlConnection& db, RoomId room, const ExportSink& sink) {
    QString last;
    qint64 count = 0;
    for (;;) {
        const Result<QList<exported::FileBytes>> page = filesAfter(db, room, last);
        if (!page)
            return fail(page.error());
        if (page->isEmpty())
            return count;
        for (const exported::FileBytes& file : *page) {
            Status given = sink.file ? sink.file(file) : Status();
            if (given)
                given = give(sink, file);
            if (!given)
                return fail(std::move(given.error()));
            ++count;
        }
        last = page->last().id;
    }
}

Result<exported::End> writeRoom(SqlConnection& db, exported::Head head, const ExportSink& sink) {
    using Part = Result<qint64> (*)(SqlConnection&, RoomId, const ExportSink&);
    if (Status given = give(sink, head); !given)
        return fail(std::move(given.error()));
    exported::End end;
    const std::pair<Part, qint64*> parts[]{
        {writePeople, &end.people}, {writeMembers, &end.members}, {writeEvents, &end.events}, {writeFiles, &end.files}};
    for (const auto& [part, count] : parts) {
        const Result<qint64> written = part(db, head.room, sink);
        if (!written)
            return fail(written.error());
        *count = *written;
    }
    if (Status given = give(sink, end); !given)
        return fail(std::move(given.error()));
    return end;
}

std::unique_ptr<Dialect> dialectFor(const DatabaseAddress& address) {
    if (address.isPostgres())
        return std::make_unique<PostgresDialect>(address);
    return std::make_unique<SqliteDialect>(address.folder);
}

} // namespace

RoomExport::RoomExport(std::unique_ptr<Dialect> dialect)
    : m_dialect(std::move(dialect)), m_connection(*m_dialect, SqlAccess::Read) {}

Status RoomExport::checkSchema() {
    const Result<QList<Migration>> migrations = knownMigrations();
    const Result<QVariant> number =
        m_connection.once(QStringLiteral("SELECT coalesce(max(number), 0) FROM migrations"));
    if (!number || !migrations)
        return fail(number ? migrations.error() : number.error());
    if (number->toLongLong() == migrations->size())
        return {};
    return refused(
        QStringLiteral("The database has version %1, and this program's is %2: take the program that is used "
                       "with it.")
            .arg(number->toString(), QString::number(migrations->size())));
}

Result<std::unique_ptr<RoomExport>> RoomExport::open(const DatabaseAddress& address) {
    const QString file = QDir(address.folder).filePath(QStringLiteral("confab.db"));
    if (!address.isPostgres() && !QFileInfo(file).isFile())
        return refused(QStringLiteral("There is no file %1.").arg(file));
    std::unique_ptr<RoomExport> opened(new RoomExport(dialectFor(address)));
    Status done = opened->m_connection.open();
    if (done)
        done = opened->checkSchema();
    if (!done)
        return fail(std::move(done.error()));
    return opened;
}

Result<QList<RoomId>> RoomExport::roomsNamed(const QString& name) {
    Result<SqlRows> rows = m_connection.run(
        QStringLiteral("SELECT id FROM rooms WHERE name = ? AND deleted_at IS NULL ORDER BY id LIMIT ?"), name,
        roomsNamedAlike);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<RoomId> ids;
    while (rows->next())
        ids.append(rows->id<RoomId>(0));
    return ids;
}

Result<RoomId> RoomExport::find(const QString& idOrName) {
    bool isNumber = false;
    const RoomId id{idOrName.toLongLong(&isNumber)};
    if (isNumber)
        return id;
    const Result<QList<RoomId>> ids = roomsNamed(idOrName);
    if (!ids)
        return fail(ids.error());
    if (ids->size() == 1)
        return ids->first();
    QStringList texts;
    for (const RoomId each : *ids)
        texts.append(QString::number(each.value));
    return fail(Error(ErrorKind::InputInvalid,
                      ids->isEmpty()
                          ? QStringLiteral("There is no room \"%1\": confabd room list has all of them.").arg(idOrName)
                          : QStringLiteral("Several rooms are called \"%1\": name one by its id (%2).")
                                .arg(idOrName, texts.join(QStringLiteral(", ")))));
}

Result<exported::End> RoomExport::write(RoomId room, const QString& program, const ExportSink& sink) {
    return m_connection.snapshot<exported::End>([&](SqlConnection& db) {
        return headOf(db, room).and_then([&](exported::Head head) {
            head.program = program;
            head.at = UtcTime::now();
            return writeRoom(db, std::move(head), sink);
        });
    });
}

} // namespace confab

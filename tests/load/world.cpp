// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/world.h"

#include "server/daemon/database.h"
#include "server/storage/sql/sqljobs.h"
#include "tests/common/searchload.h"

#include <qcoro/qcorotask.h>

namespace confab::load {

namespace {

constexpr std::chrono::minutes tokenLifetime{10}; // as the server gives out: it refuses what would be good for longer
constexpr qint64 sessionMs = 24 * 3600 * 1000;
/// Rows of one statement: a second's work at most, on a database whose statements may last six.
constexpr qint64 rowsAtOnce = 20'000;

QString number(qint64 value) {
    return QString::number(value);
}

/// The placeholder for the hash of a settled session's refresh token, which no client has; settlePeople() writes the
/// same.
QByteArray tokenHash(qint64 session) {
    return "load-" + QByteArray::number(session);
}

} // namespace

std::vector<qint64> Settled::roomsOf(int person) const {
    std::vector<qint64> rooms;
    for (int i = 0; i < circles.rooms; ++i)
        rooms.push_back(room(circleOf(person), i));
    return rooms;
}

Status World::open() {
    Result<std::unique_ptr<SqlStorage>> storage = openDatabase(m_config, &m_home);
    if (!storage)
        return fail(std::move(storage.error()));
    m_storage = std::move(*storage);
    Result<QByteArray> key = signingKey(m_config, *m_storage);
    if (!key)
        return fail(std::move(key.error()));
    m_tokens = std::make_unique<AccessTokens>(std::move(*key), tokenLifetime);
    return {};
}

void World::close() {
    m_storage.reset();
}

Result<std::string> World::token(const Settled& settled, int person) const {
    const AccessClaims claims{UserId{settled.firstUser + person}, SessionId{settled.firstSession + person}, 0,
                              accessProof(tokenHash(settled.firstSession + person))};
    return m_tokens->issue(claims, UtcTime::now()).map([](const AccessTokens::Issued& issued) {
        return issued.token.value.toStdString();
    });
}

Result<double> World::index() {
    SearchStore& search = m_storage->search();
    const auto begun = std::chrono::steady_clock::now();
    for (;;) {
        const Result<SearchBacklog> backlog = QCoro::waitFor(search.backlog());
        if (!backlog)
            return fail(backlog.error());
        if (backlog->rooms.isEmpty())
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        for (const RoomId room : backlog->rooms) {
            Result<bool> more = true;
            while (more && *more)
                more = QCoro::waitFor(search.indexSlice(room));
            if (!more)
                return fail(std::move(more.error()));
        }
    }
}

Status World::write(const Work& work) {
    return QCoro::waitFor(onWriter<void>(m_storage->writer(), work));
}

Result<qint64> World::lastId(const QString& table) {
    qint64 last = 0;
    const QString sql = QStringLiteral("SELECT COALESCE(MAX(id), 0) FROM ") + table;
    return write([&last, sql](SqlConnection& db) {
               return db.once(sql).map([&last](const QVariant& value) { last = value.toLongLong(); });
           })
        .map([&last] { return last; });
}

Status World::insert(const QString& into, const QString& select, qint64 count) {
    for (qint64 from = 0; from < count; from += rowsAtOnce) {
        const QString to = number(std::min(count, from + rowsAtOnce));
        QString sql = u"INSERT INTO " % into % u" WITH RECURSIVE numbers (n) AS (SELECT " % number(from) %
                      u" UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < " % to % u") SELECT " % select %
                      u" FROM numbers ORDER BY n";
        sql.replace(QStringLiteral("{now}"), number(UtcTime::now().ms));
        const Status done =
            write([sql](SqlConnection& db) { return db.once(db.dialect().expanded(sql)).map([](const QVariant&) {}); });
        if (!done)
            return done;
    }
    return {};
}

Result<Settled> World::settle(const Circles& circles) {
    const Result<qint64> user = lastId(QStringLiteral("users"));
    const Result<qint64> session = lastId(QStringLiteral("sessions"));
    const Result<qint64> room = lastId(QStringLiteral("rooms"));
    if (!user || !session || !room)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("the database can't be read")));
    const Settled settled{circles, *user + 1, *session + 1, *room + 1};
    Status done = settlePeople(settled);
    if (done)
        done = settleRooms(settled);
    if (done && circles.messages > 0)
        done = settleMessages(settled);
    return done.map([&settled] { return settled; });
}

Status World::settlePeople(const Settled& settled) {
    const QString user = number(settled.firstUser);
    const qint64 people = settled.circles.allPeople();
    Status done =
        insert(QStringLiteral("users (name, folded_name, email, folded_email, password_hash, created_at)"),
               QStringLiteral("'Person ' || (n + %1), 'person ' || (n + %1), 'p' || (n + %1) || '@example.org',"
                              " 'p' || (n + %1) || '@example.org', CAST('' AS {bytes}), {now}")
                   .arg(user),
               people);
    if (done)
        done = insert(QStringLiteral("sessions (user_id, device, created_at, used_at, idle_until, ends_at)"),
                      QStringLiteral("n + %1, 'load', {now}, {now}, {now} + %2, {now} + %2").arg(user).arg(sessionMs),
                      people);
    if (done)
        done =
            insert(QStringLiteral("session_tokens (hash, session_id, generation)"),
                   QStringLiteral("CAST('load-' || (n + %1) AS {bytes}), n + %1, 0").arg(settled.firstSession), people);
    return done;
}

Status World::settleRooms(const Settled& settled) {
    const Circles& circles = settled.circles;
    const qint64 rooms = qint64(circles.circles) * circles.rooms;
    const QString room = number(settled.firstRoom);
    const QString last = number(1 + circles.messages);
    Status done = insert(QStringLiteral("rooms (name, folded_name, kind, topic, visibility, password_hash, created_at, "
                                        "last_seq, last_message_seq, members)"),
                         QStringLiteral("'Room ' || (n + %1), 'room ' || (n + %1), 'room', '', 'private', "
                                        "CAST('' AS {bytes}), {now}, %2, %3, %4")
                             .arg(room, last, number(circles.messages > 0 ? 1 + circles.messages : 0))
                             .arg(circles.people),
                         rooms);
    const QString owner =
        QStringLiteral("%1 + n / %2 * %3").arg(settled.firstUser).arg(circles.rooms).arg(circles.people);
    if (done)
        done = insert(QStringLiteral("events (room_id, seq, type, by_user, at, data)"),
                      QStringLiteral("n + %1, 1, 'room.created', %2, {now}, '{\"name\":\"Room ' || (n + %1) || '\"}'")
                          .arg(room, owner),
                      rooms);
    // Number by number: each person of a circle's first room, then of its second, then of the next circle.
    if (done)
        done = insert(QStringLiteral("members (room_id, user_id, role, joined_at, joined_seq, read_seq)"),
                      QStringLiteral("%1 + n / %2, %3 + n / %4 * %2 + n % %2, "
                                     "CASE WHEN n % %2 = 0 THEN 'owner' ELSE 'member' END, {now}, 1, %5")
                          .arg(room)
                          .arg(circles.people)
                          .arg(settled.firstUser)
                          .arg(circles.people * circles.rooms)
                          .arg(last),
                      rooms * circles.people);
    return done;
}

Status World::settleMessages(const Settled& settled) {
    const Circles& circles = settled.circles;
    const qint64 count = qint64(circles.circles) * circles.rooms * circles.messages;
    const QString messages = number(circles.messages);
    const QString room = QStringLiteral("%1 + n / %2").arg(number(settled.firstRoom), messages);
    const QString first = QStringLiteral("%1 + n / %2 * %3")
                              .arg(settled.firstUser)
                              .arg(qint64(circles.rooms) * circles.messages)
                              .arg(circles.people);
    const QString body = QStringLiteral("'Message ' || n || ', as long as people write on average, which is some "
                                        "sixty letters or so'");
    using namespace searchload;
    const QString prose =
        QStringLiteral("substr('%1', CAST(CAST(n AS BIGINT) * %4 % %3 AS INTEGER) + 1, %5) || ' ' || n || ' ' || "
                       "substr('%2', CAST(CAST(n AS BIGINT) * %6 % %3 AS INTEGER) + 1, %7)")
            .arg(QLatin1String(someProse), QLatin1String(moreProse), number(proseChars), number(someFactor),
                 number(someChars), number(moreFactor), number(moreChars));
    // By everybody in turn, the last one now.
    const QString by = QString(first % QStringLiteral(" + n % %1").arg(circles.people));
    const QString at = QStringLiteral("{now} - (%1 - 1 - CAST(n AS BIGINT) % %1) * %2")
                           .arg(messages, number(std::max<qint64>(1, historyMs / circles.messages)));
    const QString clientId = QStringLiteral("'settled-' || n");
    return insert(QStringLiteral("messages (room_id, seq, by_user, at, body, client_id)"),
                  QStringLiteral("%1, 2 + n % %2, %3, %4, %5, %6")
                      .arg(room, messages, circles.prose ? by : first, circles.prose ? at : QStringLiteral("{now}"),
                           circles.prose ? prose : body, clientId),
                  count);
}

} // namespace confab::load

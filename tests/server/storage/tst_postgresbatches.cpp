// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/sqlmessages.h"
#include "server/storage/sql/sqlroomlog.h"
#include "server/storage/sql/storagelimits.h"
#include "tests/server/storage/postgrestesting.h"

using namespace confab;

using Appending = QCoro::Task<Result<RoomLog::Appended>>;

namespace {

const QString ok = QStringLiteral("ok");

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// With a value for each `?`, whatever its type.
QString filled(QString sql) {
    return sql.replace(q("CAST(? AS BIGINT[])"), q("CAST('{1}' AS BIGINT[])")).replace(u'?', q("'1'"));
}

} // namespace

/// Messages that reach the writer together are appended together, and each has its own fate nevertheless. What is read
/// of a long log costs what it gives.
class TestPostgresBatches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void init();
    void cleanup() { m_storage.reset(); }

    void aBatchTakesFewStatements();
    void textsArriveAsTheyAre();
    void oneThatIsRefusedHurtsNoOther();
    void aRoomThatIsGoneHurtsNoOther();
    void otherEventsKeepTheirPlace();
    void pagesOfALogAreReadInItsOrder();

private:
    RoomLog& log() { return m_storage->log(); }
    /// All of them in one batch.
    std::vector<Result<RoomLog::Appended>> appendAll(const QList<NewEvent>& events);
    /// Statements that the storage has run since the last call.
    QList<QByteArray> statements();

    test::PostgresProcess m_server{
        {.settings = {QStringLiteral("log_statement = 'all'"), QStringLiteral("autovacuum = off")}}};
    std::unique_ptr<SqlStorage> m_storage;
    UserId m_ana;
    QList<RoomId> m_rooms; // ana's; their logs are at 2
    qsizetype m_logged = 0;
};

void TestPostgresBatches::init() {
    m_storage = openOn(m_server, freshDatabase(m_server));
    m_ana = makeUser(*m_storage, QStringLiteral("Ana"));
    m_rooms.clear();
    for (int i = 0; i < 10; ++i)
        m_rooms.append(makeRoom(*m_storage, m_ana));
}

std::vector<Result<RoomLog::Appended>> TestPostgresBatches::appendAll(const QList<NewEvent>& events) {
    std::vector<Appending> tasks;
    {
        Gate gate(*m_storage);
        for (const NewEvent& event : events)
            tasks.push_back(log().append(event));
    }
    return askAll(std::move(tasks));
}

QList<QByteArray> TestPostgresBatches::statements() {
    QList<QByteArray> found;
    const QByteArray written = m_server.log();
    for (const QByteArray& line : written.mid(m_logged).split('\n')) {
        if (const qsizetype at = line.indexOf("LOG:  statement: "); at >= 0)
            found.append(line.mid(at + 17));
    }
    m_logged = written.size();
    return found;
}

/// However many messages and rooms; SELECTs are others', of the fixture.
void TestPostgresBatches::aBatchTakesFewStatements() {
    const auto someOf = [this](int round) {
        QList<NewEvent> events;
        for (int i = 0; i < 60; ++i)
            events.append(
                newMessage(m_rooms[i * 7 % m_rooms.size()], m_ana, QStringLiteral("%1-%2").arg(round).arg(i)));
        return events;
    };
    appendAll(someOf(0)); // prepares its statements
    statements();
    const auto results = appendAll(someOf(1));
    for (const auto& result : results)
        QCOMPARE(outcome(result), ok);
    const QList<QByteArray> run = statements();
    const auto executed = std::ranges::count_if(run, [](const QByteArray& sql) { return sql.startsWith("EXECUTE"); });
    QCOMPARE(executed, 2);
    const auto commits = std::ranges::count_if(run, [](const QByteArray& sql) { return sql.startsWith("COMMIT"); });
    QVERIFY(commits <= 2); // the gate's, too
    for (const RoomId room : std::as_const(m_rooms)) {
        verifyWithoutHoles(*m_storage, room, m_ana, 2 + 12);
        const Room seen = listed(*m_storage, m_ana, room);
        QCOMPARE(seen.lastSeq, Seq(14));
        QVERIFY(seen.lastMessage && seen.lastMessage->seq == 14);
    }
}

/// What has a meaning in SQL, in an array's text or for the driver has none in a message.
void TestPostgresBatches::textsArriveAsTheyAre() {
    const QStringList texts{QStringLiteral("it's {not},an \"array\""),
                            QStringLiteral("back\\slash\\"),
                            QStringLiteral("{\"a\",NULL}"),
                            QStringLiteral("NULL"),
                            QStringLiteral("?; $1 :v0 --"),
                            QStringLiteral("line\nand\ttab\r"),
                            QStringLiteral("\u00e4\u4f60\U0001F600"),
                            QStringLiteral("\ufeffbegins with a mark"),
                            QStringLiteral("  spaces  "),
                            QStringLiteral("'")};
    QList<NewEvent> events;
    for (const QString& text : texts)
        events.append(newMessage(m_rooms[0], m_ana, QString(u"c" % QString::number(events.size()) % text), text));
    statements();
    for (const auto& result : appendAll(events))
        QCOMPARE(outcome(result), ok);
    const QList<QByteArray> run = statements();
    QVERIFY(std::ranges::any_of(run, [](const QByteArray& sql) { return sql.contains("unnest"); }));
    const QList<Event> stored = need(log().events(m_rooms[0], m_ana, 2, 100)).events;
    QCOMPARE(stored.size(), texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i) {
        QCOMPARE(posted(stored[i]).body, texts[i]);
        QCOMPARE(posted(stored[i]).clientId, posted(events[i]).clientId);
        QCOMPARE(stored[i].seq, Seq(3 + i));
        QCOMPARE(stored[i].at.ms, events[i].at.ms);
        QCOMPARE(stored[i].by, m_ana);
    }
}

void TestPostgresBatches::oneThatIsRefusedHurtsNoOther() {
    const UserId ben = makeUser(*m_storage, QStringLiteral("Ben"));
    const Seq first = send(*m_storage, m_rooms[0], m_ana, QStringLiteral("before"));
    QList<NewEvent> events;
    for (int i = 0; i < 20; ++i)
        events.append(newMessage(m_rooms[i % 5], m_ana, QString::number(i)));
    events.append(newMessage(m_rooms[1], ben, QStringLiteral("a stranger's")));
    events.append(newMessage(m_rooms[0], m_ana, QStringLiteral("before")));
    events.append(newMessage(m_rooms[2], m_ana, QStringLiteral("7"))); // m_rooms[2] has it, under the same id
    events.append(newMessage(m_rooms[3], m_ana, QStringLiteral("before"), QStringLiteral("another text")));
    const auto results = appendAll(events);
    for (size_t i = 0; i < 20; ++i) {
        QCOMPARE(outcome(results[i]), ok);
        QVERIFY(!results[i]->repeated);
    }
    QCOMPARE(outcome(results[20]), named(ErrorKind::RoomNotMember));
    QCOMPARE(outcome(results[21]), ok);
    QVERIFY(results[21]->repeated);
    QCOMPARE(results[21]->event.seq, first);
    QCOMPARE(outcome(results[22]), ok);
    QVERIFY(results[22]->repeated);
    QCOMPARE(results[22]->event.seq, results[7]->event.seq);
    QCOMPARE(outcome(results[23]), named(ErrorKind::InputInvalid));
    verifyWithoutHoles(*m_storage, m_rooms[0], m_ana, first + 4);
    for (qsizetype room = 1; room < 5; ++room)
        verifyWithoutHoles(*m_storage, m_rooms[room], m_ana, 2 + 4);
}

void TestPostgresBatches::aRoomThatIsGoneHurtsNoOther() {
    need(m_storage->rooms().remove(m_rooms[1], m_ana, at(2), ownersOnly));
    QList<NewEvent> events;
    for (int i = 0; i < 9; ++i)
        events.append(newMessage(m_rooms[i % 3], m_ana, QString::number(i)));
    const auto results = appendAll(events);
    for (size_t i = 0; i < 9; ++i)
        QCOMPARE(outcome(results[i]), i % 3 == 1 ? named(ErrorKind::RoomNotFound) : ok);
    verifyWithoutHoles(*m_storage, m_rooms[0], m_ana, 2 + 3);
    verifyWithoutHoles(*m_storage, m_rooms[2], m_ana, 2 + 3);
}

/// Replies, mentions and changes of members, between messages of the same room.
void TestPostgresBatches::otherEventsKeepTheirPlace() {
    const UserId ben = makeUser(*m_storage, QStringLiteral("Ben"));
    need(m_storage->rooms().join(m_rooms[0], ben, at(1)));
    QList<NewEvent> events;
    for (int i = 0; i < 16; ++i) {
        NewEvent event = newMessage(m_rooms[0], m_ana, QString::number(i));
        if (i % 4 == 3)
            event = {m_rooms[0], m_ana, at(2), MemberRole{ben, i % 8 == 3 ? Role::Moderator : Role::Member}};
        else if (i == 8)
            posted(event).replyTo = 4;
        else if (i == 9)
            posted(event).body = QStringLiteral("@ben look");
        events.append(event);
    }
    Seq seq = 3;
    const auto results = appendAll(events);
    for (const auto& result : results) {
        QCOMPARE(outcome(result), ok);
        QCOMPARE(result->event.seq, ++seq);
    }
    QCOMPARE(posted(results[8]->event).replyTo, std::optional<Seq>(4));
    QCOMPARE(posted(results[9]->event).mentions, std::optional(QList<UserId>{ben}));
    verifyWithoutHoles(*m_storage, m_rooms[0], m_ana, seq);
}

/// No statement reads all of the rest, and none sorts, also while PostgreSQL has no statistics, as after a move.
void TestPostgresBatches::pagesOfALogAreReadInItsOrder() {
    const QString database = freshDatabase(m_server);
    const DatabaseAddress address = addressOn(m_server, database);
    UserId ana;
    RoomId room;
    {
        const auto storage = openAt(address);
        ana = makeUser(*storage, q("Ana"));
        room = makeRoom(*storage, ana);
    }
    QVERIFY(m_server.query(q("INSERT INTO messages (room_id, seq, by_user, at, body, client_id) SELECT r, s, 1, s, "
                             "repeat('word ', 12), r || '-' || s FROM generate_series(1, 10) r, "
                             "generate_series(100, 5000) s"),
                           database));
    const PostgresDialect dialect(address);
    SqlConnection connection(dialect, SqlAccess::Read);
    QVERIFY(connection.open());
    InlineSink reader(connection, false);
    SqlRoomLog reading(reader, reader);
    SqlMessages messages(reader);
    QCOMPARE(need(reading.replay(room, 0, 500)).events.size(), 500);
    need(reading.events(room, ana, 100, 10));
    need(messages.history(room, ana, {}, 10));
    need(messages.history(room, ana, {HistoryPlace::Direction::Around, 200}, 10));
    need(messages.bySeqs(room, ana, {200}));

    int explained = 0;
    for (const QString& sql : connection.statements()) {
        const Result<QVariant> plan = connection.once(QString(u"EXPLAIN (FORMAT JSON) " % filled(sql)));
        QVERIFY2(plan.has_value(), qPrintable(sql));
        const QString steps = plan->toString();
        if (!steps.contains(q("\"Relation Name\": \"messages\"")))
            continue;
        const bool isSlow = steps.contains(q("Sort\"")) || steps.contains(q("\"Seq Scan\""));
        QVERIFY2(!isSlow, qPrintable(QString(sql % u'\n' % steps)));
        ++explained;
    }
    QVERIFY2(explained >= 3, qPrintable(QString::number(explained)));
}

QTEST_GUILESS_MAIN(TestPostgresBatches)
#include "tst_postgresbatches.moc"

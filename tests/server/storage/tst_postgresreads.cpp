// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/sqlmessages.h"
#include "server/storage/sql/sqlroomlog.h"
#include "tests/server/storage/postgrestesting.h"

using namespace confab;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// With a value for each `?`, whatever its type.
QString filled(QString sql) {
    return sql.replace(q("CAST(? AS BIGINT[])"), q("CAST('{1}' AS BIGINT[])")).replace(u'?', q("'1'"));
}

} // namespace

/// What is read of a long log costs what it gives, also while PostgreSQL has no statistics of it, as after a move.
class TestPostgresReads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void pagesOfALogAreReadInItsOrder();

private:
    test::PostgresProcess m_server{{.settings = {q("autovacuum = off")}}};
};

/// No statement reads all of the rest, and none sorts.
void TestPostgresReads::pagesOfALogAreReadInItsOrder() {
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
    SqlRoomLog log(reader, reader);
    SqlMessages messages(reader);
    QCOMPARE(need(log.replay(room, 0, 500)).events.size(), 500);
    need(log.events(room, ana, 100, 10));
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

QTEST_GUILESS_MAIN(TestPostgresReads)
#include "tst_postgresreads.moc"

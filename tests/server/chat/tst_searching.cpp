// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/searchindexer.h"
#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

/// What the rules make of a query, and how the index follows the log.
class TestSearching : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;
    Auth m_anasAuth;
    ConnectionId m_ana;
    ConnectionId m_ben;
    RoomId m_room; // "Room", of ana, with ben in it
    RoomId m_plans;

    static SearchMessages query(const QString& text) {
        SearchMessages request;
        request.query = text;
        return request;
    }
    /// The texts of the hits, or the error's name and path.
    QStringList found(ConnectionId caller, SearchMessages request) {
        const Result<SearchAnswer> answer = m_chat->ask(caller, std::move(request));
        if (!answer)
            return {QString(wire::key(errorRow(answer.error().kind).name) % u' ' % answer.error().path)};
        QStringList texts;
        for (const SearchHit& hit : answer->hits)
            texts.append(hit.message.body);
        return texts;
    }
    QStringList found(ConnectionId caller, const QString& text) { return found(caller, query(text)); }

private Q_SLOTS:
    void init() {
        m_chat = std::make_unique<ChatUnderTest>();
        m_ana = m_chat->newPerson(QStringLiteral("ana"), &m_anasAuth);
        m_ben = m_chat->newPerson(QStringLiteral("ben"));
        m_chat->newPerson(QStringLiteral("benjamin"));
        m_room = m_chat->newRoom(m_ana);
        m_plans = m_chat->newRoom(m_ana, RoomCreate{QStringLiteral("Plans"), {}, {}, {}, {}, Visibility::Private});
        QVERIFY(m_chat->ask(m_ben, RoomJoin{m_room, {}}));
        QVERIFY(m_chat->send(m_ana, m_room, QStringLiteral("ana's words")));
        m_chat->clock.pass(std::chrono::hours(24));
        QVERIFY(m_chat->send(m_ben, m_room, QStringLiteral("ben's words")));
        m_chat->clock.pass(std::chrono::hours(24));
        QVERIFY(m_chat->send(m_ana, m_plans, QStringLiteral("private words")));
    }
    void cleanup() { m_chat.reset(); }

    void findsInOnesOwnRooms() {
        QCOMPARE(found(m_ana, QStringLiteral("WORDS")),
                 (QStringList{QStringLiteral("private words"), QStringLiteral("ben's words"),
                              QStringLiteral("ana's words")}));
        QCOMPARE(found(m_ben, QStringLiteral("words")),
                 (QStringList{QStringLiteral("ben's words"), QStringLiteral("ana's words")}));
        SearchMessages inPlans = query(QStringLiteral("words"));
        inPlans.room = m_plans;
        QCOMPARE(found(m_ana, inPlans), QStringList{QStringLiteral("private words")});
        QCOMPARE(found(m_ben, inPlans), QStringList{QStringLiteral("room.notFound ")});
        inPlans.query.clear();
        QCOMPARE(found(m_ana, inPlans), QStringList{QStringLiteral("private words")}); // the room is a filter
    }

    void understandsFilters_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const QString anas = QStringLiteral("ana's words");
        const QString bens = QStringLiteral("ben's words");
        const QString privates = QStringLiteral("private words");
        const auto row = [](const char* text, const QStringList& expected) {
            QTest::newRow(text) << QString::fromLatin1(text) << expected;
        };
        row("words from:ben", {bens}); // not benjamin
        row("from:BEN", {bens});
        row("from:an", {privates, anas});
        row("from:me in:room", {anas});
        row("from:nobody words", {});
        row("in:plans", {privates});
        row("before:2023-11-15", {anas});
        row("after:2023-11-15", {privates, bens});
        row("has:file", {});
        row("", {QStringLiteral("input.invalid params.query")});
        row("\"\"", {QStringLiteral("input.invalid params.query")});
        row("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21", {QStringLiteral("input.invalid params.query")});
    }
    void understandsFilters() {
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        QCOMPARE(found(m_ana, text), expected);
    }

    void membersOfTheRequestNarrowLikeTheQuery() {
        SearchMessages request = query(QString());
        request.by = m_anasAuth.user.id;
        request.before = UtcTime{m_chat->clock.now().ms};
        QCOMPARE(found(m_ana, request), QStringList{QStringLiteral("ana's words")});
        request.query = QStringLiteral("from:ben"); // nobody is both
        QCOMPARE(found(m_ana, request), QStringList());
        SearchMessages after = query(QStringLiteral("words"));
        after.after = m_chat->clock.now();
        QCOMPARE(found(m_ana, after), QStringList{QStringLiteral("private words")});
        SearchMessages links = query(QString());
        links.has = SearchHas::Link;
        QCOMPARE(found(m_ana, links), QStringList());
    }

    void goesOnByTheCursor() {
        SearchMessages request = query(QStringLiteral("words"));
        request.limit = 1;
        QStringList texts;
        do {
            const Result<SearchAnswer> answer = m_chat->ask(m_ana, request);
            QVERIFY(answer && answer->hits.size() == 1);
            QCOMPARE(answer->users.size(), 1);
            QCOMPARE(answer->hits.first().ranges.size(), 1);
            texts.append(answer->hits.first().message.body);
            request.cursor = answer->cursor;
        } while (request.cursor);
        QCOMPARE(texts.size(), 3);
        for (const char* wrong : {"x", "1.2", "1.2.3.4", "1.2.x", "-1.2.3", "1..3", "9999999999999999999.1.1"}) {
            request.cursor = QString::fromLatin1(wrong);
            QCOMPARE(found(m_ana, request), QStringList{QStringLiteral("input.invalid params.cursor")});
        }
    }

    void theIndexerFollowsAndSleeps() {
        SearchIndexer indexer(m_chat->storage->search());
        QVERIFY(!indexer.isBusy());
        indexer.start();
        QVERIFY(indexer.isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(!indexer.isBusy(), 20'000);
        QCOMPARE(QCoro::waitFor(m_chat->storage->search().backlog())->unindexed, 0);
        QVERIFY(indexer.counters().slices.value() >= 2); // a room each
        QVERIFY(m_chat->send(m_ana, m_room, QStringLiteral("more words")));
        QVERIFY(indexer.isBusy());
        QCOMPARE(found(m_ana, QStringLiteral("more")).size(), 1); // though it is not indexed yet
        QTRY_VERIFY_WITH_TIMEOUT(!indexer.isBusy(), 20'000);
        QCOMPARE(QCoro::waitFor(m_chat->storage->search().backlog())->unindexed, 0);
        QCOMPARE(found(m_ana, QStringLiteral("more")).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSearching)
#include "tst_searching.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/logcontract.h"

#include "server/storage/sql/storagelimits.h"

namespace confab {

void LogContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(m_room, m_ben, at(1)));
}

void LogContract::strangersAreRefused() {
    const UserId chi = makeUser(storage(), QStringLiteral("Chi"));
    const RoomId nowhere{999};
    const QString notMember = named(ErrorKind::RoomNotMember);
    const QString notFound = named(ErrorKind::RoomNotFound);
    QCOMPARE(outcome(log().append(newMessage(m_room, chi, QStringLiteral("1")))), notMember);
    QCOMPARE(outcome(log().events(m_room, chi, 0, 10)), notMember);
    QCOMPARE(outcome(store().history(m_room, chi, {}, 10)), notMember);
    QCOMPARE(outcome(log().enter(m_room, chi, {}, 10)), notMember);
    QCOMPARE(outcome(log().append(newMessage(nowhere, chi, QStringLiteral("1")))), notFound);
    QCOMPARE(outcome(log().events(nowhere, chi, 0, 10)), notFound);
    QCOMPARE(outcome(store().history(nowhere, chi, {}, 10)), notFound);
    QCOMPARE(outcome(log().enter(nowhere, chi, {}, 10)), notFound);
    need(storage().rooms().leave(m_room, m_ben, at(2)));
    QCOMPARE(outcome(store().history(m_room, m_ben, {}, 10)), notMember);
}

void LogContract::privateRoomsDoNotExistForStrangers() {
    NewRoom hidden = roomOf(m_ana);
    hidden.visibility = Visibility::Private;
    const RoomId room = need(storage().rooms().create(hidden)).room.id;
    const QString notFound = named(ErrorKind::RoomNotFound);
    QCOMPARE(outcome(log().append(newMessage(room, m_ben, QStringLiteral("1")))), notFound);
    QCOMPARE(outcome(log().events(room, m_ben, 0, 10)), notFound);
    QCOMPARE(outcome(store().history(room, m_ben, {}, 10)), notFound);
    QCOMPARE(outcome(log().enter(room, m_ben, {}, 10)), notFound);
    QCOMPARE(outcome(storage().rooms().leave(room, m_ben, at(2))), notFound);
    QCOMPARE(outcome(storage().rooms().remove(room, m_ben, at(2), ownersOnly)), notFound);
    QCOMPARE(outcome(storage().rooms().markRead(room, m_ben, 1)), notFound);
    QCOMPARE(outcome(storage().rooms().members(room, m_ben, {}, 10)), notFound);
    QCOMPARE(outcome(storage().rooms().one(room, m_ben)), named(ErrorKind::RoomNotMember)); // for the node itself
    need(log().append(newMessage(room, m_ana, QStringLiteral("1"))));
    verifyWithoutHoles(storage(), room, m_ana, 3);
}

void LogContract::readSeesTheWriteThatWasAnswered() {
    for (int i = 0; i < 100; ++i) {
        const Seq seq = send(storage(), m_room, m_ana, QString::number(i));
        QCOMPARE(need(log().events(m_room, m_ben, seq - 1, 10)).events.size(), 1);
        QCOMPARE(need(store().history(m_room, m_ben, {}, 1)).messages.value(0).seq, seq);
        QCOMPARE(listed(storage(), m_ben, m_room).lastSeq, seq);
    }
}

void LogContract::unreadCountsTheMessagesOfOthers() {
    send(storage(), m_room, m_ana, QStringLiteral("1"));
    send(storage(), m_room, m_ben, QStringLiteral("2"));
    send(storage(), m_room, m_ana, QStringLiteral("3"));
    const UserId chi = makeUser(storage(), QStringLiteral("Chi"));
    need(storage().rooms().join(m_room, chi, at(2))); // an event, but no message
    QCOMPARE(listed(storage(), m_ben, m_room).unread, 2);
    QCOMPARE(listed(storage(), m_ana, m_room).unread, 1);
    QCOMPARE(listed(storage(), chi, m_room).unread, 0);
    send(storage(), makeRoom(storage(), m_ana), m_ana, QStringLiteral("4")); // in another room
    QCOMPARE(listed(storage(), m_ben, m_room).unread, 2);
}

void LogContract::unreadIsCountedUpToItsBound() {
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
    for (int i = 0; i < limits::unreadCounted + 5; ++i)
        tasks.push_back(log().append(newMessage(m_room, m_ana, QString::number(i), QStringLiteral("@Ben"))));
    for (const auto& result : askAll(std::move(tasks)))
        QCOMPARE(outcome(result), QStringLiteral("ok"));
    QCOMPARE(listed(storage(), m_ben, m_room).unread, limits::unreadCounted);
    QCOMPARE(listed(storage(), m_ben, m_room).mentions, limits::unreadCounted);
    QCOMPARE(need(storage().rooms().markRead(m_room, m_ben, 7)).unread.unread, limits::unreadCounted);
    QCOMPARE(need(storage().rooms().markRead(m_room, m_ben, 3 + 6)).unread.unread, limits::unreadCounted - 1);
}

/// A member who writes and never reads slows down no count.
void LogContract::unreadLooksNoFurtherThanItsBound() {
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
    for (int i = 0; i < limits::unreadLookedAt; ++i)
        tasks.push_back(log().append(newMessage(m_room, m_ben, QString::number(i))));
    for (const auto& result : askAll(std::move(tasks)))
        QCOMPARE(outcome(result), QStringLiteral("ok"));
    send(storage(), m_room, m_ana, QStringLiteral("last"));
    QCOMPARE(listed(storage(), m_ben, m_room).unread, 0);
    QCOMPARE(need(storage().rooms().markRead(m_room, m_ben, 4)).unread.unread, 1);
    QCOMPARE(listed(storage(), m_ben, m_room).unread, 1);
}

void LogContract::mentionsFollowTheNames_data() {
    QTest::addColumn<QString>("body");
    QTest::addColumn<bool>("ben");
    QTest::addColumn<bool>("annMarie"); // her name is "Ann-Marie Łoś"
    QTest::newRow("plain") << QStringLiteral("@Ben look") << true << false;
    QTest::newRow("case") << QStringLiteral("hey @BEN") << true << false;
    QTest::newRow("punctuation") << QStringLiteral("(@ben), please") << true << false;
    QTest::newRow("line break") << QStringLiteral("one\n@Ben\ntwo") << true << false;
    QTest::newRow("longer word") << QStringLiteral("@Bengt and @Ben2") << false << false;
    QTest::newRow("letter beyond the BMP") << QStringLiteral("@Ben\U00010400") << false << false;
    QTest::newRow("emoji after") << QStringLiteral("@Ben🦉") << true << false;
    QTest::newRow("no sign") << QStringLiteral("Ben, come here") << false << false;
    QTest::newRow("space after sign") << QStringLiteral("@ Ben") << false << false;
    QTest::newRow("name with spaces") << QStringLiteral("ask @ann-marie łoś!") << false << true;
    QTest::newRow("part of a name") << QStringLiteral("ask @ann-marie") << false << false;
    QTest::newRow("both") << QStringLiteral("@Ben @Ann-Marie ŁOŚ") << true << true;
    QTest::newRow("among many words") << QStringLiteral("@a b c d e f @Ben g h i") << true << false;
    QTest::newRow("stranger") << QStringLiteral("@Dora") << false << false;
    QTest::newRow("oneself") << QStringLiteral("@Ana") << false << false;
}

void LogContract::mentionsFollowTheNames() {
    QFETCH(QString, body);
    const UserId annMarie = makeUser(storage(), QStringLiteral("Ann-Marie Łoś"));
    makeUser(storage(), QStringLiteral("Dora")); // not in the room
    need(storage().rooms().join(m_room, annMarie, at(2)));
    send(storage(), m_room, m_ana, QStringLiteral("1"), body);
    const auto posted = std::get<MessagePosted>(need(log().events(m_room, m_ben, 4, 1)).events.first().data);
    const QList<UserId> told = posted.mentions.value_or(QList<UserId>());
    QTEST(told.contains(m_ben), "ben");
    QTEST(told.contains(annMarie), "annMarie");
    QVERIFY(!told.contains(m_ana));
    QCOMPARE(posted.mentions.has_value(), !told.isEmpty());
    QCOMPARE(need(store().history(m_room, m_ben, {}, 1)).messages.first().mentions, posted.mentions);
    QTEST(listed(storage(), m_ben, m_room).mentions == 1, "ben");
    QTEST(listed(storage(), annMarie, m_room).mentions == 1, "annMarie");
    QCOMPARE(listed(storage(), m_ana, m_room).mentions, 0);
    QCOMPARE(need(storage().rooms().markRead(m_room, m_ben, 5)).unread.mentions, 0);
}

void LogContract::aRoomIsCalledAsAWhole_data() {
    QTest::addColumn<QString>("body");
    QTest::addColumn<bool>("calls");
    QTest::newRow("alone") << QStringLiteral("@room") << true;
    QTest::newRow("among words") << QStringLiteral("dear (@Room), come") << true;
    QTest::newRow("with a name") << QStringLiteral("@Ben @room @Ben") << true;
    QTest::newRow("both words") << QStringLiteral("@here and @room") << true;
    QTest::newRow("longer word") << QStringLiteral("@rooms @room2") << false;
    QTest::newRow("an address") << QStringLiteral("write to ana@room.example") << false;
    QTest::newRow("no sign") << QStringLiteral("the room") << false;
}

void LogContract::aRoomIsCalledAsAWhole() {
    QFETCH(QString, body);
    QFETCH(bool, calls);
    QList<UserId> others{m_ben};
    for (int i = 0; i < limits::mentionsListed; ++i) {
        others.append(makeUser(storage(), QStringLiteral("Person %1").arg(i)));
        need(storage().rooms().join(m_room, others.last(), at(2)));
    }
    const UserId stranger = makeUser(storage(), QStringLiteral("Stranger"));
    const Event sent = need(log().append(newMessage(m_room, m_ana, QStringLiteral("1"), body))).event;
    // Everybody is counted, and as many as a message lists are told.
    const auto listedOnes = calls ? std::optional(others.first(limits::mentionsListed)) : std::nullopt;
    QCOMPARE(posted(sent).mentions, listedOnes);
    QCOMPARE(need(store().history(m_room, m_ben, {}, 1)).messages.first().mentions, listedOnes);
    for (const UserId other : std::as_const(others))
        QCOMPARE(listed(storage(), other, m_room).mentions, calls ? 1 : 0);
    QCOMPARE(listed(storage(), m_ana, m_room).mentions, 0);
    need(storage().rooms().join(m_room, stranger, at(3)));
    QCOMPARE(listed(storage(), stranger, m_room).mentions, 0); // it was called before
}

void LogContract::hereCallsWhoIsPresent() {
    const UserId chi = makeUser(storage(), QStringLiteral("Chi"));
    const UserId dora = makeUser(storage(), QStringLiteral("Dora"));
    need(storage().rooms().join(m_room, chi, at(2)));
    NewEvent call = newMessage(m_room, m_ana, QStringLiteral("1"), QStringLiteral("lunch, @here?"));
    call.present = {m_ana, chi, dora}; // dora is no member, and ben is away
    QCOMPARE(posted(need(log().append(call)).event).mentions, (QList<UserId>{chi}));
    QCOMPARE(listed(storage(), chi, m_room).mentions, 1);
    for (const UserId other : {m_ana, m_ben})
        QCOMPARE(listed(storage(), other, m_room).mentions, 0);
    call.data = MessagePosted{{QStringLiteral("@here and @Ben, too")}, QStringLiteral("2")};
    QCOMPARE(posted(need(log().append(call)).event).mentions, (QList<UserId>{m_ben, chi}));
    call.data = MessagePosted{{QStringLiteral("nobody is called")}, QStringLiteral("3")};
    QVERIFY(!posted(need(log().append(call)).event).mentions);
    QCOMPARE(listed(storage(), chi, m_room).mentions, 2);
    QCOMPARE(listed(storage(), m_ben, m_room).mentions, 1);
}

/// Each message of a page has its own, however many people the others mention.
void LogContract::aCallOfTheRoomHidesNoOtherMention() {
    for (int i = 0; i < 12; ++i)
        need(storage().rooms().join(m_room, makeUser(storage(), QStringLiteral("Person %1").arg(i)), at(2)));
    QHash<Seq, qsizetype> counts;
    for (int i = 0; i < 20; ++i) {
        const bool all = i % 3 == 0;
        counts.insert(
            send(storage(), m_room, m_ana, QString::number(i), all ? QStringLiteral("@room") : QStringLiteral("@Ben")),
            all ? 13 : 1);
    }
    const QList<Message> messages = need(store().history(m_room, m_ben, {}, 30)).messages;
    QCOMPARE(messages.size(), 20);
    for (const Message& message : messages)
        QCOMPARE(message.mentions.value_or(QList<UserId>()).size(), counts.value(message.seq));
}

void LogContract::eventsByPage() {
    for (int i = 0; i < 5; ++i)
        send(storage(), m_room, m_ana, QString::number(i)); // 4 to 8
    const LogPage first = need(log().events(m_room, m_ben, 0, 3));
    QCOMPARE(types(first.events), QStringList({QStringLiteral("room.created"), QStringLiteral("member.joined"),
                                               QStringLiteral("member.joined")}));
    QVERIFY(first.more);
    const LogPage exact = need(log().events(m_room, m_ben, 3, 5));
    QCOMPARE(exact.events.size(), 5);
    QCOMPARE(exact.events.first().seq, 4);
    QVERIFY(!exact.more);
    const LogPage none = need(log().events(m_room, m_ben, 8, 5));
    QVERIFY(none.events.isEmpty());
    QVERIFY(!none.more);
}

void LogContract::eventsNameTheirPeople() {
    need(storage().rooms().leave(m_room, m_ben, at(2)));
    const LogPage page = need(log().events(m_room, m_ana, 2, 10)); // ben came, and went
    QCOMPARE(page.users.size(), 1);
    QCOMPARE(page.users[0].name, QStringLiteral("Ben"));
    QVERIFY(!page.users[0].email);
    QCOMPARE(need(log().events(m_room, m_ana, 0, 10)).users.size(), 2);
}

void LogContract::historyByPage() {
    for (int i = 0; i < 5; ++i)
        send(storage(), m_room, i < 4 ? m_ana : m_ben, QString::number(i), QString::number(i)); // 4 to 8
    const MessagePage newest = need(store().history(m_room, m_ben, {}, 2));
    QCOMPARE(newest.messages.size(), 2);
    QCOMPARE(newest.messages[0].seq, 8);
    QCOMPARE(newest.messages[1].seq, 7);
    QVERIFY(newest.more);
    QCOMPARE(newest.users.size(), 2);
    const MessagePage rest = need(store().history(m_room, m_ben, HistoryPlace{HistoryPlace::Direction::Before, 7}, 3));
    QCOMPARE(rest.messages.size(), 3);
    QCOMPARE(rest.messages[0].seq, 6);
    QCOMPARE(rest.messages[2].seq, 4);
    QVERIFY(!rest.more);
    QCOMPARE(rest.users.size(), 1);
    QCOMPARE(rest.users[0].id.value, m_ana.value);
    QVERIFY(
        need(store().history(m_room, m_ben, HistoryPlace{HistoryPlace::Direction::Before, 4}, 3)).messages.isEmpty());
}

/// Around the size of one read, which must not show in pages.
void LogContract::largePagesAreExact() {
    constexpr int count = 200;
    for (int i = 4; i <= count; ++i)
        send(storage(), m_room, m_ana, QString::number(i));
    for (const int size : {1, 63, 64, 65, 127, 128, 129, 199, 200}) {
        const LogPage events = need(log().events(m_room, m_ben, 0, size));
        QCOMPARE(events.events.size(), size);
        for (int i = 0; i < size; ++i)
            QCOMPARE(events.events[i].seq, i + 1);
        QCOMPARE(events.more, size < count);
        const int messages = std::min(size, count - 3);
        const MessagePage history = need(store().history(m_room, m_ben, {}, size));
        QCOMPARE(history.messages.size(), messages);
        for (int i = 0; i < messages; ++i)
            QCOMPARE(history.messages[i].seq, count - i);
        QCOMPARE(history.more, size < count - 3);
    }
}

void LogContract::pagesAreBoundedInBytes() {
    constexpr int idLength = 2;
    constexpr int fit = limits::pageBytes / (limits::messageBytes + idLength); // of the longest
    for (int i = 0; i < fit + 1; ++i)
        send(storage(), m_room, m_ana, QString::number(10 + i), QString(limits::messageBytes, u'x'));
    const LogPage events = need(log().events(m_room, m_ben, 3, limits::eventsPerPage));
    QCOMPARE(events.events.size(), fit);
    QVERIFY(events.more);
    QVERIFY(!need(log().events(m_room, m_ben, 4, limits::eventsPerPage)).more);
    const MessagePage history = need(store().history(m_room, m_ben, {}, limits::messagesPerPage));
    QCOMPARE(history.messages.size(), fit);
    QVERIFY(history.more);
    QVERIFY(!need(store().history(m_room, m_ben, HistoryPlace{HistoryPlace::Direction::Before, fit + 4},
                                  limits::messagesPerPage))
                 .more);
    QVERIFY(need(log().enter(m_room, m_ben, Seq(3), limits::eventsPerPage)).page.more);
}

void LogContract::namesCountAsBytesOfAPage() {
    const QString longest(limits::nameChars, QChar(0x8336)); // three bytes each
    const UserId restless = makeUser(storage(), longest);
    constexpr int fit = limits::pageBytes / (limits::nameChars * 3);
    for (int i = 0; i < fit + 1; ++i) {
        const bool comes = i % 2 == 0;
        if (comes)
            need(storage().rooms().join(m_room, restless, at(i)));
        else
            need(storage().rooms().leave(m_room, restless, at(i)));
    }
    const LogPage events = need(log().events(m_room, m_ben, 3, limits::eventsPerPage));
    QCOMPARE(events.events.size(), fit);
    QVERIFY(events.more);
}

void LogContract::enterIsOneState() {
    const RoomLog::Entry bare = need(log().enter(m_room, m_ben, {}, 10));
    QCOMPARE(bare.lastSeq, 3);
    QVERIFY(!bare.capacity);
    QVERIFY(bare.page.events.isEmpty());
    send(storage(), m_room, m_ana, QStringLiteral("1"));
    const RoomLog::Entry caughtUp = need(log().enter(m_room, m_ben, Seq(2), 10));
    QCOMPARE(caughtUp.lastSeq, 4);
    QCOMPARE(caughtUp.page.events.size(), 2);
    QCOMPARE(caughtUp.page.users.size(), 2);
    QVERIFY(!caughtUp.page.more);
    QVERIFY(need(log().enter(m_room, m_ben, Seq(0), 3)).page.more);

    NewRoom small = roomOf(m_ana);
    small.capacity = 7;
    const RoomId room = need(storage().rooms().create(small)).room.id;
    QCOMPARE(need(log().enter(room, m_ana, {}, 10)).capacity, std::optional(7));
}

void LogContract::textComesOutAsItWentIn() {
    const QStringList texts{QStringLiteral("👩‍👩‍👧‍👦 🇪🇺 e\u0301 ﷽ ﬁ"),
                            QStringLiteral("'; DROP TABLE messages; --"),
                            QStringLiteral("\"quoted\\\" \\u0000 {\"a\":[1,2]} %1 %n ? :name ?1 $1 @x"),
                            QStringLiteral("line\n\ttab\u2028sep\u2029par\u202Ertl\u200B"),
                            QStringLiteral("\uFEFFbom \uFFFD \uE000 \U0010FFFD"),
                            QStringLiteral("\uFEFF"),
                            QString(16 * 1024, u'x'),
                            QStringLiteral(" "),
                            QString()};
    for (qsizetype i = 0; i < texts.size(); ++i)
        send(storage(), m_room, m_ana, QStringLiteral("c'%1\"").arg(i), texts[i]);
    const QList<Event> events = need(log().events(m_room, m_ben, 3, 100)).events;
    QList<Message> messages = need(store().history(m_room, m_ben, {}, 100)).messages;
    std::reverse(messages.begin(), messages.end());
    QCOMPARE(events.size(), texts.size());
    QCOMPARE(messages.size(), texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i) {
        QCOMPARE(posted(events[i]).body, texts[i]);
        QCOMPARE(messages[i].body, texts[i]);
        QCOMPARE(messages[i].clientId, std::optional(QStringLiteral("c'%1\"").arg(i)));
    }
}

void LogContract::everythingSurvivesAReopen() {
    const Seq seq = send(storage(), m_room, m_ana, QStringLiteral("1"), QStringLiteral("kept"));
    m_fixture.reopen();
    QCOMPARE(need(store().history(m_room, m_ben, {}, 10)).messages.value(0).body, QStringLiteral("kept"));
    QVERIFY(need(log().append(newMessage(m_room, m_ana, QStringLiteral("1"), QStringLiteral("kept")))).repeated);
    QCOMPARE(send(storage(), m_room, m_ana, QStringLiteral("2")), seq + 1);
    QCOMPARE(listed(storage(), m_ben, m_room).unread, 2);
}

} // namespace confab

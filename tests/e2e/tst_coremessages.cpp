// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/coretest.h"

#include <numeric>

using namespace confab;
using namespace confab::test;

/// Messages and the room's log.
class TestCoreMessages : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void sends();
    void eventOrActivityButNeverBoth();
    void retryGivesTheFirstAnswer();
    void clientIdsAreOnesOwn();
    void repliesTo();
    void pagesEvents();
    void pagesHistory();
    void searches();
    void draftsAreOnAllDevices();
    void countsUnread();
    void countsMentions();
    void remembersReadingEverywhere();
    void entersWithoutAHole_data();
    void entersWithoutAHole();

private:
    /// Sends so many, and waits for all answers.
    static void sendMany(const Person& person, RoomId room, int count);
    static QList<Seq> seqsOf(const QList<Event>& events);
};

void TestCoreMessages::sendMany(const Person& person, RoomId room, int count) {
    int failures = 0;
    for (int i = 0; i < count; ++i)
        person->ask<MessageSend>(messageFor(room, QString::number(i)),
                                 [&failures](const Result<Sent>& sent) { failures += sent ? 0 : 1; });
    QVERIFY(waitUntil([&] { return person->unanswered() == 0; }));
    QCOMPARE(failures, 0);
}

QList<Seq> TestCoreMessages::seqsOf(const QList<Event>& events) {
    QList<Seq> seqs;
    for (const Event& event : events)
        seqs.append(event.seq);
    return seqs;
}

void TestCoreMessages::sends() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    const UtcTime before = UtcTime::now();
    const MessageSend message = messageFor(room.id, text("cafe\xcc\x81 \xf0\x9f\x98\x80\r\n\tend"));
    VERIFY_OK(sent, ana->call(message));
    QCOMPARE(sent.seq, 4);
    QVERIFY(sent.at >= before && sent.at <= UtcTime::now());
    for (const Person* who : {&ana, &ben}) {
        QVERIFY(waitUntil([&] { return !(*who)->noticesOf<RoomEventNotice>().isEmpty(); }));
        const Event event = (*who)->noticesOf<RoomEventNotice>().first().event;
        QCOMPARE(event.room, room.id);
        QCOMPARE(event.seq, sent.seq);
        QCOMPARE(event.by, ana.id());
        QCOMPARE(event.at, sent.at);
        const auto posted = std::get<MessagePosted>(event.data);
        QCOMPARE(posted.body, text("caf\xc3\xa9 \xf0\x9f\x98\x80\n\tend"));
        QCOMPARE(posted.clientId, message.clientId);
        QVERIFY(!posted.replyTo);
    }
}

void TestCoreMessages::eventOrActivityButNeverBoth() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_OK(watched, ana->call(messageFor(room.id, QString(1000, u'w'))));
    QVERIFY(waitUntil([&] { return !ben->noticesOf<RoomActivity>().isEmpty(); }));
    const RoomActivity activity = ben->noticesOf<RoomActivity>().last();
    QCOMPARE(activity.room, room.id);
    QCOMPARE(activity.lastSeq, watched.seq);
    QCOMPARE(activity.name, text("Ana"));
    QCOMPARE(activity.message->body, QString(256, u'w'));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    ben->forgetNotices();
    VERIFY_DONE(ana->call(messageFor(room.id, text("in the room"))));
    QVERIFY(waitUntil([&] { return ben->noticesOf<RoomEventNotice>().size() == 1; }));
    VERIFY_DONE(ben->call(RoomExit{room.id}));
    VERIFY_DONE(ana->call(messageFor(room.id, text("again outside"))));
    QVERIFY(waitUntil([&] { return ben->noticesOf<RoomActivity>().size() == 1; }));
    VERIFY_DONE(ben->call(RoomList{}));
    QCOMPARE(ben->noticesOf<RoomEventNotice>().size(), 1);
    QCOMPARE(ben->noticesOf<RoomActivity>().size(), 1);
}

void TestCoreMessages::retryGivesTheFirstAnswer() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = newRoom(ana);
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    MessageSend message = messageFor(room.id, text("once"));
    VERIFY_OK(first, ana->call(message));
    sendMany(ana, room.id, 3);
    const Person again = againAs(m_daemon, ana, otherCodec());
    QVERIFY(again);
    for (const Person* who : {&ana, &again}) {
        VERIFY_OK(second, (*who)->call(message));
        QCOMPARE(second.seq, first.seq);
        QCOMPARE(second.at, first.at);
    }
    message.body = text("twice, changed");
    const Result<Sent> third = ana->call(message);
    QVERIFY(!third && third.error().kind == ErrorKind::InputInvalid); // no acknowledgement without storing
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomEventNotice>().size() >= 4; }));
    VERIFY_OK(page, ana->call(RoomEvents{room.id, 2, {}}));
    QCOMPARE(page.events.size(), 4);
    QCOMPARE(std::get<MessagePosted>(page.events.first().data).body, text("once"));
    QCOMPARE(ana->noticesOf<RoomEventNotice>().size(), 4);
}

void TestCoreMessages::clientIdsAreOnesOwn() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    MessageSend message = messageFor(room.id, text("mine"));
    VERIFY_OK(mine, ana->call(message));
    message.body = text("also mine");
    VERIFY_OK(his, ben->call(message));
    QCOMPARE(his.seq, mine.seq + 1);
}

void TestCoreMessages::repliesTo() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = newRoom(ana);
    VERIFY_OK(question, ana->call(messageFor(room.id, text("?"))));
    MessageSend reply = messageFor(room.id, text("!"));
    reply.replyTo = question.seq;
    VERIFY_OK(answer, ana->call(reply));
    VERIFY_OK(page, ana->call(RoomHistory{room.id, {}, 1}));
    QCOMPARE(page.messages.first().seq, answer.seq);
    QCOMPARE(page.messages.first().replyTo, question.seq);
    MessageSend toNoMessage = messageFor(room.id, text("to room.created"));
    toNoMessage.replyTo = 1;
    VERIFY_REFUSED(ana->call(toNoMessage), InputInvalid);
}

void TestCoreMessages::pagesEvents() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = newRoom(ana);
    sendMany(ana, room.id, 58); // 60 events
    QList<Seq> seen;
    for (bool more = true; more;) {
        const RoomEvents request{room.id, seen.isEmpty() ? 0 : seen.last(), 25};
        VERIFY_OK(page, ana->call(request));
        QVERIFY(page.events.size() <= 25);
        seen += seqsOf(page.events);
        more = page.more;
        QCOMPARE(page.users.size(), 1);
        QCOMPARE(page.users.first().name, text("Ana"));
    }
    QList<Seq> all(60);
    std::iota(all.begin(), all.end(), 1);
    QCOMPARE(seen, all);
    VERIFY_OK(unlimited, ana->call(RoomEvents{room.id, 0, {}}));
    QCOMPARE(unlimited.events.size(), limits::defaultPage);
    VERIFY_OK(behind, ana->call(RoomEvents{room.id, 60, {}}));
    QVERIFY(behind.events.isEmpty() && !behind.more);
    VERIFY_OK(exact, ana->call(RoomEvents{room.id, 35, 25}));
    QVERIFY(exact.events.size() == 25 && !exact.more);
}

void TestCoreMessages::pagesHistory() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = newRoom(ana);
    sendMany(ana, room.id, 60); // seq 3 to 62
    QList<Seq> seen;
    for (bool more = true; more;) {
        const auto before = seen.isEmpty() ? std::optional<Seq>() : seen.last();
        const RoomHistory request{room.id, before, 25};
        VERIFY_OK(page, ana->call(request));
        for (const Message& message : page.messages) {
            QCOMPARE(message.room, room.id);
            QCOMPARE(message.by, ana.id());
            QCOMPARE(message.body, QString::number(message.seq - 3));
            QVERIFY(message.clientId && !message.editedAt && !message.deletedAt);
            seen.append(message.seq);
        }
        more = page.more;
    }
    QList<Seq> all(60);
    std::iota(all.rbegin(), all.rend(), 3);
    QCOMPARE(seen, all);
    VERIFY_OK(first, ana->call(RoomHistory{room.id, 3, {}}));
    QVERIFY(first.messages.isEmpty() && !first.more);
}

void TestCoreMessages::draftsAreOnAllDevices() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    const Person phone = againAs(m_daemon, ana, otherCodec());
    QVERIFY(ana && ben && phone);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_OK(saved, ana->call(DraftSet{room.id, 2, text("half a th\xc3\xb6ught"), 1, {}, {}}));
    const Draft draft{room.id, 2, text("half a th\xc3\xb6ught"), 1, {}, {}, saved.at};
    QVERIFY(waitUntil([&] { return !phone->noticesOf<DraftChanged>().isEmpty(); }));
    QCOMPARE(phone->noticesOf<DraftChanged>().first().draft, draft);
    VERIFY_OK(mine, phone->call(DraftList{}));
    QCOMPARE(mine.drafts, QList<Draft>{draft});
    QVERIFY(!mine.more);
    VERIFY_OK(bens, ben->call(DraftList{}));
    QCOMPARE(bens.drafts, QList<Draft>());
    VERIFY_DONE(ana->call(RoomMembers{room.id, {}, {}})); // a notification would have come before
    QVERIFY(ben->noticesOf<DraftChanged>().isEmpty() && ana->noticesOf<DraftChanged>().isEmpty());
    const Result<DraftSaved> tooLong =
        ana->call(DraftSet{room.id, {}, QString(limits::messageBytes + 1, u'x'), {}, {}, {}});
    QCOMPARE(tooLong.error().kind, ErrorKind::MessageTooLong);
}

void TestCoreMessages::searches() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_OK(first, ana->call(messageFor(room.id, text("the caf\xc3\xa9 opens"))));
    VERIFY_OK(second, ana->call(messageFor(room.id, text("CAFE\xcc\x81 closed"))));
    SearchMessages request;
    request.query = text("cafe");
    request.room = room.id;
    request.limit = 1;
    VERIFY_OK(newest, ana->call(request));
    QCOMPARE(newest.hits.size(), 1);
    QCOMPARE(newest.hits.first().message.seq, second.seq);
    QCOMPARE(newest.hits.first().ranges, (QList<QList<int>>{{0, 4}})); // the server keeps one character for the two
    QCOMPARE(newest.users.size(), 1);
    QVERIFY(newest.cursor);
    request.cursor = newest.cursor;
    VERIFY_OK(oldest, ana->call(request));
    QCOMPARE(oldest.hits.size(), 1);
    QCOMPARE(oldest.hits.first().message.seq, first.seq);
    QCOMPARE(oldest.hits.first().ranges, (QList<QList<int>>{{4, 4}}));
    QVERIFY(!oldest.cursor);
    VERIFY_REFUSED(ben->call(request), RoomNotMember);
    request.room.reset();
    request.cursor.reset();
    VERIFY_OK(bens, ben->call(request));
    QVERIFY(bens.hits.isEmpty() && !bens.cursor);
}

void TestCoreMessages::countsUnread() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));                                 // 3
    sendMany(ana, room.id, 5);                                                     // 4 to 8
    VERIFY_DONE(ben->call(messageFor(room.id, text("one's own does not count")))); // 9
    VERIFY_OK(list, ben->call(RoomList{}));
    QCOMPARE(list.rooms.first().unread, 5);
    QCOMPARE(list.rooms.first().lastSeq, 9);
    QCOMPARE(list.rooms.first().lastMessageName, text("Ben"));
    VERIFY_OK(some, ben->call(RoomMarkRead{room.id, 6}));
    QCOMPARE(some.unread, 2);
    VERIFY_OK(back, ben->call(RoomMarkRead{room.id, 4}));
    QCOMPARE(back.unread, 2);
    VERIFY_OK(beyond, ben->call(RoomMarkRead{room.id, 4000}));
    QCOMPARE(beyond.unread, 0);
    VERIFY_OK(after, ben->call(RoomList{}));
    QCOMPARE(after.rooms.first().readSeq, 9);
}

void TestCoreMessages::countsMentions() {
    const Person ana = person("Ana");
    const char* const name = m_codec == Codec::Json ? "Ben Émile" : "Bén Émile";
    const Person ben = companion(name);
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(messageFor(room.id, QString(u"hello @" % text(name).toUpper() % u"!"))));
    VERIFY_DONE(ana->call(messageFor(room.id, text("not @Ben but somebody"))));
    VERIFY_OK(list, ben->call(RoomList{}));
    QCOMPARE(list.rooms.first().unread, 2);
    QCOMPARE(list.rooms.first().mentions, 1);
    VERIFY_OK(read, ben->call(RoomMarkRead{room.id, 4}));
    QCOMPARE(read.mentions, 0);
    QCOMPARE(read.unread, 1);
}

void TestCoreMessages::remembersReadingEverywhere() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Person elsewhere = againAs(m_daemon, ana, otherCodec());
    QVERIFY(elsewhere);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    VERIFY_OK(sent, ben->call(messageFor(room.id, text("read me"))));
    VERIFY_DONE(ana->call(RoomMarkRead{room.id, sent.seq}));
    for (const Person* who : {&ben, &elsewhere}) { // in the room; and outside of it, except the sender
        QVERIFY(waitUntil([&] { return !(*who)->noticesOf<RoomRead>().isEmpty(); }));
        const RoomRead read = (*who)->noticesOf<RoomRead>().first();
        QCOMPARE(read.by, ana.id());
        QCOMPARE(read.seq, sent.seq);
    }
    VERIFY_OK(list, elsewhere->call(RoomList{}));
    QCOMPARE(list.rooms.first().readSeq, sent.seq);
    QVERIFY(ana->noticesOf<RoomRead>().isEmpty());
}

void TestCoreMessages::entersWithoutAHole_data() {
    QTest::addColumn<bool>("exitsBetween");
    QTest::newRow("coming and going on one connection") << true;
    QTest::newRow("a new connection each time") << false;
}

/// While others send as fast as they can: what the answer brings and what comes live is every event, once, in order.
void TestCoreMessages::entersWithoutAHole() {
    QFETCH(bool, exitsBetween);
    constexpr int messages = 3000;
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    Person reader = person("Reader");
    QVERIFY(ana && ben && reader);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(reader->call(RoomJoin{room.id, {}}));
    int sent = 0;
    int failures = 0;
    const auto goOn = [&](const Person& sender) {
        while (sent < messages && sender->unanswered() < 64) {
            ++sent;
            sender->ask<MessageSend>(messageFor(room.id, QString::number(sent)),
                                     [&failures](const Result<Sent>& answer) { failures += answer ? 0 : 1; });
        }
    };
    QList<Seq> seen;
    int visits = 0;
    const auto isOver = [&] { return sent == messages && ana->unanswered() == 0 && ben->unanswered() == 0; };
    for (bool last = false; !last;) {
        last = isOver(); // one more visit after the end
        goOn(ana);
        goOn(ben);
        const RoomEnter enter{room.id, seen.isEmpty() ? 0 : seen.last()};
        reader->forgetNotices();
        VERIFY_OK(entered, reader->call(enter));
        ++visits;
        seen += seqsOf(entered.events);
        // Live for as long as it takes: some events, or the end.
        QVERIFY(waitUntil([&] {
            goOn(ana);
            goOn(ben);
            return isOver() || reader->noticesOf<RoomEventNotice>().size() > 20;
        }));
        QVERIFY(entered.more || seen.isEmpty() || seen.last() >= entered.lastSeq);
        VERIFY_DONE(reader->call(RoomExit{room.id})); // whatever was live came before this answer
        if (!entered.more) {
            for (const RoomEventNotice& notice : reader->noticesOf<RoomEventNotice>())
                seen.append(notice.event.seq);
        }
        last = last && !entered.more;
        if (!exitsBetween)
            reader = againAs(m_daemon, reader, m_codec, true);
        QVERIFY(reader);
    }
    QList<Seq> all(messages + 4); // created, three joined
    std::iota(all.begin(), all.end(), 1);
    QCOMPARE(seen.size(), all.size());
    QCOMPARE(seen, all);
    QCOMPARE(failures, 0);
    QVERIFY(visits > 1);
}

QTEST_GUILESS_MAIN(TestCoreMessages)
#include "tst_coremessages.moc"

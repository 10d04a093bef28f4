// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/coretest.h"

#include <QDeadlineTimer>

using namespace confab;
using namespace confab::test;

/// Being in a room now: who is here, how many fit, who types.
class TestCorePresence : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoIsHere();
    void countsAPersonOnce();
    void noticesWhoHungUp();
    void keepsToCapacity();
    void seatOfAPersonIsOne();
    void seatIsFreeAfterward();
    void tellsWhoTypes();
    void entersAgain();

private:
    static QSet<UserId> idsOf(const QList<User>& users);
};

QSet<UserId> TestCorePresence::idsOf(const QList<User>& users) {
    QSet<UserId> ids;
    for (const User& user : users)
        ids.insert(user.id);
    return ids;
}

void TestCorePresence::tellsWhoIsHere() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_OK(first, ana->call(RoomEnter{room.id, {}}));
    QCOMPARE(idsOf(first.here), QSet<UserId>{ana.id()});
    QVERIFY(first.events.isEmpty() && !first.more);
    QCOMPARE(first.lastSeq, 3);
    VERIFY_OK(second, ben->call(RoomEnter{room.id, 1}));
    QCOMPARE(idsOf(second.here), (QSet<UserId>{ana.id(), ben.id()}));
    QCOMPARE(second.events.size(), 2);
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomPresence>().size() == 1; }));
    QCOMPARE(ana->noticesOf<RoomPresence>().first().user.name, text("Ben"));
    QCOMPARE(ana->noticesOf<RoomPresence>().first().state, PresenceState::Here);
    VERIFY_OK(list, ana->call(RoomList{}));
    QCOMPARE(list.rooms.first().here, 2);
    VERIFY_DONE(ben->call(RoomExit{room.id}));
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomPresence>().size() == 2; }));
    QCOMPARE(ana->noticesOf<RoomPresence>().last().state, PresenceState::Gone);
    VERIFY_DONE(ben->call(RoomExit{room.id})); // exiting without having entered is allowed
    VERIFY_OK(after, ana->call(RoomList{}));
    QCOMPARE(after.rooms.first().here, 1);
    QVERIFY(ben->noticesOf<RoomPresence>().isEmpty()); // no client is told about itself
}

void TestCorePresence::countsAPersonOnce() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Person benToo = againAs(m_daemon, ben, m_codec);
    QVERIFY(benToo);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    VERIFY_OK(entered, benToo->call(RoomEnter{room.id, {}}));
    QCOMPARE(entered.here.size(), 2);
    VERIFY_DONE(ben->call(RoomExit{room.id}));
    VERIFY_DONE(ana->call(RoomList{}));
    QCOMPARE(ana->noticesOf<RoomPresence>().size(), 1); // still here, on the other
    VERIFY_DONE(benToo->call(RoomExit{room.id}));
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomPresence>().size() == 2; }));
}

void TestCorePresence::noticesWhoHungUp() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    ben->abort();
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomPresence>().size() == 2; }));
    QCOMPARE(ana->noticesOf<RoomPresence>().last().user.id, ben.id());
    QCOMPARE(ana->noticesOf<RoomPresence>().last().state, PresenceState::Gone);
}

void TestCorePresence::keepsToCapacity() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    const Person chi = companion("Chi");
    QVERIFY(ana && ben && chi);
    const Room room = newRoom(ana, RoomCreate{text("Two seats"), {}, {}, 2, {}, {}});
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(chi->call(RoomJoin{room.id, {}})); // may be members, may not all be here
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    const auto refused = chi->call(RoomEnter{room.id, {}});
    VERIFY_REFUSED(refused, RoomFull);
    QCOMPARE(refused.error().capacity, 2);
    ana->forgetNotices();
    VERIFY_DONE(chi->call(messageFor(room.id, text("from outside"))));
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomEventNotice>().size() == 1; }));
    QVERIFY(chi->noticesOf<RoomEventNotice>().isEmpty());
    QVERIFY(ana->noticesOf<RoomPresence>().isEmpty());
}

void TestCorePresence::seatOfAPersonIsOne() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Person again = againAs(m_daemon, ana, otherCodec());
    QVERIFY(again);
    const Room room = newRoom(ana, RoomCreate{text("One seat"), {}, {}, 1, {}, {}});
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(again->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
}

void TestCorePresence::seatIsFreeAfterward() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana, RoomCreate{text("One seat"), {}, {}, 1, {}, {}});
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_REFUSED(ben->call(RoomEnter{room.id, {}}), RoomFull);
    VERIFY_DONE(ana->call(RoomExit{room.id}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    VERIFY_REFUSED(ana->call(RoomEnter{room.id, {}}), RoomFull);
    ben->abort();
    // Clients outside the room are not told: poll until the server has noticed.
    const QDeadlineTimer deadline(patience);
    while (!ana->call(RoomEnter{room.id, {}}))
        QVERIFY(!deadline.hasExpired());
}

void TestCorePresence::tellsWhoTypes() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    const Person chi = companion("Chi");
    QVERIFY(ana && ben && chi);
    const Room room = newRoom(ana);
    for (const Person* member : {&ben, &chi})
        VERIFY_DONE((*member)->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ana->call(TypingSet{room.id, true}));
    VERIFY_DONE(ana->call(TypingSet{room.id, false}));
    QVERIFY(waitUntil([&] { return ben->noticesOf<RoomTyping>().size() == 2; }));
    QCOMPARE(ben->noticesOf<RoomTyping>().first().by, ana.id());
    QVERIFY(ben->noticesOf<RoomTyping>().first().on);
    QVERIFY(!ben->noticesOf<RoomTyping>().last().on);
    for (const Person* other : {&ana, &chi}) {
        VERIFY_DONE((*other)->call(RoomList{}));
        QVERIFY((*other)->noticesOf<RoomTyping>().isEmpty());
    }
    VERIFY_OK(page, ana->call(RoomEvents{room.id, 0, {}}));
    QCOMPARE(page.events.size(), 4); // it is not kept
}

/// Entering twice brings the page again and changes nothing else.
void TestCorePresence::entersAgain() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_OK(again, ana->call(RoomEnter{room.id, 0}));
    QCOMPARE(again.events.size(), 3);
    QCOMPARE(again.here.size(), 2);
    VERIFY_DONE(ben->call(messageFor(room.id, text("once"))));
    QVERIFY(waitUntil([&] { return !ana->noticesOf<RoomEventNotice>().isEmpty(); }));
    VERIFY_DONE(ana->call(RoomExit{room.id}));
    QVERIFY(waitUntil([&] { return ben->noticesOf<RoomPresence>().size() == 2; })); // here, gone
    QCOMPARE(ana->noticesOf<RoomEventNotice>().size(), 1);
}

QTEST_GUILESS_MAIN(TestCorePresence)
#include "tst_corepresence.moc"

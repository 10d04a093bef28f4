// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/coretest.h"

using namespace confab;
using namespace confab::test;

/// What a member is told of a room, on all devices, and who has read a message.
class TestCoreMarks : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void levelsAreOnAllDevices();
    void readersAreListed();
};

void TestCoreMarks::levelsAreOnAllDevices() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Person elsewhere = againAs(m_daemon, ana, otherCodec());
    QVERIFY(elsewhere);
    const Room room = newRoom(ana);
    QVERIFY(!room.notify);
    const UtcTime end{UtcTime::now().ms + 3'600'000};
    VERIFY_DONE(ana->call(RoomNotify{room.id, NotifyLevel::None, end}));
    QVERIFY(waitUntil([&] { return !elsewhere->noticesOf<RoomNotifyChanged>().isEmpty(); }));
    const RoomNotifyChanged told = elsewhere->noticesOf<RoomNotifyChanged>().first();
    QCOMPARE(told.room, room.id);
    QCOMPARE(told.level, NotifyLevel::None);
    QCOMPARE(told.until, std::optional(end));
    VERIFY_OK(list, elsewhere->call(RoomList{}));
    QCOMPARE(list.rooms.first().notify, std::optional(NotifyLevel::None));
    QCOMPARE(list.rooms.first().notifyUntil, std::optional(end));
    VERIFY_REFUSED(ana->call(RoomNotify{room.id, NotifyLevel::All, UtcTime{1}}), InputInvalid);
    VERIFY_DONE(elsewhere->call(RoomNotify{room.id, NotifyLevel::Mentions, {}}));
    QVERIFY(waitUntil([&] { return !ana->noticesOf<RoomNotifyChanged>().isEmpty(); }));
    QVERIFY(!ana->noticesOf<RoomNotifyChanged>().first().until);
    const Person later = againAs(m_daemon, ana, m_codec);
    QVERIFY(later);
    VERIFY_OK(again, later->call(RoomList{}));
    QCOMPARE(again.rooms.first().notify, std::optional(NotifyLevel::Mentions));
    QVERIFY(!again.rooms.first().notifyUntil);
    const Person ben = companion("Ben");
    QVERIFY(ben);
    VERIFY_REFUSED(ben->call(RoomNotify{room.id, NotifyLevel::None, {}}), RoomNotMember);
}

void TestCoreMarks::readersAreListed() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_OK(before, ana->call(messageFor(room.id, text("before he came"))));
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_OK(sent, ana->call(messageFor(room.id, text("read me"))));
    VERIFY_OK(none, ana->call(MessageReaders{room.id, before.seq, {}, {}}));
    QVERIFY(none.readers.isEmpty() && !none.more);
    const UtcTime since = UtcTime::now();
    VERIFY_DONE(ben->call(RoomMarkRead{room.id, sent.seq}));
    QVERIFY(waitUntil([&] { return !ana->noticesOf<RoomRead>().isEmpty(); }));
    VERIFY_OK(read, ana->call(MessageReaders{room.id, sent.seq, {}, 1}));
    QCOMPARE(read.readers.size(), 1);
    QCOMPARE(read.readers.first().user.id, ben.id());
    QVERIFY(read.readers.first().at >= since);
    VERIFY_OK(after, ana->call(MessageReaders{room.id, sent.seq, ben.id(), {}}));
    QVERIFY(after.readers.isEmpty());
    const Person stranger = companion("Chi");
    QVERIFY(stranger);
    VERIFY_REFUSED(stranger->call(MessageReaders{room.id, sent.seq, {}, {}}), RoomNotMember);
}

QTEST_GUILESS_MAIN(TestCoreMarks)
#include "tst_coremarks.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/coretest.h"

using namespace confab;
using namespace confab::test;

/// Who may not write: mutes, slow mode, and blocks.
class TestCoreSilences : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void mutes() {
        const Person ana = companion("Ana");
        const Person ben = person("Ben");
        QVERIFY(ana && ben);
        const Room room = newRoom(ana);
        VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
        const UtcTime until{UtcTime::now().ms + 3'600'000};
        VERIFY_REFUSED(ben->call(RoomMute{room.id, ana.id(), {}}), RoomForbidden);
        VERIFY_DONE(ana->call(RoomMute{room.id, ben.id(), OrNull<UtcTime>{until}}));
        QVERIFY(waitUntil([&] {
            const auto heard = ben->noticesOf<RoomActivity>();
            return !heard.isEmpty() && heard.last().muted && heard.last().muted->until == until;
        }));
        const auto refused = ben->call(messageFor(room.id, text("still here")));
        QVERIFY(!refused && refused.error().kind == ErrorKind::RoomMuted);
        QCOMPARE(refused.error().untilMs, std::optional(until.ms));
        VERIFY_DONE(ben->call(RoomLeave{room.id}));
        VERIFY_OK(again, ben->call(RoomJoin{room.id, {}}));
        QVERIFY(again.room.muted == true && again.room.mutedUntil == until);
        VERIFY_REFUSED(ben->call(messageFor(room.id, text("back again"))), RoomMuted);
        VERIFY_DONE(ana->call(RoomMute{room.id, ben.id(), OrNull<UtcTime>{}}));
        VERIFY_DONE(ben->call(messageFor(room.id, text("thanks"))));
        VERIFY_DONE(ana->call(RoomMute{room.id, ben.id(), {}})); // without an end
        VERIFY_OK(members, ben->call(RoomMembers{room.id, {}, {}}));
        const Member& own = members.members.last();
        QVERIFY(own.id == ben.id() && own.muted == true && !own.mutedUntil);
    }

    void slowsDown() {
        const Person ana = companion("Ana");
        const Person ben = person("Ben");
        QVERIFY(ana && ben);
        const Room room = newRoom(ana);
        VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
        RoomUpdate slow;
        slow.room = room.id;
        slow.slowModeMs = OrNull<qint64>{3'600'000};
        VERIFY_OK(updated, ana->call(slow));
        QCOMPARE(updated.room.slowModeMs, std::optional(qint64(3'600'000)));
        const MessageSend first = messageFor(room.id, text("first"));
        VERIFY_OK(sent, ben->call(first));
        const auto refused = ben->call(messageFor(room.id, text("second")));
        QVERIFY(!refused && refused.error().kind == ErrorKind::RateLimited);
        QVERIFY(refused.error().retryAfterMs.value_or(0) > 3'000'000);
        VERIFY_OK(repeated, ben->call(first)); // its answer was lost
        QCOMPARE(repeated.seq, sent.seq);
        VERIFY_DONE(ana->call(messageFor(room.id, text("one"))));
        VERIFY_DONE(ana->call(messageFor(room.id, text("two"))));
        slow.slowModeMs = OrNull<qint64>{};
        VERIFY_DONE(ana->call(slow));
        VERIFY_DONE(ben->call(messageFor(room.id, text("second"))));
    }

    void blocks() {
        const Person ana = person("Ana");
        const Person ben = companion("Ben");
        const Person chi = person("Chi");
        QVERIFY(ana && ben && chi);
        const Person phone = againAs(m_daemon, ana, otherCodec(), true);
        QVERIFY(phone);
        VERIFY_OK(direct, ben->call(DirectOpen{{ana.id()}}));
        VERIFY_DONE(ana->call(UserBlock{ben.id(), true}));
        VERIFY_DONE(ana->call(UserBlock{chi.id(), true}));
        QVERIFY(waitUntil([&] { return phone->noticesOf<UserUpdated>().size() == 2; }));
        const User told = phone->noticesOf<UserUpdated>().first().user;
        QVERIFY(told.id == ben.id() && told.blocked == true);
        VERIFY_REFUSED(ben->call(messageFor(direct.room.id, text("hello?"))), UserBlocked);
        VERIFY_REFUSED(chi->call(DirectOpen{{ana.id()}}), UserBlocked);
        VERIFY_OK(blocked, phone->call(UserBlocks{}));
        QCOMPARE(blocked.users.size(), 2);
        VERIFY_OK(asked, ana->call(UserGet{{ben.id()}}));
        QCOMPARE(asked.users.first().blocked, std::optional(true));
        VERIFY_OK(askedByBen, ben->call(UserGet{{ana.id()}}));
        QVERIFY(!askedByBen.users.first().blocked);
        VERIFY_DONE(ana->call(UserBlock{ben.id(), false}));
        VERIFY_DONE(ben->call(messageFor(direct.room.id, text("hello!"))));
        QVERIFY(ben->noticesOf<UserUpdated>().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCoreSilences)
#include "tst_coresilences.moc"

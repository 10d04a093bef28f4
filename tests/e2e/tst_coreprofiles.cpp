// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/profile.h"
#include "tests/e2e/coretest.h"

using namespace confab;
using namespace confab::test;

/// What people tell others of themselves, over the wire.
class TestCoreProfiles : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void aProfileReachesThoseWhoShareARoom();
    void presenceIsToldAndKept();
    void invisibleIsOffline();
};

void TestCoreProfiles::aProfileReachesThoseWhoShareARoom() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    const Person eve = companion("Eve");
    QVERIFY(ana && ben && eve);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    ProfileUpdate request;
    request.name = text("Ana Lima");
    const UtcTime until{UtcTime::now().ms + 3'600'000};
    request.status = OrNull<UserStatus>{UserStatus{text("On holiday"), text("🌴"), until}};
    VERIFY_OK(answer, ana->call(request));
    QCOMPARE(answer.user.name, text("Ana Lima"));
    QVERIFY(answer.user.email);
    QVERIFY(waitUntil([&] { return ben->noticesOf<UserUpdated>().size() == 1; }));
    const User told = ben->noticesOf<UserUpdated>().first().user;
    QCOMPARE(told.id, ana.id());
    QCOMPARE(told.name, text("Ana Lima"));
    QCOMPARE(told.status, std::optional(UserStatus{text("On holiday"), text("🌴"), until}));
    QVERIFY(!told.email);
    VERIFY_DONE(eve->call(RoomList{})); // what was sent before has arrived
    QVERIFY(eve->noticesOf<UserUpdated>().isEmpty());
    ProfileUpdate late;
    late.status = OrNull<UserStatus>{UserStatus{text("x"), {}, UtcTime{1}}};
    VERIFY_REFUSED(ana->call(late), InputInvalid);
    late.status = OrNull<UserStatus>{};
    VERIFY_OK(cleared, ana->call(late));
    QVERIFY(!cleared.user.status);
}

void TestCoreProfiles::presenceIsToldAndKept() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(PresenceSet{PresenceChoice::DoNotDisturb}));
    QVERIFY(waitUntil([&] { return ben->noticesOf<UserUpdated>().size() == 1; }));
    QCOMPARE(ben->noticesOf<UserUpdated>().first().user.presence, std::optional(Availability::DoNotDisturb));
    const Person again = againAs(m_daemon, ana, otherCodec());
    QVERIFY(again);
    VERIFY_OK(users, again->call(UserGet{{ana.id()}}));
    QCOMPARE(users.users.first().presence, std::optional(Availability::DoNotDisturb));
}

void TestCoreProfiles::invisibleIsOffline() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ana->call(PresenceSet{PresenceChoice::Invisible}));
    QVERIFY(waitUntil([&] { return ben->noticesOf<RoomPresence>().size() == 2; }));
    QCOMPARE(ben->noticesOf<RoomPresence>().last().state, PresenceState::Gone);
    VERIFY_DONE(ana->call(TypingSet{room.id, true}));
    VERIFY_OK(members, ben->call(RoomMembers{room.id, {}, {}}));
    QVERIFY(!members.members.first().here);
    QCOMPARE(members.members.first().presence, std::optional(Availability::Offline));
    QVERIFY(ben->noticesOf<RoomTyping>().isEmpty());
    VERIFY_DONE(ana->call(PresenceSet{PresenceChoice::Online}));
    QVERIFY(waitUntil([&] { return ben->noticesOf<RoomPresence>().size() == 3; }));
}

QTEST_GUILESS_MAIN(TestCoreProfiles)
#include "tst_coreprofiles.moc"

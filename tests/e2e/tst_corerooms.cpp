// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/coretest.h"

using namespace confab;
using namespace confab::test;

/// Rooms and memberships.
class TestCoreRooms : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void creates();
    void createsWithEverything();
    void listsAndFinds();
    void listsManyInPages();
    void joins();
    void joinsOnce();
    void asksForThePassword();
    void slowsDownGuessing();
    void hidesPrivateRooms();
    void keepsToMaxMembers();
    void leaves();
    void handsOver();
    void givesAnEmptyRoomToTheNext();
    void putsPeopleOut();
    void deletes();
    void tellsOwnOtherConnections();
    void pagesMembers();

private:
    static RoomCreate roomCalled(const char* name) { return RoomCreate{text(name), {}, {}, {}, {}, {}}; }
    QStringList eventTypes(const Person& member, RoomId room);
};

QStringList TestCoreRooms::eventTypes(const Person& member, RoomId room) {
    const auto page = member->call(RoomEvents{room, 0, limits::eventsPerPage});
    QStringList types;
    for (const Event& event : page ? page->events : QList<Event>())
        types.append(eventType(event.data));
    return types;
}

void TestCoreRooms::creates() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    VERIFY_OK(made, ana->call(roomCalled(" Général ")));
    const Room room = made.room;
    QVERIFY(room.id);
    QCOMPARE(room.name, text("Général"));
    QCOMPARE(room.kind, RoomKind::Room);
    QCOMPARE(room.visibility, Visibility::Public);
    QCOMPARE(room.lastSeq, 2);
    QCOMPARE(room.members, 1);
    QCOMPARE(room.unread, 0);
    QVERIFY(room.role == Role::Owner);
    QVERIFY(!room.capacity && !room.maxMembers && !room.hasPassword && !room.lastMessage);
    QCOMPARE(eventTypes(ana, room.id), (QStringList{text("room.created"), text("member.joined")}));
}

void TestCoreRooms::createsWithEverything() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const RoomCreate request{text("Full"), text("all of it"), Secret{text("sesame")}, 3, 4, Visibility::Private};
    VERIFY_OK(made, ana->call(request));
    VERIFY_OK(list, ana->call(RoomList{}));
    QCOMPARE(list.rooms.size(), 1);
    for (const Room& room : {made.room, list.rooms.first()}) {
        QCOMPARE(room.topic, text("all of it"));
        QVERIFY(room.hasPassword);
        QCOMPARE(room.capacity, 3);
        QCOMPARE(room.maxMembers, 4);
        QCOMPARE(room.visibility, Visibility::Private);
    }
}

void TestCoreRooms::listsAndFinds() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const QString mark = m_codec == Codec::Json ? text("Zürich") : text("Würzburg");
    const Room first = newRoom(ana, QString(mark % u" One"));
    const Room second = newRoom(ana, QString(u"Two of " % mark.toUpper()));
    newRoom(ana, text("Elsewhere 100%_"));
    VERIFY_DONE(ben->call(RoomJoin{second.id, {}}));
    VERIFY_OK(found, ben->call(RoomFind{mark.toLower(), {}}));
    QCOMPARE(found.rooms.size(), 2);
    QCOMPARE(found.rooms.at(0).id, first.id); // the name begins so: before the one with more members
    QVERIFY(!found.rooms.at(0).role);
    QCOMPARE(found.rooms.at(1).id, second.id);
    QCOMPARE(found.rooms.at(1).members, 2);
    QVERIFY(found.rooms.at(1).role == Role::Member);
    VERIFY_OK(one, ben->call(RoomFind{mark, 1}));
    QCOMPARE(one.rooms.size(), 1);
    VERIFY_OK(wild, ben->call(RoomFind{QString(mark % u"%"), {}})); // no wildcards
    QVERIFY(wild.rooms.isEmpty());
    VERIFY_OK(everything, ben->call(RoomFind{{}, limits::foundRooms}));
    QVERIFY(everything.rooms.size() >= 3);
    VERIFY_OK(list, ben->call(RoomList{}));
    QCOMPARE(list.rooms.size(), 1);
}

/// The answer to a sign-in has as many rooms as fit, and the connection watches all of them.
void TestCoreRooms::listsManyInPages() {
    constexpr int count = limits::listedRooms + 20;
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    RoomId last;
    for (int i = 0; i < count; ++i)
        ana->ask<RoomCreate>(roomCalled("One of many"), [&last](const Result<RoomAnswer>& made) {
            last = made ? std::max(last, made->room.id) : last;
        });
    QVERIFY(waitUntil([&] { return ana->unanswered() == 0; }));
    VERIFY_OK(whole, ana->call(RoomList{}));
    QVERIFY(whole.more.value_or(false));

    TestClient again(m_daemon.url(), m_codec);
    QVERIFY(again.open());
    VERIFY_OK(resumed, again.call(SessionResume{ana.auth.accessToken}));
    QCOMPARE(resumed.rooms.size(), limits::listedRooms);
    QCOMPARE(resumed.more, std::optional(true));
    VERIFY_OK(rest, again.call(RoomList{resumed.rooms.last().id}));
    QCOMPARE(rest.rooms.size(), count - limits::listedRooms);
    QVERIFY(!rest.more);
    QCOMPARE(rest.rooms.last().id, last);

    VERIFY_OK(joined, ben->call(RoomJoin{last, {}}));
    VERIFY_OK(sent, ben->call(messageFor(last, text("at the end"))));
    QVERIFY(waitUntil([&] {
        const auto told = again.noticesOf<RoomActivity>();
        return std::ranges::any_of(told,
                                   [&](const RoomActivity& a) { return a.room == last && a.lastSeq == sent.seq; });
    }));
}

void TestCoreRooms::joins() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_OK(joined, ben->call(RoomJoin{room.id, {}}));
    QCOMPARE(joined.room.members, 2);
    QCOMPARE(joined.room.here, 1);
    QVERIFY(joined.room.role == Role::Member);
    QCOMPARE(joined.room.unread, 0); // what was before is not unread
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomEventNotice>().size() == 1; }));
    const Event event = ana->noticesOf<RoomEventNotice>().first().event;
    QCOMPARE(event.seq, 3);
    QCOMPARE(event.by, ben.id());
    const auto* member = std::get_if<MemberJoined>(&event.data);
    QVERIFY(member);
    QCOMPARE(member->user, ben.id());
    QCOMPARE(member->name, text("Ben"));
}

void TestCoreRooms::joinsOnce() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = newRoom(ana);
    VERIFY_OK(again, ana->call(RoomJoin{room.id, {}}));
    QVERIFY(again.room.role == Role::Owner);
    QCOMPARE(eventTypes(ana, room.id).size(), 2);
}

void TestCoreRooms::asksForThePassword() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana, RoomCreate{text("Locked"), {}, Secret{text("sésame")}, {}, {}, Visibility::Private});
    VERIFY_REFUSED(ben->call(RoomJoin{room.id, {}}), RoomWrongPassword);
    VERIFY_REFUSED(ben->call(RoomJoin{room.id, Secret{}}), RoomWrongPassword);
    VERIFY_REFUSED(ben->call(RoomJoin{room.id, Secret{text("Sésame")}}), RoomWrongPassword);
    VERIFY_DONE(ana->call(RoomJoin{room.id, {}})); // a member needs none
    VERIFY_DONE(ben->call(RoomJoin{room.id, Secret{text("sésame")}}));
    VERIFY_DONE(ben->call(messageFor(room.id, text("in"))));
}

void TestCoreRooms::slowsDownGuessing() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana, RoomCreate{text("Locked"), {}, Secret{text("sesame")}, {}, {}, {}});
    for (int i = 0; i < 5; ++i)
        VERIFY_REFUSED(ben->call(RoomJoin{room.id, Secret{QString::number(i)}}), RoomWrongPassword);
    const auto limited = ben->call(RoomJoin{room.id, Secret{text("sesame")}});
    VERIFY_REFUSED(limited, RateLimited);
    QVERIFY(limited.error().retryAfterMs.value_or(0) > 0);
}

void TestCoreRooms::hidesPrivateRooms() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const QString name = m_codec == Codec::Json ? text("Hidden J") : text("Hidden C");
    const Room room = newRoom(ana, RoomCreate{name, {}, {}, {}, {}, Visibility::Private});
    for (const Person* who : {&ana, &ben}) {
        VERIFY_OK(found, (*who)->call(RoomFind{name, {}}));
        QVERIFY(found.rooms.isEmpty());
    }
    VERIFY_REFUSED(ben->call(RoomJoin{room.id, {}}), RoomNotFound);
    VERIFY_REFUSED(ben->call(RoomJoin{room.id, Secret{text("guess")}}), RoomNotFound);
}

void TestCoreRooms::keepsToMaxMembers() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    const Person chi = companion("Chi");
    QVERIFY(ana && ben && chi);
    const Room room = newRoom(ana, RoomCreate{text("Two"), {}, {}, {}, 2, {}});
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    const auto refused = chi->call(RoomJoin{room.id, {}});
    VERIFY_REFUSED(refused, RoomFull);
    QCOMPARE(refused.error().capacity, 2);
    VERIFY_DONE(ben->call(RoomLeave{room.id}));
    VERIFY_DONE(chi->call(RoomJoin{room.id, {}}));
}

void TestCoreRooms::leaves() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    ben->forgetNotices();
    VERIFY_DONE(ben->call(RoomLeave{room.id}));
    VERIFY_DONE(ana->call(messageFor(room.id, text("behind the back"))));
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomEventNotice>().size() == 2; }));
    const Event left = ana->noticesOf<RoomEventNotice>().first().event;
    QVERIFY(std::get_if<MemberLeft>(&left.data));
    QCOMPARE(std::get<MemberLeft>(left.data).user, ben.id());
    QVERIFY(waitUntil([&] { return ana->noticesOf<RoomPresence>().size() == 2; })); // here, gone
    VERIFY_OK(rooms, ben->call(RoomList{}));
    QVERIFY(rooms.rooms.isEmpty());
    QVERIFY(ben->notices().isEmpty());
}

void TestCoreRooms::handsOver() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    const Person chi = companion("Chi");
    QVERIFY(ana && ben && chi);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(chi->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ana->call(RoomLeave{room.id}));
    const QStringList types = eventTypes(chi, room.id);
    QCOMPARE(types.mid(4), (QStringList{text("member.left"), text("member.role")}));
    VERIFY_REFUSED(chi->call(RoomDelete{room.id}), RoomForbidden);
    VERIFY_DONE(ben->call(RoomDelete{room.id})); // member of longest standing
}

void TestCoreRooms::givesAnEmptyRoomToTheNext() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ana->call(RoomLeave{room.id}));
    VERIFY_OK(joined, ben->call(RoomJoin{room.id, {}}));
    QVERIFY(joined.room.role == Role::Owner);
    QCOMPARE(joined.room.members, 1);
}

void TestCoreRooms::putsPeopleOut() {
    const Person ana = companion("Ana");
    const Person ben = person("Ben");
    const Person chi = person("Chi");
    QVERIFY(ana && ben && chi);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(chi->call(RoomJoin{room.id, {}}));
    VERIFY_REFUSED(ben->call(RoomBan{room.id, chi.id(), {}, {}}), RoomForbidden);
    VERIFY_DONE(ana->call(RoomSetRole{room.id, ben.id(), Role::Moderator}));
    QVERIFY(waitUntil([&] {
        const auto heard = ben->noticesOf<RoomActivity>();
        return !heard.isEmpty() && heard.last().role && heard.last().role->role == Role::Moderator;
    }));
    VERIFY_DONE(chi->call(RoomEnter{room.id, {}}));
    const UtcTime until{UtcTime::now().ms + 3'600'000};
    VERIFY_DONE(ben->call(RoomBan{room.id, chi.id(), until, text("too loud")}));
    QVERIFY(waitUntil([&] { return !chi->noticesOf<RoomRemoved>().isEmpty(); }));
    const std::optional<PutOut> how = chi->noticesOf<RoomRemoved>().first().putOut;
    QVERIFY(how && how->by.id == ben.id() && how->reason == Departure::Banned);
    QCOMPARE(how->note, std::optional(text("too loud")));
    QCOMPARE(how->until, std::optional(until));
    chi->forgetNotices();
    VERIFY_DONE(ana->call(messageFor(room.id, text("behind the back"))));
    const auto refused = chi->call(RoomJoin{room.id, {}});
    QVERIFY(!refused && refused.error().kind == ErrorKind::RoomBanned);
    QCOMPARE(refused.error().untilMs, std::optional(until.ms));
    VERIFY_OK(rooms, chi->call(RoomList{}));
    QVERIFY(rooms.rooms.isEmpty() && chi->notices().isEmpty());
    VERIFY_OK(bans, ben->call(RoomBans{room.id, {}}));
    QVERIFY(bans.bans.size() == 1 && bans.bans[0].user.id == chi.id() && bans.bans[0].by == ben.id());
    VERIFY_DONE(ana->call(RoomUnban{room.id, chi.id()}));
    VERIFY_DONE(chi->call(RoomJoin{room.id, {}}));
    QCOMPARE(eventTypes(chi, room.id).last(), text("member.joined"));
}

void TestCoreRooms::deletes() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Person benElsewhere = againAs(m_daemon, ben, m_codec, true);
    QVERIFY(benElsewhere);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    ana->forgetNotices();
    VERIFY_DONE(ana->call(RoomDelete{room.id}));
    for (const Person* who : {&ben, &benElsewhere}) {
        QVERIFY(waitUntil([&] { return !(*who)->noticesOf<RoomRemoved>().isEmpty(); }));
        const RoomRemoved removed = (*who)->noticesOf<RoomRemoved>().first();
        QCOMPARE(removed.room, room.id);
        QCOMPARE(removed.reason, RemovalReason::Deleted);
        VERIFY_OK(rooms, (*who)->call(RoomList{}));
        QVERIFY(rooms.rooms.isEmpty());
    }
    VERIFY_OK(found, ana->call(RoomFind{{}, limits::foundRooms}));
    for (const Room& other : found.rooms)
        QVERIFY(other.id != room.id);
    QVERIFY(ana->noticesOf<RoomRemoved>().isEmpty()); // the caller has the answer
}

void TestCoreRooms::tellsOwnOtherConnections() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Person elsewhere = againAs(m_daemon, ana, otherCodec());
    QVERIFY(elsewhere);
    const Room room = newRoom(ana, text("Seen everywhere"));
    QVERIFY(waitUntil([&] { return !elsewhere->noticesOf<RoomAdded>().isEmpty(); }));
    QCOMPARE(elsewhere->noticesOf<RoomAdded>().first().room.name, text("Seen everywhere"));
    QVERIFY(elsewhere->noticesOf<RoomAdded>().first().room.role == Role::Owner);
    VERIFY_DONE(ana->call(messageFor(room.id, text("watched"))));
    QVERIFY(waitUntil([&] { return !elsewhere->noticesOf<RoomActivity>().isEmpty(); }));
    VERIFY_DONE(ana->call(RoomLeave{room.id}));
    QVERIFY(waitUntil([&] { return !elsewhere->noticesOf<RoomRemoved>().isEmpty(); }));
    QCOMPARE(elsewhere->noticesOf<RoomRemoved>().first().reason, RemovalReason::Left);
    VERIFY_DONE(ana->call(RoomList{}));
    QVERIFY(ana->noticesOf<RoomAdded>().isEmpty() && ana->noticesOf<RoomRemoved>().isEmpty());
}

void TestCoreRooms::pagesMembers() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = newRoom(ana);
    QList<UserId> joined{ana.id()};
    for (const char* name : {"Ben", "Chi", "Dan"}) {
        const Person member = companion(name);
        QVERIFY(member);
        VERIFY_DONE(member->call(RoomJoin{room.id, {}}));
        joined.append(member.id());
    }
    QList<UserId> seen;
    std::optional<UserId> after;
    for (bool more = true; more;) {
        const RoomMembers request{room.id, after, 2};
        VERIFY_OK(page, ana->call(request));
        QVERIFY(page.members.size() <= 2 && !page.members.isEmpty());
        for (const Member& member : page.members) {
            QCOMPARE(member.role, member.id == ana.id() ? Role::Owner : Role::Member);
            seen.append(member.id);
        }
        after = seen.last();
        more = page.more;
    }
    QCOMPARE(seen, joined);
}

QTEST_GUILESS_MAIN(TestCoreRooms)
#include "tst_corerooms.moc"

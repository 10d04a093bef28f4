// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/roomscontract.h"

namespace confab {

namespace {

QStringList names(const QList<Room>& rooms) {
    QStringList list;
    for (const Room& room : rooms)
        list.append(room.name);
    return list;
}

} // namespace

void RoomsContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_chi = makeUser(storage(), QStringLiteral("Chi"));
}

void RoomsContract::createdRoomIsTheOwners() {
    NewRoom wanted = roomOf(m_ana, QStringLiteral("Tea ☕"));
    wanted.topic = QStringLiteral("green & black");
    wanted.visibility = Visibility::Private;
    wanted.passwordHash = "phc";
    wanted.capacity = 5;
    wanted.maxMembers = 9;
    const RoomChange change = need(rooms().create(wanted));
    QCOMPARE(types(change.events), QStringList({QStringLiteral("room.created"), QStringLiteral("member.joined")}));
    QCOMPARE(change.events[0].seq, 1);
    QCOMPARE(change.events[1].seq, 2);
    QCOMPARE(change.events[1].by.value, m_ana.value);
    QCOMPARE(std::get<MemberJoined>(change.events[1].data).name, QStringLiteral("Ana"));

    const Room room = listed(storage(), m_ana, change.room.id);
    for (const Room& seen : {change.room, room}) {
        QCOMPARE(seen.name, wanted.name);
        QCOMPARE(seen.topic, wanted.topic);
        QCOMPARE(seen.kind, RoomKind::Room);
        QCOMPARE(seen.visibility, Visibility::Private);
        QCOMPARE(seen.capacity, std::optional(5));
        QCOMPARE(seen.maxMembers, std::optional(9));
        QVERIFY(seen.hasPassword);
        QCOMPARE(seen.role, std::optional(Role::Owner));
        QCOMPARE(seen.members, 1);
        QCOMPARE(seen.lastSeq, 2);
        QCOMPARE(seen.readSeq, 2);
        QCOMPARE(seen.unread, 0);
        QVERIFY(!seen.lastMessage);
    }
    const Room plain = need(rooms().create(roomOf(m_ana))).room;
    QVERIFY(!plain.hasPassword);
    QVERIFY(!plain.capacity);
    QVERIFY(!plain.maxMembers);
}

void RoomsContract::listIsByIdAndOnesOwn() {
    const RoomId first = makeRoom(storage(), m_ana, QStringLiteral("Z"));
    makeRoom(storage(), m_ben, QStringLiteral("B"));
    const RoomId gone = makeRoom(storage(), m_ana, QStringLiteral("G"));
    makeRoom(storage(), m_ana, QStringLiteral("A"));
    need(rooms().remove(gone, m_ana, at(1), ownersOnly));
    QCOMPARE(names(need(rooms().listFor(m_ana, RoomId{})).rooms),
             QStringList({QStringLiteral("Z"), QStringLiteral("A")}));
    QVERIFY(need(rooms().listFor(m_chi, RoomId{})).rooms.isEmpty());

    send(storage(), first, m_ana, QStringLiteral("1"), QStringLiteral("one"));
    send(storage(), first, m_ana, QStringLiteral("2"), QStringLiteral("two"));
    const Room room = listed(storage(), m_ana, first);
    QVERIFY(room.lastMessage);
    QCOMPARE(room.lastMessage->body, QStringLiteral("two"));
    QCOMPARE(room.lastMessage->seq, 4);
    QCOMPARE(room.lastMessage->room.value, first.value);
    QCOMPARE(room.lastMessageName, QStringLiteral("Ana"));
    QCOMPARE(room.lastSeq, 4);
}

void RoomsContract::makeRooms(UserId owner, int count, const QString& topic) {
    std::vector<QCoro::Task<Result<RoomChange>>> tasks;
    for (int i = 0; i < count; ++i) {
        NewRoom room = roomOf(owner, QString::number(i));
        room.topic = topic;
        tasks.push_back(rooms().create(std::move(room)));
    }
    for (const Result<RoomChange>& made : askAll(std::move(tasks)))
        QVERIFY(made);
}

void RoomsContract::listComesInPages_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("topic");
    QTest::addColumn<int>("first"); // so many in the first page
    const QString longest = QStringLiteral("\U0001F375").repeated(limits::topicChars / 2);
    QTest::newRow("as many as fit") << limits::listedRooms << QString() << limits::listedRooms;
    QTest::newRow("one more") << limits::listedRooms + 1 << QString() << limits::listedRooms;
    QTest::newRow("with long texts") << 300 << longest << int(limits::pageBytes / (longest.toUtf8().size() + 3));
}

void RoomsContract::listComesInPages() {
    QFETCH(const int, count);
    QFETCH(const QString, topic);
    QFETCH(const int, first);
    makeRooms(m_ana, count, topic);
    makeRoom(storage(), m_ben);
    QSet<qint64> seen;
    RoomId after;
    for (int page = 0; seen.size() < count; ++page) {
        const RoomStore::Listing listing = need(rooms().listFor(m_ana, after));
        QVERIFY(!listing.rooms.isEmpty());
        QVERIFY(page > 0 || std::abs(listing.rooms.size() - first) <= 1); // names have one to three digits
        QCOMPARE(listing.more, seen.size() + listing.rooms.size() < count);
        QCOMPARE(listing.rest.size(), page == 0 ? count - listing.rooms.size() : 0);
        qsizetype bytes = 0;
        for (const Room& room : listing.rooms) {
            QVERIFY(room.id > after);
            QCOMPARE(room.topic, topic);
            after = room.id;
            seen.insert(room.id.value);
            bytes += room.name.size() + room.topic.toUtf8().size();
        }
        QVERIFY(bytes <= limits::pageBytes);
        RoomId last = after;
        for (const Room& room : listing.rest) {
            QVERIFY(room.id > last);
            QCOMPARE(room.lastSeq, 2);
            last = room.id;
        }
    }
    QCOMPARE(seen.size(), count);
    QVERIFY(need(rooms().listFor(m_ana, after)).rooms.isEmpty());
}

void RoomsContract::nobodyIsInTooManyRooms() {
    const RoomId bens = makeRoom(storage(), m_ben);
    makeRooms(m_ana, limits::roomsPerPerson, {});
    QCOMPARE(outcome(rooms().create(roomOf(m_ana))), named(ErrorKind::RoomForbidden));
    QCOMPARE(outcome(rooms().join(bens, m_ana, at(1))), named(ErrorKind::RoomForbidden));
    const Room one = need(rooms().listFor(m_ana, RoomId{})).rooms.first();
    QCOMPARE(outcome(rooms().join(one.id, m_ana, at(1))), QStringLiteral("ok")); // is in it
    need(rooms().leave(one.id, m_ana, at(1)));
    need(rooms().join(bens, m_ana, at(2)));
    QCOMPARE(outcome(rooms().create(roomOf(m_ana))), named(ErrorKind::RoomForbidden));
    need(rooms().create(roomOf(m_ben)));
}

void RoomsContract::findIsByNameWithoutCase() {
    makeRoom(storage(), m_ana, QStringLiteral("Ärger im Café"));
    makeRoom(storage(), m_ana, QStringLiteral("Ruhe"));
    NewRoom hidden = roomOf(m_ana, QStringLiteral("Café hidden"));
    hidden.visibility = Visibility::Private;
    need(rooms().create(hidden));
    const RoomId gone = makeRoom(storage(), m_ana, QStringLiteral("Café gone"));
    need(rooms().remove(gone, m_ana, at(1), ownersOnly));

    QCOMPARE(names(need(rooms().findPublic(m_ben, QStringLiteral("CAFÉ"), 10))),
             QStringList(QStringLiteral("Ärger im Café")));
    QCOMPARE(names(need(rooms().findPublic(m_ben, QStringLiteral("ärger"), 10))),
             QStringList(QStringLiteral("Ärger im Café")));
    QCOMPARE(need(rooms().findPublic(m_ben, QString(), 10)).size(), 2);
    QVERIFY(need(rooms().findPublic(m_ben, QStringLiteral("nothing"), 10)).isEmpty());
}

void RoomsContract::findPutsTheLargestFirst() {
    makeRoom(storage(), m_ana, QStringLiteral("b small"));
    makeRoom(storage(), m_ana, QStringLiteral("A small"));
    const RoomId large = makeRoom(storage(), m_ana, QStringLiteral("z large"));
    need(rooms().join(large, m_ben, at(1)));
    const QList<Room> found = need(rooms().findPublic(m_ben, QString(), 10));
    QCOMPARE(names(found),
             QStringList({QStringLiteral("z large"), QStringLiteral("A small"), QStringLiteral("b small")}));
    QCOMPARE(found[0].role, std::optional(Role::Member));
    QVERIFY(!found[1].role);
    QCOMPARE(names(need(rooms().findPublic(m_ben, QString(), 1))), QStringList(QStringLiteral("z large")));
}

void RoomsContract::findPutsTheNameItselfFirst() {
    for (int i = 0; i < limits::defaultPage; ++i) {
        const RoomId larger = makeRoom(storage(), m_ana, QStringLiteral("General %1").arg(i, 3, 10, QChar(u'0')));
        need(rooms().join(larger, m_ben, at(1)));
    }
    const RoomId within = makeRoom(storage(), m_ana, QStringLiteral("A general one"));
    need(rooms().join(within, m_ben, at(1)));
    need(rooms().join(within, m_chi, at(1)));
    makeRoom(storage(), m_ana, QStringLiteral("General\u00E9"));
    makeRoom(storage(), m_ana, QStringLiteral("General"));
    const QStringList first = names(need(rooms().findPublic(m_ben, QStringLiteral("gENERAL"), limits::defaultPage)));
    QCOMPARE(first.size(), limits::defaultPage);
    QCOMPARE(first[0], QStringLiteral("General"));
    QCOMPARE(first[1], QStringLiteral("General 000")); // then what begins so, the largest first
    QVERIFY(!first.contains(QStringLiteral("A general one")));
    const QStringList all = names(need(rooms().findPublic(m_ben, QStringLiteral("general"), limits::foundRooms)));
    QCOMPARE(all.size(), limits::defaultPage + 3);
    QCOMPARE(all[limits::defaultPage + 1], QStringLiteral("General\u00E9"));
    QCOMPARE(all.last(), QStringLiteral("A general one"));
    QCOMPARE(names(need(rooms().findPublic(m_ben, QStringLiteral("general"), 1))), QStringList(first[0]));
}

void RoomsContract::findEndsAtItsBytes() {
    const QString longest = QStringLiteral("\U0001F375").repeated(limits::topicChars / 2);
    makeRooms(m_ana, limits::foundRooms, longest.repeated(2)); // longer than a client can make it
    const QList<Room> found = need(rooms().findPublic(m_ben, {}, limits::foundRooms));
    QVERIFY(found.size() > 20);
    QVERIFY(found.size() * longest.repeated(2).toUtf8().size() <= limits::pageBytes);
}

void RoomsContract::findTakesWildcardsAsText() {
    makeRoom(storage(), m_ana, QStringLiteral("100% wool"));
    makeRoom(storage(), m_ana, QStringLiteral("snake_case"));
    makeRoom(storage(), m_ana, QStringLiteral("back\\slash"));
    QCOMPARE(names(need(rooms().findPublic(m_ben, QStringLiteral("%"), 10))), QStringList(QStringLiteral("100% wool")));
    QCOMPARE(names(need(rooms().findPublic(m_ben, QStringLiteral("_"), 10))),
             QStringList(QStringLiteral("snake_case")));
    QCOMPARE(names(need(rooms().findPublic(m_ben, QStringLiteral("\\"), 10))),
             QStringList(QStringLiteral("back\\slash")));
}

void RoomsContract::findShowsNoWordsToStrangers() {
    const RoomId room = makeRoom(storage(), m_ana);
    send(storage(), room, m_ana, QStringLiteral("1"), QStringLiteral("between us"));
    const Room asStranger = need(rooms().findPublic(m_ben, QString(), 1)).value(0);
    QCOMPARE(asStranger.id.value, room.value);
    QVERIFY(!asStranger.lastMessage);
    QVERIFY(!asStranger.lastMessageName);
    QCOMPARE(asStranger.unread, 0);
    const Room asMember = need(rooms().findPublic(m_ana, QString(), 1)).value(0);
    QCOMPARE(asMember.lastMessage->body, QStringLiteral("between us"));
}

void RoomsContract::joinFacts() {
    NewRoom wanted = roomOf(m_ana);
    wanted.visibility = Visibility::Private;
    wanted.passwordHash = "phc";
    const RoomId room = need(rooms().create(wanted)).room.id;
    const JoinFacts stranger = need(rooms().joinFacts(room, m_ben));
    QCOMPARE(stranger.visibility, Visibility::Private);
    QCOMPARE(stranger.passwordHash, QByteArray("phc"));
    QVERIFY(!stranger.isMember);
    QVERIFY(need(rooms().joinFacts(room, m_ana)).isMember);
    const RoomId open = makeRoom(storage(), m_ana);
    QVERIFY(need(rooms().joinFacts(open, m_ben)).passwordHash.isEmpty());
    QCOMPARE(outcome(rooms().joinFacts(RoomId{999}, m_ben)), named(ErrorKind::RoomNotFound));
}

void RoomsContract::joinAddsAMember() {
    const RoomId room = makeRoom(storage(), m_ana);
    send(storage(), room, m_ana, QStringLiteral("1"), QStringLiteral("@Ben are you there?"));
    const RoomChange change = need(rooms().join(room, m_ben, at(7)));
    QCOMPARE(types(change.events), QStringList(QStringLiteral("member.joined")));
    QCOMPARE(change.events[0].seq, 4);
    QCOMPARE(change.events[0].at.ms, at(7).ms);
    QCOMPARE(change.room.role, std::optional(Role::Member));
    QCOMPARE(change.room.members, 2);
    QCOMPARE(change.room.readSeq, 4); // what was before one came is read
    QCOMPARE(change.room.unread, 0);
    QCOMPARE(change.room.mentions, 0);
    QCOMPARE(change.room.lastMessage->body, QStringLiteral("@Ben are you there?"));
    QCOMPARE(outcome(rooms().join(RoomId{999}, m_ben, at(7))), named(ErrorKind::RoomNotFound));
}

void RoomsContract::joinTwiceIsOneMembership() {
    const RoomId room = makeRoom(storage(), m_ana);
    need(rooms().join(room, m_ben, at(1)));
    const RoomChange again = need(rooms().join(room, m_ben, at(2)));
    QVERIFY(again.events.isEmpty());
    QCOMPARE(again.room.members, 2);
    QCOMPARE(again.room.lastSeq, 3);
    QCOMPARE(need(rooms().join(room, m_ana, at(2))).room.role, std::optional(Role::Owner));
}

void RoomsContract::fullRoomSaysHowManyFit() {
    NewRoom wanted = roomOf(m_ana);
    wanted.maxMembers = 2;
    const RoomId room = need(rooms().create(wanted)).room.id;
    need(rooms().join(room, m_ben, at(1)));
    const auto refused = ask(rooms().join(room, m_chi, at(2)));
    QCOMPARE(outcome(refused), named(ErrorKind::RoomFull));
    QCOMPARE(refused.error().capacity, std::optional<qint64>(2));
    QCOMPARE(outcome(rooms().join(room, m_ben, at(3))), QStringLiteral("ok")); // who is in is in
    need(rooms().leave(room, m_ben, at(4)));
    QCOMPARE(outcome(rooms().join(room, m_chi, at(5))), QStringLiteral("ok"));
}

void RoomsContract::leaveTakesAMemberAway() {
    const RoomId room = makeRoom(storage(), m_ana);
    need(rooms().join(room, m_ben, at(1)));
    const QList<Event> events = need(rooms().leave(room, m_ben, at(2)));
    QCOMPARE(types(events), QStringList(QStringLiteral("member.left")));
    QCOMPARE(std::get<MemberLeft>(events[0].data).user.value, m_ben.value);
    QCOMPARE(std::get<MemberLeft>(events[0].data).name, QStringLiteral("Ben"));
    QCOMPARE(listed(storage(), m_ana, room).members, 1);
    QVERIFY(need(rooms().listFor(m_ben, RoomId{})).rooms.isEmpty());
    QCOMPARE(outcome(rooms().leave(room, m_ben, at(3))), named(ErrorKind::RoomNotMember));
    QCOMPARE(outcome(rooms().leave(RoomId{999}, m_ben, at(3))), named(ErrorKind::RoomNotFound));
}

void RoomsContract::ownershipGoesToTheLongestMember() {
    const RoomId room = makeRoom(storage(), m_ana);
    need(rooms().join(room, m_chi, at(5))); // the clock of one day later may show less
    need(rooms().join(room, m_ben, at(1)));
    const QList<Event> events = need(rooms().leave(room, m_ana, at(6)));
    QCOMPARE(types(events), QStringList({QStringLiteral("member.left"), QStringLiteral("member.role")}));
    QCOMPARE(std::get<MemberRole>(events[1].data).user.value, m_chi.value);
    QCOMPARE(std::get<MemberRole>(events[1].data).role, Role::Owner);
    QCOMPARE(events[1].seq, events[0].seq + 1);
    QCOMPARE(listed(storage(), m_chi, room).role, std::optional(Role::Owner));
    QCOMPARE(listed(storage(), m_ben, room).role, std::optional(Role::Member));
}

void RoomsContract::emptyRoomGoesToTheFirstWhoJoins() {
    const RoomId room = makeRoom(storage(), m_ana);
    QCOMPARE(types(need(rooms().leave(room, m_ana, at(1)))), QStringList(QStringLiteral("member.left")));
    const RoomChange change = need(rooms().join(room, m_ben, at(2)));
    QCOMPARE(change.room.role, std::optional(Role::Owner));
    QCOMPARE(change.room.members, 1);
    QCOMPARE(types(change.events), QStringList({QStringLiteral("member.joined"), QStringLiteral("member.role")}));
    QCOMPARE(need(rooms().join(room, m_chi, at(3))).room.role, std::optional(Role::Member));
}

void RoomsContract::onlyWhomTheRuleAllowsRemoves() {
    const RoomId room = makeRoom(storage(), m_ana);
    need(rooms().join(room, m_ben, at(1)));
    QCOMPARE(outcome(rooms().remove(room, m_ben, at(2), ownersOnly)), named(ErrorKind::RoomForbidden));
    QCOMPARE(outcome(rooms().remove(room, m_chi, at(2), ownersOnly)), named(ErrorKind::RoomNotMember));
    QCOMPARE(listed(storage(), m_ben, room).members, 2);
    const QList<UserId> had = need(rooms().remove(room, m_ana, at(3), ownersOnly));
    QCOMPARE(had, QList<UserId>({m_ana, m_ben}));

    const RoomId everyones = makeRoom(storage(), m_ana);
    need(rooms().join(everyones, m_ben, at(1)));
    const RoleRule anyMember = [](Role, RoomKind) { return true; };
    QCOMPARE(outcome(rooms().remove(everyones, m_chi, at(2), anyMember)), named(ErrorKind::RoomNotMember));
    QCOMPARE(outcome(rooms().remove(everyones, m_ben, at(2), anyMember)), QStringLiteral("ok"));
}

void RoomsContract::removedRoomIsGoneForEveryMethod() {
    const RoomId room = makeRoom(storage(), m_ana);
    send(storage(), room, m_ana, QStringLiteral("1"));
    need(rooms().remove(room, m_ana, at(1), ownersOnly));
    const QString gone = named(ErrorKind::RoomNotFound);
    QCOMPARE(outcome(rooms().remove(room, m_ana, at(2), ownersOnly)), gone);
    QCOMPARE(outcome(rooms().join(room, m_ben, at(2))), gone);
    QCOMPARE(outcome(rooms().joinFacts(room, m_ben)), gone);
    QCOMPARE(outcome(rooms().leave(room, m_ana, at(2))), gone);
    QCOMPARE(outcome(rooms().markRead(room, m_ana, 1)), gone);
    QCOMPARE(outcome(rooms().members(room, m_ana, {}, 10)), gone);
    QCOMPARE(outcome(storage().log().append(newMessage(room, m_ana, QStringLiteral("2")))), gone);
    QCOMPARE(outcome(storage().log().events(room, m_ana, 0, 10)), gone);
    QCOMPARE(outcome(storage().messages().history(room, m_ana, {}, 10)), gone);
    QCOMPARE(outcome(storage().log().enter(room, m_ana, {}, 10)), gone);
    QVERIFY(need(rooms().listFor(m_ana, RoomId{})).rooms.isEmpty());
    QVERIFY(need(rooms().findPublic(m_ana, QString(), 10)).isEmpty());
    m_fixture.reopen();
    QCOMPARE(outcome(rooms().join(room, m_ben, at(2))), gone);
}

void RoomsContract::readMarkOnlyMovesForward() {
    const RoomId room = makeRoom(storage(), m_ana);
    need(rooms().join(room, m_ben, at(1)));
    for (int i = 0; i < 4; ++i)
        send(storage(), room, m_ana, QString::number(i), i == 3 ? QStringLiteral("@ben!") : QStringLiteral("hi"));
    QCOMPARE(listed(storage(), m_ben, room).unread, 4); // 4, 5, 6, 7
    QCOMPARE(listed(storage(), m_ben, room).mentions, 1);

    const auto moved = need(rooms().markRead(room, m_ben, 5));
    QVERIFY(moved.moved);
    QCOMPARE(moved.readSeq, 5);
    QCOMPARE(moved.unread.unread, 2);
    QCOMPARE(moved.unread.mentions, 1);
    const auto back = need(rooms().markRead(room, m_ben, 4));
    QVERIFY(!back.moved);
    QCOMPARE(back.readSeq, 5);
    QCOMPARE(back.unread.unread, 2);
    const auto past = need(rooms().markRead(room, m_ben, 1'000'000));
    QVERIFY(past.moved);
    QCOMPARE(past.readSeq, 7);
    QCOMPARE(past.unread.unread, 0);
    QCOMPARE(past.unread.mentions, 0);
    QCOMPARE(listed(storage(), m_ben, room).readSeq, 7);
    QCOMPARE(listed(storage(), m_ana, room).readSeq, 2); // the caller's own mark only
    QCOMPARE(outcome(rooms().markRead(room, m_chi, 1)), named(ErrorKind::RoomNotMember));
}

void RoomsContract::readMarkMovesBackOnRequest() {
    const RoomId room = makeRoom(storage(), m_ana);
    need(rooms().join(room, m_ben, at(1)));
    QList<bool> mentions; // of the messages 4, 5, …, all of others
    for (int i = 0; i < 20; ++i) {
        mentions.append(i % 3 == 0);
        send(storage(), room, m_ana, QString::number(i),
             mentions.last() ? QStringLiteral("@ben") : QStringLiteral("hi"));
        send(storage(), room, m_ben, QStringLiteral("own-%1").arg(i));
        mentions.append(false);
    }
    const auto recount = [&](Seq readSeq) {
        UnreadFigures figures;
        for (qsizetype i = 0; i < mentions.size(); i += 2) {
            if (4 + i > readSeq) {
                ++figures.unread;
                figures.mentions += mentions[i] ? 1 : 0;
            }
        }
        return std::pair(figures.unread, figures.mentions);
    };
    const Seq last = 3 + mentions.size();
    need(rooms().markRead(room, m_ben, last));
    for (const Seq seq : {last - 1, Seq(30), Seq(4), Seq(3), Seq(0), Seq(17)}) {
        const auto mark = need(rooms().markRead(room, m_ben, seq, true));
        QVERIFY(mark.moved);
        QCOMPARE(mark.readSeq, seq);
        QCOMPARE(std::pair(mark.unread.unread, mark.unread.mentions), recount(seq));
        const Room seen = listed(storage(), m_ben, room);
        QCOMPARE(seen.readSeq, seq);
        QCOMPARE(std::pair(seen.unread, seen.mentions), recount(seq));
    }
    QVERIFY(!need(rooms().markRead(room, m_ben, 17, true)).moved);
    QVERIFY(!need(rooms().markRead(room, m_ben, 5)).moved);
    QCOMPARE(need(rooms().markRead(room, m_ben, last + 99, true)).readSeq, last);
    QCOMPARE(listed(storage(), m_ana, room).readSeq, 2); // the caller's own mark only
    QCOMPARE(outcome(rooms().markRead(room, m_chi, 1, true)), named(ErrorKind::RoomNotMember));
}

void RoomsContract::rejoiningReadsFromThere() {
    const RoomId room = makeRoom(storage(), m_ana);
    need(rooms().join(room, m_ben, at(1)));
    need(rooms().leave(room, m_ben, at(2)));
    send(storage(), room, m_ana, QStringLiteral("1"));
    const Room again = need(rooms().join(room, m_ben, at(3))).room;
    QCOMPARE(again.readSeq, again.lastSeq);
    QCOMPARE(again.unread, 0);
    send(storage(), room, m_ana, QStringLiteral("2"));
    QCOMPARE(listed(storage(), m_ben, room).unread, 1);
}

void RoomsContract::membersByPage() {
    const RoomId room = makeRoom(storage(), m_ben);
    need(rooms().join(room, m_chi, at(3)));
    need(rooms().join(room, m_ana, at(4)));
    const MemberPage first = need(rooms().members(room, m_ana, {}, 2));
    QCOMPARE(first.members.size(), 2);
    QVERIFY(first.more);
    QCOMPARE(first.members[0].name, QStringLiteral("Ana"));
    QCOMPARE(first.members[0].role, Role::Member);
    QCOMPARE(first.members[0].joinedAt.ms, at(4).ms);
    QCOMPARE(first.members[1].role, Role::Owner);
    const MemberPage rest = need(rooms().members(room, m_ana, first.members[1].id, 2));
    QCOMPARE(rest.members.size(), 1);
    QCOMPARE(rest.members[0].id.value, m_chi.value);
    QVERIFY(!rest.more);
    QVERIFY(!need(rooms().members(room, m_ana, {}, 3)).more);
    need(rooms().leave(room, m_ana, at(5)));
    QCOMPARE(outcome(rooms().members(room, m_ana, {}, 2)), named(ErrorKind::RoomNotMember));
    QCOMPARE(outcome(rooms().members(RoomId{999}, m_ana, {}, 2)), named(ErrorKind::RoomNotFound));
}

} // namespace confab

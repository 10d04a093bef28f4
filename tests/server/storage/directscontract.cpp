// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/directscontract.h"

namespace confab {

namespace {

bool ownersOfRooms(Role role, RoomKind kind) {
    return role == Role::Owner && kind == RoomKind::Room;
}

QStringList names(const QList<User>& users) {
    QStringList list;
    for (const User& user : users)
        list.append(user.name);
    return list;
}

} // namespace

void DirectsContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_chi = makeUser(storage(), QStringLiteral("Chi Ana"));
}

void DirectsContract::thePeopleAreTheRoom() {
    const DirectRoom first = open({m_ana, m_ben}, m_ana);
    QCOMPARE(first.room.kind, RoomKind::Direct);
    QCOMPARE(names(*first.room.people), QStringList{QStringLiteral("Ben")});
    QCOMPARE(first.asOthers.size(), 1);
    QCOMPARE(names(*first.asOthers[0].second.people), QStringList{QStringLiteral("Ana")});
    const DirectRoom again = open({m_ben, m_ana}, m_ben);
    QCOMPARE(again.room.id, first.room.id);
    QVERIFY(again.asOthers.isEmpty());
    QVERIFY(open({m_ana, m_ben, m_chi}, m_ana).room.id != first.room.id);
    QCOMPARE(names(*listed(storage(), m_ana, first.room.id).people), QStringList{QStringLiteral("Ben")});
    // Both ask at once, as two nodes do.
    std::vector<QCoro::Task<Result<DirectRoom>>> both;
    both.push_back(storage().rooms().openDirect({{m_ben, m_chi}, m_ben, at(6)}));
    both.push_back(storage().rooms().openDirect({{m_ben, m_chi}, m_chi, at(6)}));
    const auto rooms = askAll(std::move(both));
    QVERIFY(rooms[0] && rooms[1]);
    QCOMPARE(rooms[0]->room.id, rooms[1]->room.id);
}

void DirectsContract::everyMessageOfADirectRoomIsAMention() {
    const RoomId room = open({m_ana, m_ben}, m_ana).room.id;
    QCOMPARE(listed(storage(), m_ben, room).unread, 0);
    const Seq last = send(storage(), room, m_ana, QStringLiteral("1"));
    QCOMPARE(listed(storage(), m_ben, room).mentions, 1);
    QCOMPARE(need(storage().rooms().markRead(room, m_ben, 0)).unread.mentions, 1);
    QCOMPARE(need(storage().rooms().markRead(room, m_ben, last)).unread.mentions, 0);
}

void DirectsContract::aDirectRoomStaysAsItIs() {
    const RoomId room = open({m_ana, m_ben}, m_ana).room.id;
    const QString forbidden = named(ErrorKind::RoomForbidden);
    QCOMPARE(outcome(storage().rooms().leave(room, m_ben, at(6))), forbidden);
    RoomSettings settings;
    settings.changes.name = QStringLiteral("Ours");
    QCOMPARE(outcome(storage().rooms().update(room, m_ana, at(6), settings, ownersOfRooms)), forbidden);
    QCOMPARE(outcome(storage().rooms().remove(room, m_ana, at(6), ownersOfRooms)), forbidden);
    QVERIFY(need(storage().rooms().findPublic(m_chi, {}, 10)).isEmpty());
}

void DirectsContract::strangersGetNoDirectRoom() {
    const auto opened = ask(storage().rooms().openDirect({{m_ana, UserId{4711}}, m_ana, at(5)}));
    QCOMPARE(outcome(opened), named(ErrorKind::InputInvalid));
    const RoomId room = open({m_ana, m_ben}, m_ana).room.id;
    QCOMPARE(outcome(storage().log().events(room, m_chi, 0, 10)), named(ErrorKind::RoomNotFound));
    QCOMPARE(outcome(storage().rooms().join(room, m_chi, at(6))), named(ErrorKind::RoomNotFound));
}

void DirectsContract::settingsChangeWhatTheyName() {
    NewRoom fresh = roomOf(m_ana);
    fresh.topic = QStringLiteral("Old topic");
    fresh.capacity = 5;
    const RoomId room = need(storage().rooms().create(fresh)).room.id;
    RoomSettings settings;
    settings.changes.name = QStringLiteral("New name");
    settings.changes.capacity = OrNull<int>{};
    settings.changes.maxMembers = OrNull<int>{9};
    settings.passwordHash = "hash";
    const RoomChange changed = need(storage().rooms().update(room, m_ana, at(6), settings, ownersOfRooms));
    QCOMPARE(changed.room.name, QStringLiteral("New name"));
    QCOMPARE(changed.room.topic, QStringLiteral("Old topic"));
    QVERIFY(!changed.room.capacity);
    QCOMPARE(changed.room.maxMembers, std::optional(9));
    QVERIFY(changed.room.hasPassword);
    QCOMPARE(changed.events.size(), 1);
    const auto& told = std::get<RoomUpdated>(changed.events[0].data);
    QVERIFY(!told.topic && told.hasPassword == true && told.capacity && !told.capacity->value);
    const QList<Event> events = need(storage().log().events(room, m_ana, 2, 10)).events;
    QVERIFY(std::get<RoomUpdated>(events.value(0).data) == told);
    QCOMPARE(need(storage().rooms().findPublic(m_ben, QStringLiteral("new n"), 10)).size(), 1);
    settings.passwordHash.reset();
    QVERIFY(need(storage().rooms().update(room, m_ana, at(7), settings, ownersOfRooms)).events.isEmpty());
}

void DirectsContract::settingsAreOfModerators() {
    const RoomId room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(room, m_ben, at(1)));
    RoomSettings settings;
    settings.changes.topic = QStringLiteral("Mine");
    QCOMPARE(outcome(storage().rooms().update(room, m_ben, at(6), settings, ownersOfRooms)),
             named(ErrorKind::RoomForbidden));
    QCOMPARE(outcome(storage().rooms().update(room, m_chi, at(6), settings, ownersOfRooms)),
             named(ErrorKind::RoomNotMember));
    QVERIFY(listed(storage(), m_ana, room).topic.isEmpty());
}

void DirectsContract::peopleAreFoundByNameAndAddress() {
    const auto find = [&](const char* query) {
        return names(need(storage().users().find(QString::fromUtf8(query), m_ben, 10)));
    };
    QCOMPARE(find("an"), (QStringList{QStringLiteral("Ana"), QStringLiteral("Chi Ana")}));
    QCOMPARE(find("CHI a"), QStringList{QStringLiteral("Chi Ana")});
    QCOMPARE(find("na"), QStringList());
    QCOMPARE(find("Ben@example.ORG"), QStringList{QStringLiteral("Ben")});
    QCOMPARE(find("ben@example"), QStringList());
    QCOMPARE(find("%"), QStringList());
    need(storage().users().remove(m_ana));
    QCOMPARE(find("an"), QStringList{QStringLiteral("Chi Ana")});
    QVERIFY(need(storage().users().find(QStringLiteral("an"), m_ben, 10)).first().email == std::nullopt);
}

} // namespace confab

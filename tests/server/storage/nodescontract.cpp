// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/nodescontract.h"

#include <QDeadlineTimer>
#include <QRegularExpression>

#include <map>

namespace confab {

using Renewal = NodeStore::Renewal;

namespace {

constexpr std::chrono::hours longLease{1};
constexpr std::chrono::milliseconds noLease{0}; // over as soon as it is begun
const QString ok = QStringLiteral("ok");

QList<std::pair<qint64, qint64>> pairs(const QList<RoomStore::Belonging>& belongings) {
    QList<std::pair<qint64, qint64>> list;
    for (const RoomStore::Belonging& each : belongings)
        list.append({each.user.value, each.room.value});
    return list;
}

} // namespace

void NodesContract::init() {
    m_fixture.init();
    m_people.clear();
    for (const char* name : {"Ana", "Ben", "Chi", "Dan"})
        m_people.append(makeUser(storage(), QLatin1String(name)));
    m_ana = m_people[0];
}

NodeLease NodesContract::begun(const char* node, std::chrono::milliseconds lease) {
    return need(nodes().begin(QLatin1String(node), lease));
}

RoomId NodesContract::roomFor(int capacity) {
    NewRoom room = roomOf(m_ana);
    room.capacity = capacity;
    return need(storage().rooms().create(room)).room.id;
}

void NodesContract::headsOfTheRoomsThatExist() {
    const RoomId first = makeRoom(storage(), m_ana);
    const RoomId second = makeRoom(storage(), m_ana);
    const RoomId gone = makeRoom(storage(), m_ana);
    send(storage(), second, m_ana, QStringLiteral("1"));
    need(storage().rooms().remove(gone, m_ana, at(1), ownersOnly));
    std::map<qint64, Seq> heads;
    const QList<RoomId> asked{second, gone, RoomId{999}, first, second, RoomId{}};
    for (const RoomLog::Head& head : need(storage().log().heads(asked)))
        QVERIFY(heads.emplace(head.room.value, head.lastSeq).second);
    QCOMPARE(heads, (std::map<qint64, Seq>{{first.value, 2}, {second.value, 3}}));
    QVERIFY(need(storage().log().heads({})).isEmpty());
}

void NodesContract::headsOfAnyNumberOfRooms() {
    const RoomId room = makeRoom(storage(), m_ana);
    QList<RoomId> rooms;
    for (int i = 0; i < 25'000; ++i)
        rooms.append(RoomId{room.value + 25'000 - i});
    rooms.append(room);
    const QList<RoomLog::Head> heads = need(storage().log().heads(rooms));
    QCOMPARE(heads.size(), 1);
    QCOMPARE(heads[0].room.value, room.value);
}

void NodesContract::replayAsksForNoMembership() {
    const RoomId room = makeRoom(storage(), m_ana);
    send(storage(), room, m_ana, QStringLiteral("1"), QStringLiteral("one"));
    const LogPage page = need(storage().log().replay(room, 1, 10));
    QCOMPARE(types(page.events), QStringList({QStringLiteral("member.joined"), QStringLiteral("message")}));
    QCOMPARE(page.users.size(), 1);
    QVERIFY(!page.more);
    QVERIFY(need(storage().log().replay(room, 0, 2)).more);
    QCOMPARE(outcome(storage().log().replay(RoomId{999}, 0, 10)), named(ErrorKind::RoomNotFound));
    need(storage().rooms().remove(room, m_ana, at(1), ownersOnly));
    QCOMPARE(outcome(storage().log().replay(room, 0, 10)), named(ErrorKind::RoomNotFound));
}

void NodesContract::oneRoomIsForItsMembers() {
    const RoomId id = makeRoom(storage(), m_ana, QStringLiteral("Tea"));
    send(storage(), id, m_ana, QStringLiteral("1"), QStringLiteral("one"));
    const Room room = need(storage().rooms().one(id, m_ana));
    QCOMPARE(room.name, QStringLiteral("Tea"));
    QCOMPARE(room.lastSeq, 3);
    QCOMPARE(room.role, std::optional(Role::Owner));
    QVERIFY(room.lastMessage);
    QCOMPARE(outcome(storage().rooms().one(id, m_people[1])), named(ErrorKind::RoomNotMember));
    QCOMPARE(outcome(storage().rooms().one(RoomId{999}, m_ana)), named(ErrorKind::RoomNotFound));
    need(storage().rooms().remove(id, m_ana, at(1), ownersOnly));
    QCOMPARE(outcome(storage().rooms().one(id, m_ana)), named(ErrorKind::RoomNotFound));
}

void NodesContract::belongingsByUserThenRoom() {
    const UserId ben = m_people[1];
    const RoomId first = makeRoom(storage(), m_ana);
    const RoomId second = makeRoom(storage(), ben);
    const RoomId gone = makeRoom(storage(), ben);
    need(storage().rooms().join(second, m_ana, at(1)));
    need(storage().rooms().join(first, ben, at(1)));
    need(storage().rooms().leave(first, ben, at(2)));
    need(storage().rooms().remove(gone, ben, at(3), ownersOnly));
    const QList<UserId> asked{ben, m_ana, UserId{999}, ben, m_people[2]};
    QCOMPARE(pairs(need(storage().rooms().belongings(asked))),
             (QList<std::pair<qint64, qint64>>{
                 {m_ana.value, first.value}, {m_ana.value, second.value}, {ben.value, second.value}}));
    QVERIFY(need(storage().rooms().belongings({})).isEmpty());
}

void NodesContract::endedSessions() {
    SessionStore& sessions = storage().sessions();
    NewSession session{m_ana, QStringLiteral("Laptop"), "A", at(0), at(10), at(30)};
    const SessionId lives = need(sessions.create(session)).session.id;
    session.refreshHash = "B";
    const SessionId revoked = need(sessions.create(session)).session.id;
    session.refreshHash = "C";
    session.idleUntil = at(30);
    const SessionId longer = need(sessions.create(session)).session.id;
    need(sessions.revoke(revoked, at(1)));
    const SessionId unknown{999};
    const QList<SessionId> asked{unknown, longer, revoked, lives, revoked};
    QCOMPARE(need(sessions.ended(asked, at(2))), QList<SessionId>({revoked, unknown}));
    QCOMPARE(need(sessions.ended(asked, at(10))), QList<SessionId>({lives, revoked, unknown}));
    QCOMPARE(need(sessions.ended(asked, at(30))), QList<SessionId>({lives, revoked, longer, unknown}));
    QVERIFY(need(sessions.ended({}, at(2))).isEmpty());
}

void NodesContract::signingKeyIsTheFirst() {
    const QByteArray first("\0\x01\xff'\\ key", 9);
    auto one = storage().sessions().signingKey(first);
    auto two = storage().sessions().signingKey("second");
    QCOMPARE(need(std::move(one)), first);
    QCOMPARE(need(std::move(two)), first);
    m_fixture.reopen();
    QCOMPARE(need(storage().sessions().signingKey("third")), first);
}

void NodesContract::installationIsRandomAndStays() {
    const Installation made = storage().installation();
    static const QRegularExpression digits(QStringLiteral("^[0-9a-f]{32}$"));
    QVERIFY2(digits.match(made.id).hasMatch(), qPrintable(made.id));
    QCOMPARE(made.nodeKey.size(), 32);
    m_fixture.reopen();
    QCOMPARE(storage().installation().id, made.id);
    QCOMPARE(storage().installation().nodeKey, made.nodeKey);

    m_fixture.cleanup();
    m_fixture.init();
    QVERIFY(storage().installation().id != made.id);
    QVERIFY(storage().installation().nodeKey != made.nodeKey);
}

void NodesContract::epochsCountUp() {
    const NodeLease first = begun("a");
    QCOMPARE(first.node, QStringLiteral("a"));
    QCOMPARE(begun("b").epoch, 1);
    QCOMPARE(begun("a").epoch, first.epoch + 1);
    need(nodes().end(begun("a")));
    QCOMPARE(begun("a").epoch, first.epoch + 3);
    m_fixture.reopen();
    QCOMPARE(begun("a").epoch, first.epoch + 4);
}

void NodesContract::laterEpochSupersedes() {
    const NodeLease first = begun("a");
    QCOMPARE(need(nodes().renew(first, longLease)), Renewal::Renewed);
    const NodeLease second = begun("a");
    QCOMPARE(need(nodes().renew(first, longLease)), Renewal::Superseded);
    QCOMPARE(need(nodes().renew(second, longLease)), Renewal::Renewed);
    need(nodes().end(first)); // which is not its business any more
    QCOMPARE(need(nodes().renew(second, longLease)), Renewal::Renewed);
}

void NodesContract::lapsedLeaseIsNeverRevived() {
    const NodeLease lease = begun("a", noLease);
    QCOMPARE(need(nodes().renew(lease, longLease)), Renewal::Lapsed);
    QCOMPARE(need(nodes().renew(lease, longLease)), Renewal::Lapsed);
    const NodeLease again = begun("a");
    QCOMPARE(need(nodes().renew(again, noLease)), Renewal::Renewed); // for no time
    QCOMPARE(need(nodes().renew(again, longLease)), Renewal::Lapsed);
    QCOMPARE(need(nodes().renew({QStringLiteral("nobody"), 1}, longLease)), Renewal::Lapsed);
}

void NodesContract::endedLeaseIsOver() {
    const RoomId room = roomFor(1);
    const NodeLease a = begun("a");
    const NodeLease b = begun("b");
    need(nodes().takeSeat(a, {room, m_ana}));
    need(nodes().end(a));
    QCOMPARE(need(nodes().renew(a, longLease)), Renewal::Lapsed);
    QCOMPARE(outcome(nodes().takeSeat(a, {room, m_ana})), named(ErrorKind::ServerBusy));
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[1]})), ok);
}

void NodesContract::roomWithoutCapacityTakesAnyNumber() {
    const RoomId room = makeRoom(storage(), m_ana);
    const NodeLease a = begun("a");
    for (const UserId user : std::as_const(m_people))
        QCOMPARE(outcome(nodes().takeSeat(a, {room, user})), ok);
    QCOMPARE(outcome(nodes().takeSeat(a, {RoomId{999}, m_ana})), named(ErrorKind::RoomNotFound));
    const RoomId gone = roomFor(3);
    need(storage().rooms().remove(gone, m_ana, at(1), ownersOnly));
    QCOMPARE(outcome(nodes().takeSeat(a, {gone, m_ana})), named(ErrorKind::RoomNotFound));
}

void NodesContract::seatsAreBounded() {
    const RoomId room = roomFor(2);
    const RoomId other = roomFor(1);
    const NodeLease a = begun("a");
    const NodeLease b = begun("b");
    QCOMPARE(outcome(nodes().takeSeat(a, {room, m_people[0]})), ok);
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[1]})), ok);
    const Status full = ask(nodes().takeSeat(a, {room, m_people[2]}));
    QCOMPARE(outcome(full), named(ErrorKind::RoomFull));
    QCOMPARE(full.error().capacity, std::optional<qint64>(2));
    QCOMPARE(outcome(nodes().takeSeat(a, {room, m_people[0]})), ok); // held already
    QCOMPARE(outcome(nodes().takeSeat(a, {other, m_people[2]})), ok);
    need(nodes().giveUpSeats(a, {{room, m_people[0]}, {room, m_people[3]}, {RoomId{999}, m_ana}}));
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[2]})), ok);
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[3]})), named(ErrorKind::RoomFull));
    QCOMPARE(outcome(nodes().takeSeat(a, {other, m_people[3]})), named(ErrorKind::RoomFull));
}

void NodesContract::personIsCountedOnceOverAllNodes() {
    const RoomId room = roomFor(2);
    const NodeLease a = begun("a");
    const NodeLease b = begun("b");
    QCOMPARE(outcome(nodes().takeSeat(a, {room, m_people[0]})), ok);
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[0]})), ok);
    QCOMPARE(outcome(nodes().takeSeat(a, {room, m_people[1]})), ok);
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[1]})), ok); // full, but of them
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[2]})), named(ErrorKind::RoomFull));
    need(nodes().giveUpSeats(a, {{room, m_people[0]}}));
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[2]})), named(ErrorKind::RoomFull)); // still there by b
    need(nodes().giveUpSeats(b, {{room, m_people[0]}}));
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[2]})), ok);
}

void NodesContract::seatIsGivenUpOnlyByItsNode() {
    const RoomId room = roomFor(1);
    const NodeLease a = begun("a");
    const NodeLease b = begun("b");
    need(nodes().takeSeat(a, {room, m_ana}));
    need(nodes().giveUpSeats(b, {{room, m_ana}}));
    need(nodes().giveUpSeats({a.node, a.epoch - 1}, {{room, m_ana}}));
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[1]})), named(ErrorKind::RoomFull));
    m_fixture.reopen();
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[1]})), named(ErrorKind::RoomFull));
}

void NodesContract::laterEpochVoidsTheSeats() {
    const RoomId room = roomFor(1);
    const NodeLease first = begun("a");
    const NodeLease b = begun("b");
    need(nodes().takeSeat(first, {room, m_ana}));
    const NodeLease second = begun("a");
    QCOMPARE(outcome(nodes().takeSeat(first, {room, m_ana})), named(ErrorKind::ServerBusy));
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[1]})), ok);
    QCOMPARE(outcome(nodes().takeSeat(second, {room, m_ana})), named(ErrorKind::RoomFull));
}

bool NodesContract::waitForLapse(const NodeLease& lease) {
    const QDeadlineTimer deadline(std::chrono::minutes(1));
    while (need(nodes().renew(lease, noLease)) != Renewal::Lapsed) {
        if (deadline.hasExpired())
            return false;
    }
    return true;
}

void NodesContract::lapsedLeaseFreesItsSeats() {
    const RoomId room = roomFor(1);
    const NodeLease a = begun("a");
    const NodeLease b = begun("b");
    need(nodes().takeSeat(a, {room, m_ana}));
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[1]})), named(ErrorKind::RoomFull));
    QVERIFY(waitForLapse(a));
    QCOMPARE(outcome(nodes().takeSeat(b, {room, m_people[1]})), ok);
    QCOMPARE(need(nodes().renew(a, longLease)), Renewal::Lapsed);
    QCOMPARE(outcome(nodes().takeSeat(begun("a"), {room, m_ana})), named(ErrorKind::RoomFull));
}

void NodesContract::lapsedNodeTakesNoSeat() {
    const RoomId room = roomFor(5);
    const NodeLease a = begun("a");
    QVERIFY(waitForLapse(a));
    const Status refused = ask(nodes().takeSeat(a, {room, m_ana}));
    QCOMPARE(outcome(refused), named(ErrorKind::ServerBusy));
    QVERIFY(refused.error().retryAfterMs);
}

void NodesContract::raceForSeatsNeverExceedsTheCapacity() {
    const RoomId room = roomFor(2);
    QList<NodeLease> leases;
    for (const char* node : {"a", "b", "c"})
        leases.append(begun(node));
    std::vector<QCoro::Task<Status>> tasks;
    for (int round = 0; round < 10; ++round) {
        for (const NodeLease& lease : std::as_const(leases)) {
            for (const UserId user : std::as_const(m_people))
                tasks.push_back(nodes().takeSeat(lease, {room, user}));
        }
    }
    int granted = 0;
    for (const Status& done : askAll(std::move(tasks)))
        granted += done ? 1 : 0;
    QCOMPARE(granted, 2 * 30); // two people, by every node, every time
}

} // namespace confab

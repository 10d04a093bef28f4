// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/hub.h"
#include "tests/server/hub/recordingports.h"

#include <QTest>

#include <random>

using namespace confab;

namespace {

const ConnectionId c1{0, 1};
const ConnectionId c2{1, 1};
const ConnectionId c3{0, 2};
const User ana{UserId{1}, QStringLiteral("ana"), {}};
const User ben{UserId{2}, QStringLiteral("ben"), {}};
const User eve{UserId{3}, QStringLiteral("eve"), {}};
const RoomId red{7};
const RoomId blue{8};
constexpr NodeRunId north = 1;
constexpr NodeRunId south = 2;

Room roomAs(RoomId id, Seq lastSeq = 0) {
    Room room;
    room.id = id;
    room.lastSeq = lastSeq;
    return room;
}

/// Records the hub's calls to its listener.
class RecordingListener final : public HubListener {
public:
    void roomOpened(RoomId room, Seq known) override { said("opened", room, known); }
    void roomClosed(RoomId room) override { said("closed", room); }
    void userCame(UserId user) override { told << QStringLiteral("came %1").arg(user.value); }
    void userWent(UserId user) override { told << QStringLiteral("went %1").arg(user.value); }
    void occupantArrived(RoomId room, const User& user) override { moved("arrived", room, user); }
    void occupantLeft(RoomId room, const User& user) override { moved("left", room, user); }
    void seatLeft(RoomId, UserId) override {}

    QStringList take() { return std::exchange(told, {}); }
    QStringList told;

private:
    void said(const char* what, RoomId room, Seq known = -1) {
        QString line = QStringLiteral("%1 %2").arg(QLatin1String(what)).arg(room.value);
        if (known >= 0)
            line += QStringLiteral(" at %1").arg(known);
        told << line;
    }
    void moved(const char* what, RoomId room, const User& user) {
        told << QStringLiteral("%1 %2 %3").arg(QLatin1String(what)).arg(room.value).arg(user.name);
    }
};

QStringList lines(const char* text) {
    return QString::fromLatin1(text).split(QStringLiteral(", "), Qt::SkipEmptyParts);
}

} // namespace

/// The hub between nodes: presence over all of them, and the calls to the listener.
class TestHubRemote : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<RecordingPorts> m_ports;
    std::unique_ptr<Hub> m_hub;
    RecordingListener m_listener;

    void signIn(ConnectionId connection, const User& user, QList<Room> rooms) {
        if (!m_hub->connections().contains(connection))
            m_hub->connected(connection);
        const quint64 number = m_hub->beginSignIn(connection, user.id, SessionId{user.id.value});
        QVERIFY(m_hub->finishSignIn(connection, number, user.name, rooms));
    }
    Entered enter(ConnectionId connection, RoomId room) {
        Entered entered;
        const quint64 number = m_hub->beginEntering(connection, room, true);
        if (!m_hub->finishEntering(connection, number, {}, entered))
            qFatal("entering failed");
        return entered;
    }
    /// What the connection was told since the last time, as "+ana" and "-ben".
    QStringList presence(ConnectionId connection) {
        QStringList moves;
        for (const RoomPresence& one : m_ports->receivedOf<RoomPresence>(connection))
            moves << (one.state == PresenceState::Here ? u'+' : u'-') % one.user.name;
        m_ports->forget();
        return moves;
    }
    QStringList here(RoomId room) const {
        QStringList names;
        if (const Occupants* occupants = m_hub->rooms().occupants(room)) {
            for (const User& user : occupants->everybody())
                names << user.name;
        }
        names.sort();
        return names;
    }

private Q_SLOTS:
    void init() {
        m_ports = std::make_unique<RecordingPorts>(2);
        m_hub = std::make_unique<Hub>(m_ports->all());
        m_hub->setListener(&m_listener);
        m_listener.told.clear();
    }

    // ---- what the listener is told

    void roomsOpenWithTheirFirstListener() {
        signIn(c1, ana, {roomAs(red, 5), roomAs(blue, 9)});
        QCOMPARE(m_listener.take(), lines("came 1, opened 7 at 5, opened 8 at 9"));
        signIn(c2, ben, {roomAs(red, 6)});
        QCOMPARE(m_listener.take(), lines("came 2"));
        m_hub->disconnected(c1);
        QCOMPARE(m_listener.take(), lines("closed 8, went 1"));
        m_hub->disconnected(c2);
        QCOMPARE(m_listener.take(), lines("closed 7, went 2"));
        m_hub->disconnected(c2);
        QCOMPARE(m_listener.take(), QStringList());
    }

    /// Events published while the list was read are known too.
    void roomsOpenWhereTheirListIsNow() {
        m_hub->connected(c1);
        const quint64 number = m_hub->beginSignIn(c1, ana.id, SessionId{1});
        m_hub->publishEvent(Event{red, 6, ben.id, {}, MessagePosted{{QStringLiteral("x")}, {}}}, ben.name);
        QList<Room> rooms{roomAs(red, 5)};
        QVERIFY(m_hub->finishSignIn(c1, number, ana.name, rooms));
        QCOMPARE(m_listener.take(), lines("came 1, opened 7 at 6"));
    }

    void peopleComeOnceAndGoOnce() {
        signIn(c1, ana, {});
        signIn(c2, ana, {});
        QCOMPARE(m_listener.take(), lines("came 1"));
        m_hub->signOut(c1);
        QCOMPARE(m_listener.take(), QStringList());
        m_hub->signOut(c1);
        m_hub->disconnected(c1);
        QCOMPARE(m_listener.take(), QStringList());
        m_hub->disconnected(c2);
        QCOMPARE(m_listener.take(), lines("went 1"));
    }

    void signingInCountsAsHere() {
        m_hub->connected(c1);
        const quint64 number = m_hub->beginSignIn(c1, ana.id, SessionId{1});
        QCOMPARE(m_listener.take(), lines("came 1"));
        QCOMPARE(m_hub->connections().users(), QList<UserId>{ana.id});
        m_hub->abandonSignIn(c1, number);
        QCOMPARE(m_listener.take(), lines("went 1"));
        QVERIFY(m_hub->connections().users().isEmpty());
    }

    void signingInAgainAsSomebodyElse() {
        signIn(c1, ana, {roomAs(red)});
        enter(c1, red);
        QCOMPARE(m_listener.take(), lines("came 1, opened 7 at 0, arrived 7 ana"));
        signIn(c1, ben, {roomAs(red)});
        QCOMPARE(m_listener.take(), lines("left 7 ana, closed 7, went 1, came 2, opened 7 at 0"));
        signIn(c1, ben, {});
        QCOMPARE(m_listener.take(), lines("closed 7, went 2, came 2"));
    }

    void occupantsAreTheNodesOwnPeople() {
        signIn(c1, ana, {roomAs(red)});
        signIn(c2, ana, {roomAs(red)});
        m_listener.take();
        enter(c1, red);
        QCOMPARE(m_listener.take(), lines("arrived 7 ana"));
        enter(c1, red);
        enter(c2, red);
        m_hub->exit(c1, red);
        m_hub->exit(c1, red);
        QCOMPARE(m_listener.take(), QStringList());
        m_hub->rooms().remoteMoved(north, red, ana, PresenceState::Here);
        m_hub->rooms().remoteMoved(north, red, ben, PresenceState::Here);
        m_hub->exit(c2, red); // still there on the other node
        QCOMPARE(m_listener.take(), lines("left 7 ana"));
        m_hub->rooms().remoteMoved(north, red, ana, PresenceState::Gone);
        QCOMPARE(m_listener.take(), QStringList());
    }

    void occupantsLeaveInEveryWay_data() {
        QTest::addColumn<int>("way");
        QTest::newRow("exit") << 0;
        QTest::newRow("sign-out") << 1;
        QTest::newRow("disconnect") << 2;
        QTest::newRow("membership lost") << 3;
        QTest::newRow("room deleted") << 4;
        QTest::newRow("another sign-in") << 5;
    }
    void occupantsLeaveInEveryWay() {
        QFETCH(int, way);
        signIn(c1, ana, {roomAs(red)});
        enter(c1, red);
        m_listener.take();
        const std::array<std::function<void()>, 6> ways{
            [&] { m_hub->exit(c1, red); },    [&] { m_hub->signOut(c1); },
            [&] { m_hub->disconnected(c1); }, [&] { m_hub->memberRemoved(red, ana.id, RemovalReason::Left, {}); },
            [&] { m_hub->roomDeleted(red); }, [&] { m_hub->beginSignIn(c1, ben.id, SessionId{2}); },
        };
        ways[size_t(way)]();
        QStringList told = m_listener.take();
        QCOMPARE(told.count(QStringLiteral("left 7 ana")), 1);
        QCOMPARE(told.count(QStringLiteral("closed 7")), way == 0 ? 0 : 1);
        m_hub->disconnected(c1);
        told = m_listener.take();
        QCOMPARE(told.count(QStringLiteral("left 7 ana")), 0);
    }

    void joiningOpensARoom() {
        signIn(c1, ana, {});
        m_listener.take();
        m_hub->memberAdded(roomAs(red, 12), ana.id, {});
        QCOMPARE(m_listener.take(), lines("opened 7 at 12"));
        m_hub->memberAdded(roomAs(red, 13), ana.id, {});
        QCOMPARE(m_listener.take(), QStringList());
        m_hub->memberRemoved(red, ana.id, RemovalReason::Left, {});
        m_hub->memberRemoved(red, ana.id, RemovalReason::Left, {});
        QCOMPARE(m_listener.take(), lines("closed 7"));
    }

    void enteringWithoutAPlaceOpensNothing() {
        signIn(c1, ana, {});
        m_listener.take();
        const quint64 number = m_hub->beginEntering(c1, red, true);
        QVERIFY(!m_hub->rooms().occupants(red));
        m_hub->rooms().remoteMoved(north, red, ben, PresenceState::Here);
        QCOMPARE(m_hub->rooms().hereCount(red), 0);
        m_hub->abandonEntering(c1, number);
        QCOMPARE(m_listener.take(), QStringList());
        QCOMPARE(m_hub->counts().rooms, 0);
    }

    // ---- presence over all nodes

    void toldWhenSomebodyAppearsAnywhere() {
        signIn(c1, ana, {roomAs(red)});
        enter(c1, red);
        m_ports->forget();
        m_hub->rooms().remoteMoved(north, red, ben, PresenceState::Here);
        QCOMPARE(presence(c1), lines("+ben"));
        m_hub->rooms().remoteMoved(north, red, ben, PresenceState::Here); // said twice
        m_hub->rooms().remoteMoved(south, red, ben, PresenceState::Here); // a second node
        signIn(c2, ben, {roomAs(red)});
        enter(c2, red); // and a third
        QCOMPARE(presence(c1), QStringList());
        m_hub->rooms().remoteMoved(north, red, ben, PresenceState::Gone);
        m_hub->rooms().remoteMoved(north, red, ben, PresenceState::Gone);
        m_hub->exit(c2, red);
        QCOMPARE(presence(c1), QStringList());
        m_hub->rooms().remoteMoved(south, red, ben, PresenceState::Gone);
        QCOMPARE(presence(c1), lines("-ben"));
        m_hub->rooms().remoteMoved(south, red, ben, PresenceState::Gone);
        m_hub->rooms().remoteMoved(south, red, eve, PresenceState::Gone); // who never was
        QCOMPARE(presence(c1), QStringList());
    }

    void ownPeopleThatAreThereAlready() {
        signIn(c1, ana, {roomAs(red)});
        signIn(c2, ben, {roomAs(red)});
        enter(c1, red);
        m_hub->rooms().remoteMoved(north, red, ben, PresenceState::Here);
        m_ports->forget();
        enter(c2, red);
        QCOMPARE(presence(c1), QStringList());
        m_hub->disconnected(c2);
        QCOMPARE(presence(c1), QStringList());
        QCOMPARE(here(red), lines("ana, ben"));
    }

    /// Members outside the room are not told.
    void onlyThoseInTheRoomAreTold() {
        signIn(c1, ana, {roomAs(red), roomAs(blue)});
        enter(c1, blue);
        m_ports->forget();
        m_hub->rooms().remoteMoved(north, red, ben, PresenceState::Here);
        m_hub->rooms().setRemote(north, red, {ben, eve});
        QCOMPARE(presence(c1), QStringList());
        QCOMPARE(here(red), lines("ben, eve"));
    }

    void whoEntersSeesEverybody() {
        signIn(c1, ana, {roomAs(red)});
        m_hub->rooms().setRemote(north, red, {ben});
        m_hub->rooms().setRemote(south, red, {ben, eve});
        const Entered entered = enter(c1, red);
        QStringList names;
        for (const User& user : entered.here)
            names << user.name;
        names.sort();
        QCOMPARE(names, lines("ana, ben, eve"));
        QCOMPARE(m_hub->rooms().hereCount(red), 3);
    }

    void peopleElsewhereTakeNoPlaceTwice() {
        signIn(c1, ana, {roomAs(red)});
        m_hub->rooms().setRemote(north, red, {ben, eve});
        Entered entered;
        quint64 number = m_hub->beginEntering(c1, red, false);
        const Status full = m_hub->finishEntering(c1, number, 2, entered);
        QVERIFY(!full);
        QCOMPARE(full.error().kind, ErrorKind::RoomFull);
        m_hub->rooms().remoteMoved(south, red, ana, PresenceState::Here);
        number = m_hub->beginEntering(c1, red, false);
        QVERIFY(m_hub->finishEntering(c1, number, 2, entered)); // a person who is in already takes no second place
    }

    void aListReplacesWhatWasKnown() {
        signIn(c1, ana, {roomAs(red)});
        enter(c1, red);
        m_hub->rooms().setRemote(north, red, {ben});
        m_ports->forget();
        m_hub->rooms().setRemote(north, red, {ben});
        QCOMPARE(presence(c1), QStringList());
        m_hub->rooms().setRemote(north, red, {eve, ana});
        QCOMPARE(presence(c1), lines("+eve, -ben"));
        m_hub->rooms().setRemote(south, red, {eve});
        m_hub->rooms().setRemote(north, red, {});
        QCOMPARE(presence(c1), QStringList());
        m_hub->rooms().setRemote(south, red, {});
        QCOMPARE(presence(c1), lines("-eve"));
        QCOMPARE(here(red), lines("ana"));
    }

    void aNodeGoesWithAllItsPeople() {
        signIn(c1, ana, {roomAs(red), roomAs(blue)});
        enter(c1, red);
        enter(c1, blue);
        m_hub->rooms().setRemote(north, red, {ben, eve, ana});
        m_hub->rooms().setRemote(north, blue, {ben});
        m_hub->rooms().setRemote(south, blue, {ben});
        m_ports->forget();
        m_hub->rooms().remoteGone(north);
        QStringList told = presence(c1);
        told.sort();
        QCOMPARE(told, lines("-ben, -eve"));
        QCOMPARE(here(red), lines("ana"));
        QCOMPARE(here(blue), lines("ana, ben"));
        m_hub->rooms().remoteGone(north);
        QCOMPARE(presence(c1), QStringList());
    }

    /// Other nodes announce their people when the room is opened again.
    void aClosedRoomForgetsTheOthers() {
        signIn(c1, ana, {roomAs(red)});
        m_hub->rooms().setRemote(north, red, {ben});
        m_hub->signOut(c1);
        QVERIFY(!m_hub->rooms().occupants(red));
        QCOMPARE(m_hub->counts().rooms, 0);
        signIn(c1, ana, {roomAs(red)});
        QCOMPARE(here(red), QStringList());
        QCOMPARE(m_hub->rooms().hereCount(red), 0);
    }

    void connectionsOfAPersonInARoom() {
        signIn(c1, ana, {roomAs(red)});
        signIn(c2, ana, {roomAs(red)});
        signIn(c3, ben, {roomAs(red)});
        enter(c1, red);
        enter(c3, red);
        QCOMPARE(m_hub->connections().inRoom(red, ana.id), QList<ConnectionId>{c1});
        QCOMPARE(m_hub->connections().inRoom(blue, ana.id), QList<ConnectionId>());
        QCOMPARE(m_hub->connections().inRoom(red, eve.id), QList<ConnectionId>());
    }

    void roomsAndSessionsOfAPerson() {
        m_hub->connected(c1);
        const quint64 number = m_hub->beginSignIn(c1, ana.id, SessionId{11});
        QVERIFY(!m_hub->connections().roomsOf(ana.id)); // not known yet
        QCOMPARE(m_hub->connections().sessionsOf(ana.id), QSet<SessionId>{SessionId{11}});
        QList<Room> rooms{roomAs(red)};
        QVERIFY(m_hub->finishSignIn(c1, number, ana.name, rooms));
        QCOMPARE(m_hub->connections().roomsOf(ana.id), QSet<RoomId>{red});
        m_hub->connected(c2);
        m_hub->beginSignIn(c2, ana.id, SessionId{12});
        QCOMPARE(m_hub->connections().roomsOf(ana.id), QSet<RoomId>{red});
        QCOMPARE(m_hub->connections().sessionsOf(ana.id), (QSet<SessionId>{SessionId{11}, SessionId{12}}));
        QVERIFY(!m_hub->connections().roomsOf(ben.id));
        QVERIFY(m_hub->connections().sessionsOf(ben.id).isEmpty());
    }

    // ---- all of it, in any order

    void anyLives_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    /// The calls to the listener pair up, whatever happens: nothing opens twice, closes twice or stays.
    void anyLives();

private:
    /// Keeps in `going` what the listener was told to have begun and not ended, and compares it with the hub.
    void follow(QSet<QString>& going);
    void changeSomething(std::mt19937& random);
};

void TestHubRemote::follow(QSet<QString>& going) {
    static constexpr std::array<std::pair<const char*, const char*>, 3> pairs{
        {{"opened", "closed"}, {"came", "went"}, {"arrived", "left"}}};
    for (const QString& line : m_listener.take()) {
        const QString what = line.section(u' ', 0, 0);
        for (const auto& [begin, end] : pairs) {
            const QString key =
                QLatin1String(begin) % u' ' % line.section(u' ', 1).section(QStringLiteral(" at "), 0, 0);
            if (what == QLatin1String(begin)) {
                QVERIFY2(!going.contains(key), qPrintable(line));
                going.insert(key);
            } else if (what == QLatin1String(end)) {
                QVERIFY2(going.contains(key), qPrintable(line));
                going.remove(key);
            }
        }
    }
    const auto count = [&going](const char* begin) {
        return std::count_if(going.begin(), going.end(),
                             [&](const QString& key) { return key.startsWith(QLatin1String(begin)); });
    };
    QCOMPARE(qsizetype(count("came")), m_hub->counts().users);
    for (const RoomId room : {red, blue}) {
        const bool isOpen = going.contains(QStringLiteral("opened %1").arg(room.value));
        QCOMPARE(m_hub->rooms().occupants(room) != nullptr, isOpen);
        for (const User& user : {ana, ben, eve}) {
            const bool isIn = going.contains(QStringLiteral("arrived %1 %2").arg(room.value).arg(user.name));
            QCOMPARE(!m_hub->connections().inRoom(room, user.id).isEmpty(), isIn);
            QCOMPARE(isOpen && m_hub->rooms().occupants(room)->isOnThisNode(user.id), isIn);
        }
    }
}

void TestHubRemote::changeSomething(std::mt19937& random) {
    const auto pick = [&random](int count) { return int(random() % unsigned(count)); };
    const QList<User> people{ana, ben, eve};
    const ConnectionId connection{quint16(pick(2)), quint64(1 + pick(3))};
    const User& user = people[pick(3)];
    const RoomId room = pick(2) == 0 ? red : blue;
    switch (pick(9)) {
    case 0:
        m_hub->disconnected(connection);
        break;
    case 1:
    case 2:
        signIn(connection, user, pick(2) == 0 ? QList<Room>{roomAs(red), roomAs(blue)} : QList<Room>{roomAs(room)});
        break;
    case 3:
        m_hub->signOut(connection);
        break;
    case 4:
        m_hub->memberAdded(roomAs(room), user.id, {});
        break;
    case 5:
        m_hub->memberRemoved(room, user.id, RemovalReason::Left, {});
        break;
    case 6:
        m_hub->rooms().setRemote(NodeRunId(1 + pick(2)), room, {people[pick(3)]});
        break;
    case 7:
        m_hub->exit(connection, room);
        break;
    default:
        if (m_hub->connections().isMember(connection, room))
            enter(connection, room);
    }
}

void TestHubRemote::anyLives() {
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    QSet<QString> going;
    for (int i = 0; i < 1000 && !QTest::currentTestFailed(); ++i) {
        changeSomething(random);
        follow(going);
    }
    for (quint16 io = 0; io < 2; ++io) {
        for (quint64 serial = 1; serial <= 3; ++serial)
            m_hub->disconnected(ConnectionId{io, serial});
    }
    follow(going);
    QVERIFY(going.isEmpty());
    QCOMPARE(m_hub->counts().rooms, 0);
}

QTEST_APPLESS_MAIN(TestHubRemote)
#include "tst_hubremote.moc"

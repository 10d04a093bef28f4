// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/limits.h"
#include "server/broker/remotepresence.h"
#include "tests/server/broker/making.h"
#include "tests/server/hub/recordingports.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace confab;
using namespace std::chrono_literals;

namespace {

const RoomId red{7};
const RoomId blue{8};
const ConnectionId c1{0, 1};
const ConnectionId c2{1, 1};
const QString north = QStringLiteral("north");
constexpr NodeRunId peer = 1;
const SteadyTime start{100h};

class RecordingPublisher final : public NodePublisher {
public:
    void publish(const Channel& channel, NodePayload payload) override {
        told.emplace_back(channel, std::move(payload));
    }

    template <class B>
    std::vector<std::pair<Channel, B>> of() const {
        std::vector<std::pair<Channel, B>> found;
        for (const auto& [channel, payload] : told) {
            if (const B* one = std::get_if<B>(&payload))
                found.emplace_back(channel, *one);
        }
        return found;
    }

    std::vector<std::pair<Channel, NodePayload>> told;
};

/// The backplane's role between the hub and the remote presence.
class Between final : public HubListener {
public:
    Between(Hub& hub, NodePublisher& publisher) : presence(hub, publisher) { hub.setListener(this); }
    void roomOpened(RoomId room, Seq) override { presence.opened(room); }
    void roomClosed(RoomId room) override { presence.closed(room); }
    void userCame(UserId) override {}
    void userWent(UserId) override {}
    void occupantArrived(RoomId room, const User& user) override { presence.moved(room, user, PresenceState::Here); }
    void occupantLeft(RoomId room, const User& user) override { presence.moved(room, user, PresenceState::Gone); }
    void seatLeft(RoomId, UserId) override {}

    RemotePresence presence;
};

QList<User> people(qint64 from, qint64 to) {
    QList<User> users;
    for (qint64 id = from; id <= to; ++id)
        users.append(person(id));
    return users;
}

} // namespace

/// Presence on other nodes, as they report it, with time as a parameter.
class TestRemotePresence : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<RecordingPorts> m_ports;
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<RecordingPublisher> m_publisher;
    std::unique_ptr<Between> m_between;

    RemotePresence& presence() { return m_between->presence; }
    void signIn(ConnectionId connection, UserId user, const QList<RoomId>& roomIds) {
        m_hub->connected(connection);
        QList<Room> rooms;
        for (const RoomId id : roomIds) {
            rooms.append(Room{});
            rooms.last().id = id;
        }
        const quint64 number = m_hub->beginSignIn(connection, user, SessionId{user.value});
        QVERIFY(m_hub->finishSignIn(connection, number, person(user.value).name, rooms));
    }
    void enter(ConnectionId connection, RoomId room) {
        Entered entered;
        const quint64 number = m_hub->beginEntering(connection, room, false);
        QVERIFY(m_hub->finishEntering(connection, number, {}, entered));
    }
    QList<qint64> here(RoomId room) const {
        QList<qint64> ids;
        if (const Occupants* occupants = m_hub->rooms().occupants(room)) {
            for (const User& user : occupants->everybody())
                ids.append(user.id.value);
        }
        std::sort(ids.begin(), ids.end());
        return ids;
    }

private Q_SLOTS:
    void init() {
        m_ports = std::make_unique<RecordingPorts>(2);
        m_hub = std::make_unique<Hub>(m_ports->all());
        m_publisher = std::make_unique<RecordingPublisher>();
        m_between = std::make_unique<Between>(*m_hub, *m_publisher);
        signIn(c1, UserId{1}, {red});
    }
    void cleanup() { m_hub->setListener(nullptr); }

    void digestIsOfWhoTheyAre() {
        QList<User> users = people(1, 50);
        const qint64 digest = digestOf(users);
        QVERIFY(digest >= 0 && digest <= limits::maxId);
        std::mt19937 random(3);
        std::shuffle(users.begin(), users.end(), random);
        users[0].name = QStringLiteral("renamed");
        QCOMPARE(digestOf(users), digest);
        users.removeLast();
        QVERIFY(digestOf(users) != digest);
        users.append(person(51));
        QVERIFY(digestOf(users) != digest);
        QVERIFY(digestOf({}) != digestOf({person(1)}));
        // Neither sums nor pairs are mistaken for each other.
        QVERIFY(digestOf({person(1), person(4)}) != digestOf({person(2), person(3)}));
        QCOMPARE(digestOf({person(1), person(2), person(3)}), qint64(3791869869507455)); // the same on every machine
    }

    /// A list without an end, and one above the bound, take bounded memory and are not requested for ever.
    void listsAreBounded() {
        constexpr int most = Occupants::mostOfNode;
        enter(c1, red);
        for (int part = 0; part < 3 * most / limits::rosterPart; ++part) {
            const qint64 from = 2 + qint64(part) * limits::rosterPart;
            presence().take(peer, Roster{red, people(from, from + limits::rosterPart - 1), part == 0, false}, start);
        }
        presence().take(peer, Roster{red, people(1'000'000, 1'000'010), false, true}, start);
        QCOMPARE(here(red).size(), most + 1);
        presence().take(peer, OccupantMoved{red, person(2'000'000), PresenceState::Here}, start);
        QCOMPARE(here(red).size(), most + 1);
        m_publisher->told.clear();
        presence().take(peer, north, RosterRenewed{red, digestOf(people(2, 2 + 3 * most))}, start);
        QVERIFY(m_publisher->of<RosterAsked>().empty());
    }

    /// A node that opens a room asks who is there, and announces its own people, which others could not receive before.
    void asksWhenItCanHear() {
        QVERIFY(m_publisher->told.empty());
        presence().confirmed(red);
        QCOMPARE(m_publisher->told.size(), size_t(1));
        QCOMPARE(m_publisher->of<RosterAsked>().at(0).second.room, red);
        QVERIFY(m_publisher->of<RosterAsked>().at(0).first == Channel(red));
        enter(c1, red);
        m_publisher->told.clear();
        presence().confirmed(red);
        QCOMPARE(m_publisher->of<RosterAsked>().size(), size_t(1));
        QCOMPARE(m_publisher->of<RosterRenewed>().size(), size_t(1));
        QCOMPARE(m_publisher->of<RosterRenewed>().at(0).second.digest, digestOf({person(1)}));
    }

    void tellsMovesOfItsOwn() {
        enter(c1, red);
        presence().take(peer, OccupantMoved{red, person(2), PresenceState::Here}, start);
        m_hub->exit(c1, red);
        const auto moves = m_publisher->of<OccupantMoved>();
        QCOMPARE(moves.size(), size_t(2)); // not those of the peer
        QCOMPARE(moves[0].second.state, PresenceState::Here);
        QCOMPARE(moves[1].second.state, PresenceState::Gone);
        QVERIFY(moves[0].first == Channel(red));
        QCOMPARE(moves[1].second.user, person(1));
    }

    void answersWithItsOwnPeople() {
        presence().take(north, RosterAsked{red});
        presence().take(north, RosterAsked{blue}); // not open here
        QVERIFY(m_publisher->told.empty());
        enter(c1, red);
        presence().take(peer, OccupantMoved{red, person(2), PresenceState::Here}, start);
        m_publisher->told.clear();
        presence().take(north, RosterAsked{red});
        const auto answers = m_publisher->of<Roster>();
        QCOMPARE(answers.size(), size_t(1));
        QVERIFY(answers[0].first == Channel(OneNode{north}));
        QCOMPARE(answers[0].second.users, QList<User>{person(1)});
        QVERIFY(answers[0].second.first && answers[0].second.last);
    }

    /// Longer lists come in parts that fit a node message; and put together again they are the list.
    void listsInParts() {
        const int count = int(2 * limits::rosterPart + 1);
        for (int i = 2; i <= count; ++i) {
            const ConnectionId connection{0, quint64(i)};
            signIn(connection, UserId{i}, {red});
            enter(connection, red);
        }
        enter(c1, red);
        m_publisher->told.clear();
        presence().take(north, RosterAsked{red});
        const auto parts = m_publisher->of<Roster>();
        QCOMPARE(parts.size(), size_t(3));
        init(); // as the node that asked
        for (const auto& [channel, part] : parts) {
            QVERIFY(part.users.size() <= limits::rosterPart);
            QCOMPARE(here(red).size(), 0);
            presence().take(peer, part, start);
        }
        QCOMPARE(here(red).size(), count);
        // A list that lost its beginning is no list: the digest tells, and it is asked again.
        presence().take(peer, Roster{red, {person(1)}, true, true}, start);
        QCOMPARE(here(red), QList<qint64>{1});
    }

    /// What a new list replaces: also one that was not complete.
    void anUnfinishedListIsDropped() {
        presence().take(peer, Roster{red, people(10, 12), true, false}, start);
        presence().take(peer, Roster{red, people(20, 21), true, false}, start);
        presence().take(peer, Roster{red, people(22, 22), false, true}, start);
        QCOMPARE(here(red), (QList<qint64>{20, 21, 22}));
    }

    void asksWhenTheDigestDiffers() {
        const QList<User> two = people(2, 3);
        presence().take(peer, north, RosterRenewed{red, digestOf(two)}, start);
        auto asked = m_publisher->of<RosterAsked>();
        QCOMPARE(asked.size(), size_t(1));
        QVERIFY(asked[0].first == Channel(OneNode{north}));
        presence().take(peer, Roster{red, two, true, true}, start);
        QCOMPARE(here(red), (QList<qint64>{2, 3}));
        presence().take(peer, north, RosterRenewed{red, digestOf(two)}, start);
        QCOMPARE(m_publisher->of<RosterAsked>().size(), size_t(1));
        presence().take(peer, OccupantMoved{red, person(3), PresenceState::Gone}, start);
        presence().take(peer, north, RosterRenewed{red, digestOf(people(2, 2))}, start);
        QCOMPARE(m_publisher->of<RosterAsked>().size(), size_t(1));
    }

    void nothingForRoomsThatAreClosed() {
        presence().take(peer, north, RosterRenewed{blue, 1}, start);
        presence().take(peer, Roster{blue, people(2, 3), true, true}, start);
        presence().take(peer, OccupantMoved{blue, person(2), PresenceState::Here}, start);
        QVERIFY(m_publisher->told.empty());
        QVERIFY(!m_hub->rooms().occupants(blue));
        QCOMPARE(m_hub->rooms().hereCount(blue), 0);
    }

    /// Each room's people are renewed once in so many beats, spread over them.
    void renewsInTime() {
        enter(c1, red);
        signIn(c2, UserId{2}, {red, blue});
        enter(c2, blue);
        m_publisher->told.clear();
        for (int beat = 0; beat < 2 * limits::beatsPerRosterRound; ++beat) {
            const size_t before = m_publisher->told.size();
            presence().beat(start + beat * limits::nodeBeat);
            QVERIFY(m_publisher->told.size() - before <= 1);
        }
        QMap<qint64, int> times;
        for (const auto& [channel, renewed] : m_publisher->of<RosterRenewed>()) {
            ++times[renewed.room.value];
            QVERIFY(channel == Channel(renewed.room));
        }
        QCOMPARE(times, (QMap<qint64, int>{{red.value, 2}, {blue.value, 2}}));
    }

    void nothingToRenewWhereNobodyIs() {
        for (int beat = 0; beat < 2 * limits::beatsPerRosterRound; ++beat)
            presence().beat(start + beat * limits::nodeBeat);
        QVERIFY(m_publisher->told.empty());
    }

    /// A person stays for one lease at most after they were last reported, in one room or in all.
    void runsOut() {
        enter(c1, red);
        presence().take(peer, Roster{red, people(2, 3), true, true}, start);
        presence().take(peer + 1, OccupantMoved{red, person(4), PresenceState::Here}, start + 1s);
        m_ports->forget();
        presence().beat(start + limits::rosterLease - 1ms);
        QCOMPARE(here(red), (QList<qint64>{1, 2, 3, 4}));
        presence().take(peer + 1, north, RosterRenewed{red, digestOf({person(4)})}, start + 5s);
        presence().beat(start + limits::rosterLease);
        QCOMPARE(here(red), (QList<qint64>{1, 4}));
        QCOMPARE(m_ports->receivedOf<RoomPresence>(c1).size(), size_t(2));
        presence().beat(start + 5s + limits::rosterLease);
        QCOMPARE(here(red), QList<qint64>{1});
        QCOMPARE(m_ports->receivedOf<RoomPresence>(c1).size(), size_t(3));
        presence().beat(start + 24h); // this node's own are here as long as they are
        QCOMPARE(here(red), QList<qint64>{1});
    }

    void aPeerThatIsGoneTakesItsPeopleAlong() {
        enter(c1, red);
        presence().take(peer, Roster{red, people(2, 3), true, true}, start);
        presence().take(peer + 1, Roster{red, people(3, 4), true, true}, start);
        m_ports->forget();
        presence().peerGone(peer);
        QCOMPARE(here(red), (QList<qint64>{1, 3, 4}));
        const auto told = m_ports->receivedOf<RoomPresence>(c1);
        QCOMPARE(told.size(), size_t(1));
        QCOMPARE(told[0].user.id, UserId{2});
        QCOMPARE(told[0].state, PresenceState::Gone);
    }

    void asksANewPeerForAllRooms() {
        signIn(c2, UserId{2}, {red, blue});
        presence().askAgain(north);
        QSet<RoomId> rooms;
        for (const auto& [channel, asked] : m_publisher->of<RosterAsked>()) {
            QVERIFY(channel == Channel(OneNode{north}));
            rooms.insert(asked.room);
        }
        QCOMPARE(rooms, (QSet<RoomId>{red, blue}));
    }

    /// A room that was closed and opened again starts without people of other nodes.
    void forgetsWithTheRoom() {
        presence().take(peer, Roster{red, people(2, 3), true, true}, start);
        m_hub->signOut(c1);
        signIn(c2, UserId{5}, {red});
        QCOMPARE(here(red), QList<qint64>());
        presence().beat(start + 24h);
        QCOMPARE(here(red), QList<qint64>());
    }
};

QTEST_APPLESS_MAIN(TestRemotePresence)
#include "tst_remotepresence.moc"

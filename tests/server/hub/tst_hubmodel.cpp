// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/hub.h"
#include "tests/server/hub/recordingports.h"

#include <QTest>

#include <random>
#include <set>

using namespace confab;

namespace {

constexpr int users = 3; // few, so that several connections of one person meet in one room
constexpr int rooms = 2;
constexpr int ioThreads = 2;

/// The hub's expected state, in the plainest form: facts about connections, and a log length per room.
struct Model {
    struct Connection {
        UserId user; // 0: signed out
        quint64 signIn = 0;
        bool signedIn = false;
        std::set<RoomId> entered;
        std::map<quint64, std::pair<RoomId, Seq>> entering; // number: room and lastSeq of its snapshot
    };
    std::map<ConnectionId, Connection> connections;
    std::map<UserId, std::set<RoomId>> memberships;
    std::map<RoomId, Seq> lastSeq;

    std::set<UserId> here(RoomId room) const {
        std::set<UserId> found;
        for (const auto& [id, connection] : connections) {
            if (connection.entered.contains(room))
                found.insert(connection.user);
        }
        return found;
    }
};

} // namespace

/// Random actions of connections against a reference model: deliveries, presence, and that nothing is leaked.
class TestHubModel : public QObject {
    Q_OBJECT

private:
    std::mt19937 m_random;
    std::unique_ptr<RecordingPorts> m_ports;
    std::unique_ptr<Hub> m_hub;
    Model m_model;
    quint64 m_serial = 0;

    int pick(int count) { return int(m_random() % unsigned(count)); }
    RoomId anyRoom() { return RoomId{1 + pick(rooms)}; }
    UserId anyUser() { return UserId{1 + pick(users)}; }
    static QString nameOf(UserId user) { return QStringLiteral("user %1").arg(user.value); }

    Room roomAs(RoomId id) {
        Room room;
        room.id = id;
        room.lastSeq = m_model.lastSeq[id];
        return room;
    }
    std::pair<const ConnectionId, Model::Connection>* anyConnection() {
        if (m_model.connections.empty())
            return nullptr;
        return &*std::next(m_model.connections.begin(), pick(int(m_model.connections.size())));
    }

    void connectOne() {
        const ConnectionId id{quint16(pick(ioThreads)), ++m_serial};
        m_hub->connected(id);
        m_model.connections[id] = {};
    }
    void disconnectOne(ConnectionId id) {
        m_hub->disconnected(id);
        m_model.connections.erase(id);
    }
    void signOut(ConnectionId id, Model::Connection& connection) {
        m_hub->signOut(id);
        connection = {};
    }
    void beginSignIn(ConnectionId id, Model::Connection& connection) {
        connection = {};
        connection.user = anyUser();
        connection.signIn = m_hub->beginSignIn(id, connection.user, SessionId{connection.user.value});
        QVERIFY(connection.signIn != 0);
    }
    void finishSignIn(ConnectionId id, Model::Connection& connection) {
        const quint64 number = connection.signIn;
        QList<Room> list; // an old list: the hub has to correct it
        if (pick(4) == 0)
            list.append(roomAs(anyRoom()));
        const std::set<RoomId> member = m_model.memberships[connection.user];
        list.removeIf([&](const Room& room) { return !member.contains(room.id); });
        for (const RoomId room : member) {
            if (std::none_of(list.begin(), list.end(), [&](const Room& r) { return r.id == room; }))
                list.append(roomAs(room));
        }
        const bool expected = number != 0 && !connection.signedIn;
        QCOMPARE(m_hub->finishSignIn(id, number, nameOf(connection.user), list), expected);
        connection.signedIn = connection.signedIn || expected;
    }
    void join() {
        const UserId user = anyUser();
        const RoomId room = anyRoom();
        m_model.memberships[user].insert(room);
        m_hub->memberAdded(roomAs(room), user, {});
    }
    void leave() {
        const UserId user = anyUser();
        const RoomId room = anyRoom();
        m_model.memberships[user].erase(room);
        m_hub->memberRemoved(room, user, RemovalReason::Left, {});
        for (auto& [id, connection] : m_model.connections) {
            if (connection.user != user)
                continue;
            connection.entered.erase(room);
            std::erase_if(connection.entering, [&](const auto& entry) { return entry.second.first == room; });
        }
    }
    void beginEntering(ConnectionId id, Model::Connection& connection) {
        const RoomId room = anyRoom();
        const quint64 number = m_hub->beginEntering(id, room, true);
        QCOMPARE(number != 0, connection.signedIn);
        if (number != 0)
            connection.entering[number] = {room, m_model.lastSeq[room]};
    }
    void finishEntering(ConnectionId id, Model::Connection& connection) {
        if (connection.entering.empty())
            return;
        const auto [number, entering] = *std::next(connection.entering.begin(), pick(int(connection.entering.size())));
        const auto [room, snapshot] = entering;
        connection.entering.erase(number);
        if (pick(5) == 0)
            return m_hub->abandonEntering(id, number);
        Entered entered;
        entered.lastSeq = snapshot;
        const bool member = m_model.memberships[connection.user].contains(room);
        const Status done = m_hub->finishEntering(id, number, {}, entered);
        QCOMPARE(done.has_value(), member);
        if (!done)
            return;
        connection.entered.insert(room);
        // No hole: from the snapshot on, one after the other, up to now.
        Seq next = snapshot;
        for (const Event& event : entered.events)
            QCOMPARE(event.seq, ++next);
        QCOMPARE(next, m_model.lastSeq[room]);
        QCOMPARE(entered.lastSeq, m_model.lastSeq[room]);
        std::set<UserId> here;
        for (const User& user : entered.here) {
            here.insert(user.id);
            QCOMPARE(user.name, nameOf(user.id));
        }
        QCOMPARE(here, m_model.here(room));
    }
    void exitRoom(ConnectionId id, Model::Connection& connection) {
        const RoomId room = anyRoom();
        m_hub->exit(id, room);
        connection.entered.erase(room);
    }
    void publish() {
        const RoomId room = anyRoom();
        const Seq seq = ++m_model.lastSeq[room];
        m_ports->forget();
        m_hub->publishEvent(Event{room, seq, UserId{1}, {}, MessagePosted{{QStringLiteral("x")}, {}}}, nameOf({1}));
        for (const auto& [id, connection] : m_model.connections) {
            const bool entered = connection.entered.contains(room);
            const bool watching =
                connection.signedIn && m_model.memberships[connection.user].contains(room) && !entered;
            QCOMPARE(m_ports->receivedOf<RoomEventNotice>(id).size(), size_t(entered));
            QCOMPARE(m_ports->receivedOf<RoomActivity>(id).size(), size_t(watching));
        }
    }

    void step() {
        auto* one = anyConnection();
        const int what = pick(100);
        if (!one || what < 8)
            return connectOne();
        auto& [id, connection] = *one;
        if (what < 11)
            disconnectOne(id);
        else if (what < 13)
            signOut(id, connection);
        else if (what < 19)
            beginSignIn(id, connection);
        else if (what < 32)
            finishSignIn(id, connection);
        else if (what < 44)
            join();
        else if (what < 48)
            leave();
        else if (what < 64)
            beginEntering(id, connection);
        else if (what < 76)
            finishEntering(id, connection);
        else if (what < 80)
            exitRoom(id, connection);
        else
            publish();
    }

    void compare() {
        for (int room = 1; room <= rooms; ++room)
            QCOMPARE(m_hub->rooms().hereCount(RoomId{room}), int(m_model.here(RoomId{room}).size()));
        for (const auto& [id, connection] : m_model.connections) {
            QCOMPARE(m_hub->connections().identity(id) != nullptr, connection.signedIn);
            for (int room = 1; room <= rooms; ++room) {
                const RoomId roomId{room};
                const bool member = connection.signedIn && m_model.memberships[connection.user].contains(roomId);
                const bool entered = connection.entered.contains(roomId);
                QCOMPARE(m_hub->connections().isMember(id, roomId), member);
                QCOMPARE(m_hub->connections().hasEntered(id, roomId), entered);
                const Subscription expected = entered  ? Subscription::Events
                                              : member ? Subscription::Activity
                                                       : Subscription::None;
                QCOMPARE(m_ports->of(id).subscriptions[id].value(roomId, Subscription::None), expected);
            }
        }
        QCOMPARE(m_hub->counts().connections, qsizetype(m_model.connections.size()));
    }

private Q_SLOTS:
    void livesOfConnections_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void livesOfConnections() {
        QFETCH(unsigned, seed);
        m_random.seed(seed);
        m_ports = std::make_unique<RecordingPorts>(ioThreads);
        m_hub = std::make_unique<Hub>(m_ports->all());
        m_model = {};
        for (int i = 0; i < 500; ++i) {
            step();
            compare();
            if (QTest::currentTestFailed())
                return;
        }
        while (!m_model.connections.empty())
            disconnectOne(m_model.connections.begin()->first);
        QCOMPARE(m_hub->counts().connections, 0);
        QCOMPARE(m_hub->counts().users, 0);
        QCOMPARE(m_hub->counts().rooms, 0);
        QCOMPARE(m_hub->counts().recentActivities, size_t(0));
    }
};

QTEST_APPLESS_MAIN(TestHubModel)
#include "tst_hubmodel.moc"

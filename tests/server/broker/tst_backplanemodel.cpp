// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/broker/testnode.h"
#include "tests/support/waiting.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <random>
#include <set>

using namespace confab;
using namespace confab::test;

namespace {

constexpr int people = 4;
constexpr int rooms = 2;

} // namespace

/// Three nodes, random actions, and node messages that are lost, late and doubled; afterwards all nodes agree on
/// presence and memberships, and every connection has the whole log in order.
class TestBackplaneModel : public QObject {
    Q_OBJECT

private:
    struct Open {
        TestNode* node = nullptr;
        ConnectionId id;
        UserId user;
    };

    std::mt19937 m_random;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<PipeNet> m_net;
    std::array<std::unique_ptr<TestNode>, 3> m_nodes;
    std::array<UserId, people> m_people;
    std::array<RoomId, rooms> m_rooms;
    std::vector<Open> m_open;
    std::set<std::pair<RoomId, UserId>> m_members;
    int m_messages = 0;

    int pick(int count) { return int(m_random() % unsigned(count)); }

    void signIn() {
        const UserId user = m_people[size_t(pick(people))];
        TestNode& node = *m_nodes[size_t(pick(3))];
        m_open.push_back({&node, node.signIn(user), user});
    }
    void act(Open& one, RoomId room) {
        switch (pick(8)) {
        case 0:
            one.node->close(one.id);
            m_open.erase(m_open.begin() + (&one - m_open.data()));
            return;
        case 1:
            if (one.user != m_people[0] && m_members.erase({room, one.user}) > 0)
                one.node->leave(one.user, room);
            return;
        case 2:
            if (m_members.insert({room, one.user}).second)
                one.node->join(one.user, room);
            return;
        case 3:
            return one.node->exit(one.id, room);
        case 4:
        case 5:
            if (one.node->hub.connections().isMember(one.id, room) && m_members.contains({room, one.user}))
                QVERIFY(one.node->enter(one.id, room));
            return;
        default:
            if (one.node->hub.connections().isMember(one.id, room) && m_members.contains({room, one.user}))
                one.node->send(one.id, room, QString::number(++m_messages));
        }
    }
    /// Who is in the room, by every node's own connections only.
    QSet<UserId> really(RoomId room) const {
        QSet<UserId> in;
        for (const Open& one : m_open) {
            if (one.node->hub.connections().hasEntered(one.id, room))
                in.insert(one.user);
        }
        return in;
    }
    /// The differences; empty when there are none.
    QString difference() const {
        for (const RoomId room : m_rooms) {
            for (const auto& node : m_nodes) {
                if (node->hub.rooms().occupants(room) && node->here(room) != really(room))
                    return QStringLiteral("who is in room %1 on node %2").arg(room.value).arg(node->lease.node);
            }
            for (const Open& one : m_open) {
                if (one.node->hub.connections().isMember(one.id, room) != m_members.contains({room, one.user}))
                    return QStringLiteral("whether %1 belongs to %2").arg(one.user.value).arg(room.value);
            }
        }
        return {};
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_storage = openIn(m_folder->path());
        m_net = std::make_unique<PipeNet>();
        m_open.clear();
        m_members.clear();
        m_messages = 0;
        for (int i = 0; i < people; ++i)
            m_people[size_t(i)] = makeUser(*m_storage, QStringLiteral("user%1").arg(i));
        for (int i = 0; i < rooms; ++i) {
            m_rooms[size_t(i)] = makeRoom(*m_storage, m_people[0], QStringLiteral("Room %1").arg(i));
            m_members.insert({m_rooms[size_t(i)], m_people[0]});
        }
        for (size_t i = 0; i < m_nodes.size(); ++i)
            m_nodes[i] = std::make_unique<TestNode>(*m_storage, *m_net, QStringLiteral("node%1").arg(i), 1'000'000 * i);
    }
    void cleanup() {
        m_storage->stop();
        for (auto& node : m_nodes)
            node.reset();
        m_net.reset();
        m_storage.reset();
    }

    void agreeInTheEnd_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void agreeInTheEnd() {
        QFETCH(unsigned, seed);
        m_random.seed(seed);
        std::mt19937 fates(seed);
        const unsigned losses = seed % 2 == 0 ? 30 : 90; // out of 100
        m_net->fate = [&fates, losses](const PipeNet::Passing&) {
            const unsigned dice = fates() % 100;
            return dice < losses       ? Fate::IsLost
                   : dice < losses + 5 ? Fate::IsHeld
                   : dice < losses + 9 ? Fate::ComesTwice
                                       : Fate::Arrives;
        };
        for (int step = 0; step < 300 && !QTest::currentTestFailed(); ++step) {
            if (m_open.empty() || pick(12) == 0)
                signIn();
            else
                act(m_open[size_t(pick(int(m_open.size())))], m_rooms[size_t(pick(rooms))]);
            if (pick(40) == 0)
                m_net->release();
            if (pick(60) == 0) {
                PipeBroker& broker = m_nodes[size_t(pick(3))]->broker;
                broker.cut();
                broker.mend();
            }
            for (int turns = pick(3); turns > 0; --turns)
                QCoreApplication::processEvents();
        }
        m_net->release(); // the last event before the entering
        m_net->fate = {};
        const bool agreed = waitUntil([this] { return difference().isEmpty(); });
        QVERIFY2(agreed, qPrintable(difference()));

        // From here on every occupant gets the same tail, whichever node it is sent from.
        for (const auto& node : m_nodes)
            node->ports.forget();
        for (const RoomId room : m_rooms) {
            QList<Seq> sent;
            for (const Open& one : m_open) {
                if (one.node->hub.connections().hasEntered(one.id, room))
                    sent << one.node->send(one.id, room, QString::number(++m_messages)).seq;
            }
            for (const Open& one : m_open) {
                if (!one.node->hub.connections().hasEntered(one.id, room))
                    continue;
                const auto tail = [&] { return one.node->seqsOf(one.id, room); };
                QVERIFY(waitUntil([&] { return !tail().isEmpty() && tail().last() == sent.last(); }));
                QCOMPARE(tail().last(sent.size()), sent);
                for (qsizetype i = 1; i < tail().size(); ++i)
                    QCOMPARE(tail()[i], tail()[i - 1] + 1);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestBackplaneModel)
#include "tst_backplanemodel.moc"

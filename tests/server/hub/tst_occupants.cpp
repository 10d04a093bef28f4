// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/occupants.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace confab;

namespace {

constexpr int users = 4;
constexpr int peers = 3;

User person(int id) {
    User user{UserId{id}, QStringLiteral("person %1").arg(id), {}};
    if (id == users)
        user.bot = true;
    return user;
}

/// The same in the plainest form.
struct Model {
    std::map<int, int> connections; // of this node, by person
    std::map<NodeRunId, std::set<int>> elsewhere;

    std::set<int> everybody() const {
        std::set<int> found;
        for (const auto& [user, count] : connections) {
            if (count > 0)
                found.insert(user);
        }
        for (const auto& [peer, people] : elsewhere)
            found.insert(people.begin(), people.end());
        return found;
    }
};

std::set<int> idsOf(const QList<User>& list) {
    std::set<int> ids;
    for (const User& user : list)
        ids.insert(int(user.id.value));
    return ids;
}

template <class T>
std::set<T> minus(const std::set<T>& a, const std::set<T>& b) {
    std::set<T> rest;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(rest, rest.end()));
    return rest;
}

} // namespace

/// Who is in a room over all nodes, against a naive model: every answer, and the whole state after every step.
class TestOccupants : public QObject {
    Q_OBJECT

private:
    std::mt19937 m_random;
    Occupants m_occupants;
    Model m_model;

    int pick(int count) { return int(m_random() % unsigned(count)); }

    void arrive(int user) {
        const bool anywhere = !m_model.everybody().contains(user);
        const Occupants::Change change = m_occupants.arrived(person(user));
        QCOMPARE(change.onThisNode, ++m_model.connections[user] == 1);
        QCOMPARE(change.anywhere, anywhere);
    }
    void leave(int user) {
        const bool was = m_model.connections[user] > 0;
        if (was)
            --m_model.connections[user];
        const Occupants::Change change = m_occupants.left(UserId{user});
        QCOMPARE(change.onThisNode, was && m_model.connections[user] == 0);
        QCOMPARE(change.anywhere, was && !m_model.everybody().contains(user));
    }
    void peerMove(NodeRunId peer, int user, bool here) {
        const std::set<int> before = m_model.everybody();
        if (here)
            m_model.elsewhere[peer].insert(user);
        else
            m_model.elsewhere[peer].erase(user);
        const bool changed =
            here ? m_occupants.remoteArrived(peer, person(user)) : m_occupants.remoteLeft(peer, UserId{user});
        QCOMPARE(changed, m_model.everybody() != before);
    }
    void setPeer(NodeRunId peer) {
        const std::set<int> before = m_model.everybody();
        QList<User> list;
        std::set<int>& now = m_model.elsewhere[peer];
        now.clear();
        for (int count = pick(users + 1); count > 0; --count) {
            const int user = 1 + pick(users);
            now.insert(user);
            list.append(person(user)); // also twice
        }
        const Occupants::Moves moves = m_occupants.setRemote(peer, list);
        const std::set<int> after = m_model.everybody();
        QCOMPARE(idsOf(moves.arrived), minus(after, before));
        QCOMPARE(idsOf(moves.gone), minus(before, after));
        QCOMPARE(size_t(moves.arrived.size()), minus(after, before).size()); // each told once
        QCOMPARE(size_t(moves.gone.size()), minus(before, after).size());
    }
    void step() {
        const int user = 1 + pick(users);
        const NodeRunId peer = NodeRunId(1 + pick(peers));
        switch (pick(5)) {
        case 0:
            return arrive(user);
        case 1:
            return leave(user);
        case 2:
            return peerMove(peer, user, true);
        case 3:
            return peerMove(peer, user, false);
        default:
            return setPeer(peer);
        }
    }
    void compare() {
        const std::set<int> all = m_model.everybody();
        QCOMPARE(idsOf(m_occupants.listedFor(UserId{1})), all);
        QCOMPARE(idsOf(m_occupants.everybody()), all);
        QCOMPARE(m_occupants.count(), int(all.size()));
        QCOMPARE(m_occupants.isEmpty(), all.empty());
        std::set<int> mine;
        for (int user = 1; user <= users; ++user) {
            const bool isMine = m_model.connections[user] > 0;
            if (isMine)
                mine.insert(user);
            QCOMPARE(m_occupants.contains(UserId{user}), all.contains(user));
            QCOMPARE(m_occupants.isOnThisNode(UserId{user}), isMine);
        }
        QCOMPARE(idsOf(m_occupants.ofThisNode()), mine);
        for (NodeRunId peer = 1; peer <= NodeRunId(peers); ++peer)
            QCOMPARE(idsOf(m_occupants.ofNode(peer)), m_model.elsewhere[peer]);
        for (const User& user : m_occupants.listedFor(UserId{1}))
            QCOMPARE(user, person(int(user.id.value)));
    }

private Q_SLOTS:
    /// Another node can't fill this one's memory.
    void peoplePerPeerAreBounded() {
        Occupants occupants;
        for (int id = 1; id <= Occupants::mostOfNode; ++id)
            QVERIFY(occupants.remoteArrived(1, person(id)));
        QVERIFY(!occupants.remoteArrived(1, person(Occupants::mostOfNode + 1)));
        QCOMPARE(occupants.count(), Occupants::mostOfNode);
        QVERIFY(occupants.remoteArrived(2, person(Occupants::mostOfNode + 1))); // of another
        QVERIFY(!occupants.remoteArrived(1, person(1)));                        // known already
        QVERIFY(occupants.remoteLeft(1, UserId{1}));
        QVERIFY(occupants.remoteArrived(1, person(Occupants::mostOfNode + 2)));
        QList<User> others;
        for (int id = 1; id <= Occupants::mostOfNode + 10; ++id)
            others.append(person(Occupants::mostOfNode + 2 + id));
        const Occupants::Moves moves = occupants.setRemote(1, others);
        QCOMPARE(moves.gone.size(), Occupants::mostOfNode);
        QCOMPARE(moves.arrived.size(), Occupants::mostOfNode);
        QCOMPARE(occupants.ofNode(1).size(), Occupants::mostOfNode);
        occupants.setRemote(1, {});
        QCOMPARE(idsOf(occupants.everybody()), std::set<int>{Occupants::mostOfNode + 1});
    }

    void anyMoves_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void anyMoves() {
        QFETCH(unsigned, seed);
        m_random.seed(seed);
        m_occupants = {};
        m_model = {};
        for (int i = 0; i < 1000; ++i) {
            step();
            compare();
            if (QTest::currentTestFailed())
                return;
        }
    }

    void aLongListIsCut_data() {
        QTest::addColumn<int>("nameLength");
        QTest::addColumn<int>("people");
        QTest::addColumn<int>("listed");
        const int most = limits::listedPeople;
        QTest::newRow("as many as fit") << 12 << most << most;
        QTest::newRow("one more") << 12 << most + 1 << most;
        QTest::newRow("long names") << limits::nameChars << most << int(limits::listedNames) / limits::nameChars;
    }
    void aLongListIsCut() {
        QFETCH(int, nameLength);
        QFETCH(int, people);
        QFETCH(int, listed);
        Occupants occupants;
        for (int id = 1; id <= people; ++id)
            occupants.arrived(User{UserId{id}, QString(nameLength, u'n'), {}});
        QCOMPARE(occupants.count(), people);
        for (const int reader : {1, people, people + 1}) { // the last is not here
            const QList<User> list = occupants.listedFor(UserId{reader});
            QCOMPARE(list.size(), listed);
            QCOMPARE(idsOf(list).size(), size_t(listed)); // each once
            QCOMPARE(list.first().id == UserId{reader}, reader <= people);
        }
    }
};

QTEST_APPLESS_MAIN(TestOccupants)
#include "tst_occupants.moc"

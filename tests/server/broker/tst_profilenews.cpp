// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/profile.h"
#include "tests/server/broker/testnode.h"
#include "tests/support/waiting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace confab;
using namespace confab::test;

/// What people tell of themselves, on another node than the one that they are connected to.
class TestProfileNews : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<PipeNet> m_net;
    std::unique_ptr<TestNode> m_a;
    std::unique_ptr<TestNode> m_b;
    UserId m_ana, m_ben, m_eve; // the last one is a stranger
    RoomId m_room;

    void set(UserId user, Availability choice) { need(m_storage->users().setPresence(user, choice, at(1))); }
    void tell(TestNode& node, UserId user, ConnectionId caller) {
        QCoro::waitFor(node.backplane.profileChanged(user, caller));
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_storage = openIn(m_folder->path());
        m_ana = makeUser(*m_storage, QStringLiteral("ana"));
        m_ben = makeUser(*m_storage, QStringLiteral("ben"));
        m_eve = makeUser(*m_storage, QStringLiteral("eve"));
        m_room = makeRoom(*m_storage, m_ana);
        need(m_storage->rooms().join(m_room, m_ben, at(1)));
        m_net = std::make_unique<PipeNet>();
        m_a = std::make_unique<TestNode>(*m_storage, *m_net, QStringLiteral("a"), 0);
        m_b = std::make_unique<TestNode>(*m_storage, *m_net, QStringLiteral("b"), 1000);
    }
    void cleanup() {
        m_storage->stop();
        m_a.reset();
        m_b.reset();
        m_net.reset();
        m_storage.reset();
    }

    void newsReachPeopleOfOtherNodes() {
        const ConnectionId ana = m_a->signIn(m_ana);
        const ConnectionId anaToo = m_b->signIn(m_ana);
        const ConnectionId ben = m_b->signIn(m_ben);
        const ConnectionId eve = m_b->signIn(m_eve);
        ProfileChange change{m_ana};
        change.name = QStringLiteral("Ana Lima");
        need(m_storage->users().updateProfile(change));
        set(m_ana, Availability::DoNotDisturb);
        tell(*m_a, m_ana, ana);
        QVERIFY(waitUntil([&] { return m_b->ports.receivedOf<UserUpdated>(ben).size() == 1; }));
        const User told = m_b->ports.receivedOf<UserUpdated>(ben)[0].user;
        QCOMPARE(told.name, QStringLiteral("Ana Lima"));
        QCOMPARE(told.presence, std::optional(Availability::DoNotDisturb));
        QCOMPARE(m_b->ports.receivedOf<UserUpdated>(anaToo).size(), size_t(1));
        QVERIFY(m_b->ports.receivedOf<UserUpdated>(eve).empty());
        QVERIFY(m_a->ports.receivedOf<UserUpdated>(ana).empty());
        QCOMPARE(m_b->hub.connections().identity(anaToo)->name, QStringLiteral("Ana Lima"));
    }

    /// The presence of somebody who is connected to the other node alone is told by that one.
    void presenceIsToldByTheNodeThatKnows() {
        const ConnectionId ana = m_a->signIn(m_ana);
        const ConnectionId ben = m_b->signIn(m_ben);
        set(m_ana, Availability::Away);
        tell(*m_a, m_ana, ana);
        QVERIFY(waitUntil([&] { return m_b->ports.receivedOf<UserUpdated>(ben).size() == 1; }));
        QCOMPARE(m_b->ports.receivedOf<UserUpdated>(ben)[0].user.presence, std::optional(Availability::Away));
    }

    void whoIsInvisibleIsInNoRoomOfAnyNode() {
        const ConnectionId ana = m_a->signIn(m_ana);
        const ConnectionId ben = m_b->signIn(m_ben);
        QVERIFY(m_a->enter(ana, m_room) && m_b->enter(ben, m_room));
        const QSet<UserId> both{m_ana, m_ben};
        QVERIFY(waitUntil([&] { return m_b->here(m_room) == both && m_a->here(m_room) == both; }));
        set(m_ana, Availability::Offline);
        tell(*m_a, m_ana, ana);
        QCOMPARE(m_a->here(m_room), QSet<UserId>{m_ben});
        QVERIFY(waitUntil([&] { return m_b->here(m_room) == QSet<UserId>{m_ben}; }));
        QCOMPARE(m_a->hub.rooms().occupants(m_room)->seats(), 2); // the seat is taken
        set(m_ana, Availability::Online);
        tell(*m_a, m_ana, ana);
        QVERIFY(waitUntil([&] { return m_b->here(m_room) == both; }));
    }

    /// A news that was lost is made up for by the next comparison.
    void aLostNewsIsMadeUpFor() {
        const ConnectionId ana = m_a->signIn(m_ana);
        QVERIFY(m_a->enter(ana, m_room));
        set(m_ana, Availability::Offline); // by another node, of which nothing was heard
        QVERIFY(waitUntil([&] { return m_a->here(m_room).isEmpty(); }));
    }
};

QTEST_GUILESS_MAIN(TestProfileNews)
#include "tst_profilenews.moc"

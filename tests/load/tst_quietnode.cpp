// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

/// A node receives nothing of rooms whose members are all on other nodes: what Redis sends to node b is read in
/// transit.
class TestQuietNode : public QObject {
    Q_OBJECT

private:
    static constexpr int burst = 200;

    ClusterFixture m_cluster{{.nodes = 2, .troubled = true}}; // by proxies, which do no harm here
    QByteArray m_database;
    QByteArray m_heard; // by node b
    Person m_ana;       // on node a, as cleo
    Person m_cleo;
    Person m_ben; // on node b, in a room of his own
    Room m_room;  // ana's and cleo's
    Room m_bens;

    /// A channel's name, for example of "room" 7.
    QByteArray channel(const char* kind, qint64 id) const {
        return "confab:" + m_database + ':' + kind + ":{" + QByteArray::number(id) + '}';
    }
    QByteArray channel() const { return channel("room", m_room.id.value); }
    /// The name of the database in all channels, as node b's own channel shows it.
    QByteArray database() {
        const auto names = m_cluster.redis().command({QStringLiteral("PUBSUB"), QStringLiteral("CHANNELS")});
        for (const QByteArray& name : names.value_or(QByteArray()).split('\n')) {
            if (name.endsWith(":node:b"))
                return name.split(':').at(1);
        }
        return {};
    }

    /// What node b received, value by value, without an incomplete last one.
    QList<QByteArray> values() const {
        QList<QByteArray> found;
        QByteArray rest = m_heard;
        for (qsizetype length = respLength(rest); length > 0; length = respLength(rest)) {
            found.append(rest.left(length));
            rest.remove(0, length);
        }
        return found;
    }
    /// What was published in other channels than those that every node listens to, Ben's and his room's. Left out is
    /// what node b published itself, and the answers to what it asked of Redis.
    QByteArrayList foreign() const {
        const QByteArray bens = channel("room", m_bens.id.value);
        const QByteArray ben = channel("user", m_ben.id().value);
        QByteArrayList found;
        for (const QByteArray& value : values()) {
            const bool answer = value.startsWith(':') || value.startsWith('+') || value.contains("subscribe\r\n");
            const bool own = value.contains(":nodes\r\n") || value.contains(":node:b\r\n") ||
                             value.contains("\r\nconfab:installations\r\n") || value.contains(bens) ||
                             value.contains(ben) || value.contains("\nconfab1 b ");
            if (!answer && !own)
                found.append(value);
        }
        return found;
    }
    void talk() {
        m_cleo.client->forgetNotices();
        for (int i = 0; i < burst; ++i)
            VERIFY_DONE(m_ana->call(messageFor(m_room.id, QStringLiteral("only for node a"))));
        QVERIFY(waitUntil([this] { return m_cleo->noticesOf<RoomEventNotice>().size() >= burst; }));
        // Redis hands out in order, so what comes after this is not about what was before it.
        m_ben.client->forgetNotices();
        VERIFY_DONE(m_cleo->call(messageFor(m_bens.id, QStringLiteral("done"))));
        QVERIFY(waitUntil([this] { return m_ben->noticesOf<RoomEventNotice>().size() == 1; }));
        QVERIFY(m_heard.contains("done")); // by way of the proxy, not from the database
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(m_cluster.start(), m_cluster.logs().constData());
        QVERIFY(waitUntil([this] { return !(m_database = database()).isEmpty(); }));
        m_ana = newPerson(m_cluster.url(0), QStringLiteral("Ana"), Codec::Cbor);
        m_cleo = newPerson(m_cluster.url(0), QStringLiteral("Cleo"), Codec::Cbor);
        m_ben = newPerson(m_cluster.url(1), QStringLiteral("Ben"), Codec::Cbor);
        QVERIFY(m_ana && m_cleo && m_ben);
        m_room = newRoom(m_ana, QStringLiteral("Quiet"));
        m_bens = newRoom(m_ben, QStringLiteral("Other"));
        VERIFY_DONE(m_cleo->call(RoomJoin{m_room.id, {}}));
        VERIFY_DONE(m_cleo->call(RoomJoin{m_bens.id, {}}));
        VERIFY_DONE(m_ana->call(RoomEnter{m_room.id, {}}));
        VERIFY_DONE(m_cleo->call(RoomEnter{m_room.id, {}}));
        VERIFY_DONE(m_ben->call(RoomEnter{m_bens.id, {}}));
        const QByteArray bens = channel("room", m_bens.id.value);
        QTRY_COMPARE_WITH_TIMEOUT(m_cluster.redis().subscribers(bens), 2, 30000); // Cleo is a member
        QTRY_COMPARE_WITH_TIMEOUT(m_cluster.redis().subscribers(channel()), 1, 30000);
        m_cluster.proxy(1).judgeBy([this](TcpProxy::Way way, const QByteArray& piece) {
            if (way == TcpProxy::Way::ToClient)
                m_heard += piece;
            return TcpProxy::Verdict::Pass;
        });
    }

    void nothingOfARoomThatLivesElsewhere() {
        m_heard.clear();
        talk();
        QCOMPARE(m_cluster.redis().subscribers(channel()), 1); // node a
        QVERIFY2(foreign().isEmpty(), foreign().join('\n').constData());
        qInfo("node b heard %lld bytes meanwhile: heartbeats, and one message of its own room", m_heard.size());
    }

    /// The same with members on both: what this test looks for is there when it should be.
    void allOfARoomThatLivesHereToo() {
        const Person ana = againAs(m_cluster.url(1), m_ana, Codec::Cbor);
        QVERIFY(ana);
        VERIFY_DONE(ana->call(RoomEnter{m_room.id, {}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_cluster.redis().subscribers(channel()), 2, 30000);
        m_heard.clear();
        talk();
        QVERIFY(foreign().size() >= burst);
        QVERIFY(m_heard.count(channel()) >= burst);
        qInfo("node b heard %lld bytes meanwhile", m_heard.size());
    }

    void nothingAnyMoreWhenItsMembersHaveGone() {
        QTRY_COMPARE_WITH_TIMEOUT(m_cluster.redis().subscribers(channel()), 1, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(m_cluster.redis().subscribers(channel("user", m_ana.id().value)), 1, 30000);
        m_heard.clear();
        talk();
        QVERIFY2(foreign().isEmpty(), foreign().join('\n').constData());
    }
};

QTEST_GUILESS_MAIN(TestQuietNode)
#include "tst_quietnode.moc"

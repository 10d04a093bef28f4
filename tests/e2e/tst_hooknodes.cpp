// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "tests/support/clusterfixture.h"
#include "tests/support/hookreceiver.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <array>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

// Far longer than a node message takes. By itself a node looks half a minute after its start for webhooks, and every
// 15 seconds for sessions that have ended.
constexpr std::chrono::seconds atOnce{10};

ClusterFixture::Options twoNodes() {
    ClusterFixture::Options options;
    options.nodes = 2;
    options.arguments = {q("--hooks-allow"), q("127.0.0.1"), q("--limits"), q("off")};
    return options;
}

} // namespace

/// Two nodes with the same bots and outgoing webhooks. Each of them may deliver what is said, and one does.
class TestHookNodes : public QObject {
    Q_OBJECT

private:
    HookReceiver m_receiver;
    ClusterFixture m_cluster{twoNodes()};
    std::array<Person, 2> m_ana; // on each node
    RoomId m_room;

    /// The messages of all requests to this path, in the order in which they came.
    QStringList heardAt(const QString& path) const {
        QStringList texts;
        for (const HookReceiver::Request& request : m_receiver.requests) {
            if (!request.head.startsWith(QString(u"POST " % path % u' ').toLatin1()))
                continue;
            const QJsonArray events = request.json().value(q("events")).toArray();
            for (const QJsonValue& event : events) {
                if (event[u"type"].toString() == u"message")
                    texts.append(event[u"data"][u"body"].toString());
            }
        }
        return texts;
    }
    bool bothHear(const QString& last) const {
        return waitUntil([&] { return heardAt(q("/a")).contains(last) && heardAt(q("/b")).contains(last); });
    }
    void say(size_t node, const QString& text) { VERIFY_DONE(m_ana[node]->call(messageFor(m_room, text))); }
    bool isAsked(const QByteArray& path, int times = 1) const {
        const QByteArray begin = "POST " + path + ' ';
        return waitUntil(
            [&] {
                return std::ranges::count_if(m_receiver.requests, [&](const HookReceiver::Request& request) {
                           return request.head.startsWith(begin);
                       }) == times;
            },
            atOnce);
    }
    /// No node has anything in hand.
    bool isAllDelivered() {
        const QString left = q("SELECT count(*) FROM hooks h JOIN rooms r ON r.id = h.room_id WHERE h.delivered_seq < "
                               "r.last_seq");
        return waitUntil(
            [&] { return m_cluster.postgres().query(left, ClusterFixture::databaseName()) == QByteArray("0"); });
    }
    /// Node b knows by node messages alone who is in a room on node a.
    bool isHeard() {
        const Person ben = newPerson(m_cluster.url(0), q("Ben"), Codec::Json);
        const RoomId room = newRoom(m_ana[1]).id;
        if (!ben || !ben->call(RoomJoin{room, {}}) || !ben->call(RoomEnter{room, {}}) ||
            !m_ana[1]->call(RoomEnter{room, {}}))
            return false;
        return waitUntil([&] {
            const auto seen = m_ana[1]->call(RoomMembers{room, {}, {}});
            return seen && std::ranges::any_of(seen->members, [&](const Member& member) {
                       return member.id == ben.id() && member.here == std::optional(true);
                   });
        });
    }
    /// One made on each node: from then on both nodes look for what either of them has to deliver.
    void makeHooks() {
        if (m_room)
            return;
        m_room = newRoom(m_ana[0]).id;
        VERIFY_DONE(m_ana[0]->call(HookAdd{m_room, q("A"), m_receiver.url(q("/a")), {}}));
        VERIFY_DONE(m_ana[1]->call(HookAdd{m_room, q("B"), m_receiver.url(q("/b")), {}}));
    }
    /// The operator's command where node a runs: what it writes, on one line.
    QString told(const QStringList& words) {
        const auto ended = DaemonProcess::run(
            words + QStringList{q("--data"), m_cluster.node(0).folder(), q("--database"), m_cluster.database()});
        if (ended.exitCode != 0 || ended.output.count('\n') != 1)
            QTest::qFail(QByteArray(ended.errors + ended.output), __FILE__, __LINE__);
        return QString::fromLatin1(ended.output.trimmed());
    }
    QStringList said() {
        const auto history = m_ana[1]->call(RoomHistory{m_room, {}, 200});
        QStringList texts;
        for (const Message& message : history ? history->messages : QList<Message>())
            texts.prepend(message.body);
        return texts;
    }

private Q_SLOTS:
    void initTestCase();
    void theOtherNodeKnowsOfItAtOnce();
    void theOperatorEndsABotOnAllNodes();
    void theOperatorsWebhookIsKnownToAllNodes();
    void eachMessageGoesOutOnce();
    void theOtherOneGoesOn();
};

void TestHookNodes::initTestCase() {
    QVERIFY(m_receiver.listen());
    QVERIFY2(m_cluster.start(), m_cluster.logs().constData());
    // Where the operator's commands find it: a node makes no folder, and its socket is in one that is there.
    QCOMPARE(m_cluster.node(0).stop(), 0);
    QVERIFY(QDir().mkpath(m_cluster.node(0).folder()) && m_cluster.node(0).start());
    m_ana[0] = newPerson(m_cluster.url(0), q("Ana"), Codec::Json);
    QVERIFY(m_ana[0]);
    m_ana[1] = againAs(m_cluster.url(1), m_ana[0], Codec::Json);
    QVERIFY(m_ana[1]);
    QVERIFY(isHeard()); // a node that is new has to prove itself before it is believed
}

/// A command of a node that knew of no webhook before.
void TestHookNodes::theOtherNodeKnowsOfItAtOnce() {
    const RoomId room = newRoom(m_ana[0]).id;
    const auto added = m_ana[0]->call(HookAdd{room, q("Deploys"), m_receiver.url(q("/c")), q("/deploy")});
    VERIFY_DONE(added);
    VERIFY_DONE(m_ana[0]->call(messageFor(room, q("/deploy here"))));
    QVERIFY(isAsked("/c") && isAllDelivered()); // node a, which made it, looks no more
    VERIFY_DONE(m_ana[1]->call(messageFor(room, q("/deploy there"))));
    QVERIFY(isAsked("/c", 2));
    VERIFY_DONE(m_ana[1]->call(HookRemove{room, added->hook.id}));
}

void TestHookNodes::theOperatorEndsABotOnAllNodes() {
    const QString room = QString(QString::number(newRoom(m_ana[0]).id.value) % u":read");
    const Secret token{told({q("bot"), q("add"), q("--name"), q("Ear"), q("--room"), room})};
    TestClient bot(m_cluster.url(1), Codec::Json);
    QVERIFY(bot.open());
    VERIFY_DONE(bot.call(SessionResume{token}));
    const Secret next{told({q("bot"), q("token"), q("--name"), q("Ear")})};
    QVERIFY(waitUntil([&] { return bot.closeCode() == quint16(CloseCode::SessionRevoked); }, atOnce));
    TestClient again(m_cluster.url(1), Codec::Json);
    QVERIFY(again.open());
    VERIFY_DONE(again.call(SessionResume{next}));
    told({q("bot"), q("remove"), q("--name"), q("Ear")});
    QVERIFY(waitUntil([&] { return again.closeCode() == quint16(CloseCode::SessionRevoked); }, atOnce));
}

void TestHookNodes::theOperatorsWebhookIsKnownToAllNodes() {
    const RoomId room = newRoom(m_ana[0]).id;
    told({q("bot"), q("hook"), q("add"), q("--room"), QString::number(room.value), q("--name"), q("Log"), q("--url"),
          m_receiver.url(q("/d"))});
    VERIFY_DONE(m_ana[1]->call(messageFor(room, q("hello"))));
    QVERIFY(isAsked("/d"));
}

/// Nodes that look at the same time: whatever is said where, each webhook hears the room in its order, and once.
void TestHookNodes::eachMessageGoesOutOnce() {
    makeHooks();
    for (int i = 0; i < 60; ++i) {
        say(size_t(i % 2), q("message %1").arg(i));
        if (i % 10 == 9) // now and then it has caught up, and both nodes are woken by the next one
            QVERIFY(bothHear(q("message %1").arg(i)));
    }
    say(0, q("last"));
    QVERIFY(bothHear(q("last")));
    const QStringList inOrder = said();
    QCOMPARE(inOrder.size(), 61);
    QCOMPARE(heardAt(q("/a")), inOrder);
    QCOMPARE(heardAt(q("/b")), inOrder);
}

/// What a node has in hand when it dies goes out by another one, when its hold is over; what is said then follows.
void TestHookNodes::theOtherOneGoesOn() {
    makeHooks();
    m_receiver.requests.clear();
    m_receiver.isSilent = true;
    say(0, q("in hand"));
    QVERIFY(bothHear(q("in hand")));
    m_cluster.node(0).kill();
    m_receiver.requests.clear();
    m_receiver.isSilent = false;
    // The hold is by the clock of the database; as if it had gone on by those 90 s.
    QVERIFY(m_cluster.postgres().query(q("UPDATE hooks SET retry_at = 0"), ClusterFixture::databaseName()));
    say(1, q("after it"));
    QVERIFY(bothHear(q("after it")));
    const QStringList expected{q("in hand"), q("after it")};
    QCOMPARE(heardAt(q("/a")), expected);
    QCOMPARE(heardAt(q("/b")), expected);

    m_receiver.requests.clear();
    QVERIFY2(m_cluster.node(0).start(), m_cluster.logs().constData());
    say(1, q("with both again"));
    QVERIFY(bothHear(q("with both again")));
    QCOMPARE(heardAt(q("/a")), QStringList{q("with both again")});
}

QTEST_GUILESS_MAIN(TestHookNodes)
#include "tst_hooknodes.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "tests/support/people.h"
#include "tests/support/postgresprocess.h"
#include "tests/support/rawsocket.h"
#include "tests/support/redisprocess.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

QByteArray httpGet(quint16 port, const QByteArray& path) {
    RawSocket socket;
    return socket.connectTo(port) ? socket.http("GET " + path + " HTTP/1.1\r\nHost: node\r\n\r\n") : QByteArray();
}

// The answer has to be polled.
constexpr int patienceMs = int(std::chrono::milliseconds(patience).count());

/// How the nodes reach each other.
enum class Way { Plain, Passwords, Tls, Cluster, DatabaseOnly };

} // namespace

/// Two real nodes with a person on each, who can't tell that they are on different servers.
class TestNodes : public QObject {
    Q_OBJECT

public:
    explicit TestNodes(Way way) : m_way(way) {}

private Q_SLOTS:
    void initTestCase();
    void talk();
    void seeEachOther();
    void fitInTogether();
    void belongOnEveryNode();
    void signOutEverywhere();
    void changeTheirPasswords();
    void countWhoIsThere();
    void sayHowTheyAre();
    void haveNamesOfTheirOwn();
    void obeyAnAdministrator();
    void tellPeopleToMove();
    void cleanupTestCase();

private:
    bool hasRedis() const { return m_way != Way::DatabaseOnly; }
    QStringList argumentsOfAll();
    QString secretFile(const char* name, const Secret& secret);
    /// Ana on the first node and Ben on the second, both in a new room of hers.
    Room meet(RoomCreate request);
    Room meet() { return meet(RoomCreate{q("Room"), {}, {}, {}, {}, {}}); }

    const Way m_way;
    QStringList m_database; // the options by which a command finds it
    QTemporaryDir m_secrets;
    std::unique_ptr<PostgresProcess> m_postgres;
    std::unique_ptr<RedisProcess> m_redis;
    std::unique_ptr<RedisCluster> m_cluster;
    std::unique_ptr<DaemonProcess> m_a;
    std::unique_ptr<DaemonProcess> m_b;
    Person m_ana;
    Person m_ben;
};

QString TestNodes::secretFile(const char* name, const Secret& secret) {
    QFile file(m_secrets.filePath(q(name)));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return {};
    file.write(secret.value.toUtf8() + '\n');
    return file.fileName();
}

/// Starts what the nodes need, and says how they find it.
QStringList TestNodes::argumentsOfAll() {
    PostgresProcess::Options database;
    database.password = m_way == Way::Passwords;
    m_postgres = std::make_unique<PostgresProcess>(database);
    if (!m_postgres->start() || !m_postgres->createDatabase(q("confab")))
        return {};
    QStringList arguments{q("--database"), m_postgres->url(q("confab")), q("--drain-seconds"), q("1")};
    if (m_way == Way::Passwords)
        arguments << q("--database-password-file") << secretFile("database", m_postgres->password());
    if (m_way == Way::DatabaseOnly)
        return arguments;
    if (m_way == Way::Cluster) {
        m_cluster = std::make_unique<RedisCluster>();
        if (!m_cluster->start())
            return {};
        return arguments << q("--redis") << m_cluster->server(0).url() << q("--redis-cluster");
    }
    RedisProcess::Options redis;
    redis.tls = m_way == Way::Tls;
    const Secret password{q("a secret of Redis")};
    if (m_way == Way::Passwords) {
        // What docs/nodes.md says that a node needs, and nothing else.
        redis.password = Secret{q("of the administrator")};
        redis.settings << q(
            "user confab on \">a secret of Redis\" resetchannels &confab:* -@all +hello +client|setname "
            "+ping +publish +subscribe +unsubscribe");
    }
    m_redis = std::make_unique<RedisProcess>(redis);
    if (!m_redis->start())
        return {};
    QString url = m_redis->url();
    if (m_way == Way::Passwords) {
        url.replace(q("://"), q("://confab@"));
        arguments << q("--redis-password-file") << secretFile("redis", password);
    }
    if (m_way == Way::Tls)
        arguments << q("--redis-ca-file") << m_redis->caFile();
    return arguments << q("--redis") << url;
}

void TestNodes::initTestCase() {
    const QStringList arguments = argumentsOfAll();
    QVERIFY2(!arguments.isEmpty(), "what the nodes need did not start");
    for (qsizetype i = 0; i + 1 < arguments.size(); ++i) {
        if (arguments[i].startsWith(q("--database")))
            m_database << arguments[i] << arguments[i + 1];
    }
    m_a = std::make_unique<DaemonProcess>(QStringList{q("--node"), q("a")} + arguments);
    m_b = std::make_unique<DaemonProcess>(QStringList{q("--node"), q("b")} + arguments);
    QVERIFY2(m_a->start(), m_a->errors().constData());
    QVERIFY2(m_b->start(), m_b->errors().constData());
    const QByteArray wanted = hasRedis() ? "\"redis\":\"ok\"" : "\"redis\":\"not used\"";
    for (DaemonProcess* node : {m_a.get(), m_b.get()})
        QVERIFY(QTest::qWaitFor([&] { return httpGet(node->port(), "/readyz").contains(wanted); }, patienceMs));
    m_ana = newPerson(*m_a, q("Ana"), Codec::Json);
    m_ben = newPerson(*m_b, q("Ben"), Codec::Cbor);
    QVERIFY(m_ana && m_ben);
}

void TestNodes::cleanupTestCase() {
    m_ana = {}; // a node waits for nobody then
    m_ben = {};
    for (DaemonProcess* node : {m_a.get(), m_b.get()}) {
        if (node && node->isRunning())
            QCOMPARE(node->stop(), 0);
    }
}

Room TestNodes::meet(RoomCreate request) {
    const Room room = newRoom(m_ana, std::move(request));
    const bool met = room.id && m_ben->call(RoomJoin{room.id, {}}) && m_ana->call(RoomEnter{room.id, {}}) &&
                     m_ben->call(RoomEnter{room.id, {}});
    m_ana->forgetNotices();
    m_ben->forgetNotices();
    return met ? room : Room{};
}

/// Messages of both reach both, in one order, each once.
void TestNodes::talk() {
    const Room room = meet();
    QVERIFY(room.id);
    constexpr int each = 20;
    int answered = 0;
    for (int i = 0; i < each; ++i) {
        for (const Person* person : {&m_ana, &m_ben}) {
            (*person)->ask<MessageSend>(messageFor(room.id, QString::number(i)),
                                        [&](const Result<Sent>& sent) { answered += sent ? 1 : 0; });
        }
    }
    const auto seqsOf = [&](const Person& person) {
        QList<Seq> seqs;
        for (const RoomEventNotice& notice : person->noticesOf<RoomEventNotice>()) {
            if (notice.event.room == room.id && std::holds_alternative<MessagePosted>(notice.event.data))
                seqs.append(notice.event.seq);
        }
        return seqs;
    };
    QVERIFY(waitUntil(
        [&] { return answered == 2 * each && seqsOf(m_ana).size() >= 2 * each && seqsOf(m_ben).size() >= 2 * each; }));
    QList<Seq> expected;
    for (int i = 0; i < 2 * each; ++i)
        expected.append(4 + i);
    QCOMPARE(seqsOf(m_ana), expected);
    QCOMPARE(seqsOf(m_ben), expected);
}

/// Presence, typing, read marks.
void TestNodes::seeEachOther() {
    if (!hasRedis())
        return; // ephemeral notifications need Redis, as NODES.md says
    const Room room = meet();
    QVERIFY(room.id);
    const auto hereFor = [&](const Person& person) {
        const auto list = person->call(RoomList{});
        for (const Room& seen : list ? list->rooms : QList<Room>()) {
            if (seen.id == room.id)
                return seen.here;
        }
        return -1;
    };
    QVERIFY(waitUntil([&] { return hereFor(m_ana) == 2 && hereFor(m_ben) == 2; }));
    VERIFY_DONE(m_ana->call(TypingSet{room.id, true}));
    QVERIFY(waitUntil([&] { return m_ben->noticesOf<RoomTyping>().size() == 1; }));
    QCOMPARE(m_ben->noticesOf<RoomTyping>().first().by, m_ana.id());
    VERIFY_OK(sent, m_ben->call(messageFor(room.id, q("read me"))));
    VERIFY_DONE(m_ana->call(RoomMarkRead{room.id, sent.seq}));
    QVERIFY(waitUntil([&] { return m_ben->noticesOf<RoomRead>().size() == 1; }));
    QCOMPARE(m_ben->noticesOf<RoomRead>().first().seq, sent.seq);
    VERIFY_OK(readers, m_ben->call(MessageReaders{room.id, sent.seq, {}, {}}));
    QCOMPARE(readers.readers.size(), 1);
    QCOMPARE(readers.readers.first().user.id, m_ana.id());

    const Person elsewhere = againAs(*m_b, m_ana, Codec::Cbor);
    QVERIFY(elsewhere);
    VERIFY_DONE(m_ana->call(RoomNotify{room.id, NotifyLevel::Mentions, {}}));
    QVERIFY(waitUntil([&] { return elsewhere->noticesOf<RoomNotifyChanged>().size() == 1; }));
    QCOMPARE(elsewhere->noticesOf<RoomNotifyChanged>().first().level, NotifyLevel::Mentions);

    m_ana->forgetNotices();
    const Person ben = againAs(*m_a, m_ben, Codec::Json); // he connects to her node as well: no presence change
    QVERIFY(ben);
    VERIFY_DONE(ben->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(m_ben->call(RoomExit{room.id})); // nor is it that he leaves his own
    VERIFY_DONE(ben->call(RoomExit{room.id}));
    QVERIFY(waitUntil([&] { return !m_ana->noticesOf<RoomPresence>().isEmpty(); }));
    QVERIFY(waitUntil([&] { return hereFor(m_ana) == 1; }));
    QCOMPARE(m_ana->noticesOf<RoomPresence>().size(), 1);
    QCOMPARE(m_ana->noticesOf<RoomPresence>().first().state, PresenceState::Gone);
}

/// A room for one takes one, over both nodes.
void TestNodes::fitInTogether() {
    const Room room = newRoom(m_ana, RoomCreate{q("Small"), {}, {}, 1, {}, {}});
    QVERIFY(room.id);
    VERIFY_DONE(m_ben->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(m_ana->call(RoomEnter{room.id, {}}));
    VERIFY_REFUSED(m_ben->call(RoomEnter{room.id, {}}), RoomFull);
    const Person again = againAs(*m_b, m_ana, Codec::Cbor); // the same person needs no second seat
    VERIFY_DONE(again->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(m_ana->call(RoomExit{room.id}));
    VERIFY_REFUSED(m_ben->call(RoomEnter{room.id, {}}), RoomFull);
    VERIFY_DONE(again->call(RoomExit{room.id}));
    QDeadlineTimer limit(patience);
    while (!m_ben->call(RoomEnter{room.id, {}})) // the seat is free when the database says so
        QVERIFY(!limit.hasExpired());
}

/// Joining, leaving and deleting on one node show on the person's devices on the other.
void TestNodes::belongOnEveryNode() {
    const Person ana = againAs(*m_b, m_ana, Codec::Cbor);
    QVERIFY(ana);
    const Room room = newRoom(m_ana, q("Hers"));
    QVERIFY(waitUntil([&] { return !ana->noticesOf<RoomAdded>().isEmpty(); }));
    QCOMPARE(ana->noticesOf<RoomAdded>().first().room.name, q("Hers"));
    VERIFY_DONE(m_ben->call(RoomJoin{room.id, {}}));
    m_ben->forgetNotices();
    VERIFY_DONE(m_ana->call(RoomDelete{room.id}));
    QVERIFY(waitUntil(
        [&] { return !m_ben->noticesOf<RoomRemoved>().isEmpty() && !ana->noticesOf<RoomRemoved>().isEmpty(); }));
    QCOMPARE(m_ben->noticesOf<RoomRemoved>().first().room, room.id);
    QCOMPARE(m_ben->noticesOf<RoomRemoved>().first().reason, RemovalReason::Deleted);
}

void TestNodes::signOutEverywhere() {
    const Person ana = againAs(*m_a, m_ana, Codec::Json); // a session of its own
    const Person there = againAs(*m_b, ana, Codec::Cbor, true);
    QVERIFY(ana && there);
    VERIFY_DONE(ana->call(AccountLogout{}));
    QVERIFY(waitUntil([&] { return !there->isOpen(); }));
    QCOMPARE(there->closeCode(), quint16(CloseCode::SessionRevoked));
}

/// By a new password, on a connection of one node, those of another session on the other one.
void TestNodes::changeTheirPasswords() {
    const Person cleo = newPerson(*m_a, q("Cleo"), Codec::Json);
    QVERIFY(cleo);
    const Person there = againAs(*m_b, cleo, Codec::Cbor);
    QVERIFY(there);
    VERIFY_DONE(cleo->call(AccountChangePassword{cleo.password, Secret{q("a new password")}}));
    QVERIFY(waitUntil([&] { return !there->isOpen(); }));
    QCOMPARE(there->closeCode(), quint16(CloseCode::SessionRevoked));
    VERIFY_DONE(cleo->call(RoomList{}));
}

/// A room without a listener on the caller's node is counted by the other nodes.
void TestNodes::countWhoIsThere() {
    if (!hasRedis())
        return;
    const Room room = newRoom(m_ana, q("Far away"));
    VERIFY_DONE(m_ana->call(RoomEnter{room.id, {}}));
    VERIFY_OK(found, m_ben->call(RoomFind{q("Far away"), {}}));
    QCOMPARE(found.rooms.size(), 1);
    QCOMPARE(found.rooms.first().here, 1);
}

void TestNodes::sayHowTheyAre() {
    QVERIFY(httpGet(m_a->port(), "/readyz").contains("\"status\":\"ok\""));
    if (!m_redis)
        return;
    m_redis->kill();
    QVERIFY(QTest::qWaitFor([&] { return httpGet(m_a->port(), "/readyz").contains("\"status\":\"degraded\""); },
                            patienceMs));
    QVERIFY(httpGet(m_a->port(), "/readyz").startsWith("HTTP/1.1 200")); // it serves on
    QVERIFY(m_a->errors().contains("Redis is away"));
    QVERIFY(m_redis->start());
    QVERIFY(QTest::qWaitFor([&] { return httpGet(m_a->port(), "/readyz").contains("\"status\":\"ok\""); }, patienceMs));
}

/// A second process under the name of the first ends the first, with a reason.
void TestNodes::haveNamesOfTheirOwn() {
    if (m_way != Way::Plain)
        return;
    DaemonProcess usurper(QStringList{q("--node"), q("a"), q("--database"), m_postgres->url(q("confab"))});
    QVERIFY2(usurper.start(), usurper.errors().constData());
    QVERIFY(waitUntil([&] { return !m_a->isRunning(); }));
    QVERIFY2(m_a->errors().contains("Another confabd runs as node \"a\""), m_a->errors().constData());
    QCOMPARE(usurper.stop(), 0);
    QVERIFY2(m_a->start(), m_a->errors().constData());
}

/// Of the node at which she is not, at once or within seconds.
void TestNodes::obeyAnAdministrator() {
    const QStringList appoint{q("user"), q("admin"), m_ana.email, q("on"), q("--data"), m_a->folder()};
    const auto appointed = DaemonProcess::run(appoint + m_database);
    QVERIFY2(appointed.exitCode == 0, appointed.errors.constData());
    VERIFY_REFUSED(m_ben->call(AdminStats{}), AdminForbidden);
    AdminUpdate change;
    change.name = q("The office");
    change.registration = Registration::Closed;
    const Person ana = againAs(*m_a, m_ana, Codec::Json); // her node may have been started anew
    VERIFY_DONE(ana->call(change));
    TestClient guest(m_b->url(), Codec::Json);
    QVERIFY(guest.open());
    VERIFY_REFUSED(guest.call(AccountRegister{q("Eve"), q("eve@example.org"), Secret{q("battery staple")}, {}}),
                   RegistrationClosed);
    VERIFY_OK(about, guest.call(ServerAbout{}));
    QCOMPARE(about.name, q("The office"));
    QVERIFY(waitUntil([&] {
        const auto stats = ana->call(AdminStats{});
        return stats && stats->nodes == 2 && stats->online >= 2;
    }));
    change.registration = Registration::Open;
    VERIFY_DONE(ana->call(change));
    const Person dan = newPerson(*m_b, q("Dan"), Codec::Json);
    QVERIFY(dan);
    VERIFY_DONE(ana->call(AdminSetUser{dan.id(), true, {}, {}}));
    QVERIFY(waitUntil([&] { return !dan->isOpen(); }, std::chrono::seconds(10)));
}

void TestNodes::tellPeopleToMove() {
    const Person there = againAs(*m_b, m_ana, Codec::Json);
    QVERIFY(there);
    QCOMPARE(m_b->stop(), 0);
    QVERIFY(waitUntil([&] { return !there->isOpen() && !m_ben->isOpen(); }));
    QCOMPARE(there->closeCode(), quint16(CloseCode::Draining));
    QCOMPARE(there->noticesOf<ServerDrainingNotice>().size(), 1);
    QVERIFY(there->noticesOf<ServerDrainingNotice>().first().retryAfterMs <= 600);
    const Person moved = againAs(*m_a, m_ben, Codec::Cbor, true);
    QVERIFY(moved);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    int failed = 0;
    for (const auto& [name, way] : {std::pair("Redis", Way::Plain),
                                    {"passwords, and a user with few rights", Way::Passwords},
                                    {"TLS", Way::Tls},
                                    {"a Redis Cluster", Way::Cluster},
                                    {"the database only", Way::DatabaseOnly}}) {
        qInfo("The nodes are joined by: %s", name);
        TestNodes test(way);
        failed += QTest::qExec(&test, argc, argv);
    }
    return failed;
}

#include "tst_nodes.moc"

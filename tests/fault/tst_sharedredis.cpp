// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/channel.h"
#include "server/broker/nodemessage.h"
#include "server/broker/nodemessageseal.h"
#include "tests/server/broker/making.h"
#include "tests/server/redis/hearing.h"
#include "tests/support/people.h"
#include "tests/support/postgresprocess.h"
#include "tests/support/processfigures.h"
#include "tests/support/results.h"
#include "tests/support/sanitized.h"
#include "tests/support/scraper.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

const QString one = QStringLiteral("one");
const QString copy = QStringLiteral("copy");

QString dropped(const char* where) {
    return QStringLiteral("confab_node_messages_dropped_total{where=\"%1\"}").arg(QLatin1String(where));
}

/// Other people's messages in the room, as the person got them.
QStringList textsOf(const Person& person) {
    QStringList texts;
    for (const RoomEventNotice& notice : person.client->noticesOf<RoomEventNotice>()) {
        if (const auto* message = std::get_if<MessagePosted>(&notice.event.data))
            texts.append(message->body);
    }
    return texts;
}

} // namespace

/// A shared Redis: another installation uses it too, whose database is a copy of the first, so that all ids and even
/// the tokens are the same; and an intruder publishes anything there.
class TestSharedRedis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void installationsDoNotMeet();
    void nobodyElseIsBelieved();

private:
    std::unique_ptr<DaemonProcess> nodeOf(const QString& database, const char* name) {
        return std::make_unique<DaemonProcess>(QStringList{QStringLiteral("--node"), QLatin1String(name),
                                                           QStringLiteral("--database"), m_postgres.url(database),
                                                           QStringLiteral("--redis"), m_redis.url()} +
                                               Scraper::arguments());
    }
    /// The names of the channels with subscribers.
    QByteArrayList channels() const {
        const auto names = m_redis.command({QStringLiteral("PUBSUB"), QStringLiteral("CHANNELS")});
        return names.value_or(QByteArray()).split('\n');
    }
    /// The channel that an intruder finds: of the rooms' channels, that of the two nodes.
    QByteArray database() const {
        for (const QByteArray& name : channels()) {
            const QByteArrayList parts = name.split(':'); // confab:DATABASE:room:{7}
            if (parts.size() == 4 && parts[2] == "room" && m_redis.subscribers(name) == 2)
                return parts[1];
        }
        return {};
    }
    void publishAll(const QList<std::pair<QByteArray, QByteArray>>& messages);
    double droppedBy(const Scraper& scraper, const char* where) const { return scraper().value(dropped(where)); }

    PostgresProcess m_postgres;
    RedisProcess m_redis;
    std::unique_ptr<DaemonProcess> m_a; // two nodes of one installation
    std::unique_ptr<DaemonProcess> m_b;
    std::unique_ptr<DaemonProcess> m_other; // of the other, and named as one of the first
    Person m_ana;                           // on node a, and everywhere
    Person m_ben;                           // on node b
    Room m_room;
};

void TestSharedRedis::initTestCase() {
    QVERIFY2(m_postgres.start() && m_postgres.createDatabase(one) && m_redis.start(), m_postgres.log().constData());
    m_a = nodeOf(one, "a");
    QVERIFY2(m_a->start(), m_a->errors().constData());
    m_ana = newPerson(m_a->url(), QStringLiteral("Ana"), Codec::Cbor);
    m_ben = newPerson(m_a->url(), QStringLiteral("Ben"), Codec::Cbor);
    QVERIFY(m_ana && m_ben);
    m_room = newRoom(m_ana, QStringLiteral("Private"));
    VERIFY_DONE(m_ben->call(RoomJoin{m_room.id, {}}));
    QCOMPARE(m_a->stop(), 0);
    QVERIFY2(m_postgres.createDatabase(copy, one), m_postgres.log().constData());
    m_a = nodeOf(one, "a"); // with an output, and so a door for metrics, of its own
    m_b = nodeOf(one, "b");
    m_other = nodeOf(copy, "b");
    for (DaemonProcess* node : {m_a.get(), m_b.get(), m_other.get()})
        QVERIFY2(node->start(), node->errors().constData());
    m_ana = againAs(m_a->url(), m_ana, Codec::Cbor, true);
    m_ben = againAs(m_b->url(), m_ben, Codec::Cbor, true);
    QVERIFY(m_ana && m_ben);
    VERIFY_DONE(m_ana->call(RoomEnter{m_room.id, {}}));
    VERIFY_DONE(m_ben->call(RoomEnter{m_room.id, {}}));
}

void TestSharedRedis::installationsDoNotMeet() {
    const Person there = againAs(m_other->url(), m_ben, Codec::Cbor, true); // the same person, as all ids say
    QVERIFY(there);
    VERIFY_DONE(there->call(RoomEnter{m_room.id, {}}));
    VERIFY_DONE(m_ana->call(messageFor(m_room.id, QStringLiteral("private"))));
    QVERIFY(waitUntil([&] { return textsOf(m_ben) == QStringList{QStringLiteral("private")}; }));
    VERIFY_DONE(there->call(messageFor(m_room.id, QStringLiteral("own")))); // with the same number in its room
    QVERIFY(waitUntil([&] { return !textsOf(there).isEmpty(); }));
    QCOMPARE(textsOf(there), QStringList{QStringLiteral("own")});
    QCOMPARE(textsOf(m_ben), QStringList{QStringLiteral("private")});

    // Nothing that one publishes reaches the other.
    const QByteArray room = ":room:{" + QByteArray::number(m_room.id.value) + '}';
    QList<qint64> listeners;
    for (const QByteArray& name : channels()) {
        if (name.endsWith(room))
            listeners.append(m_redis.subscribers(name));
    }
    std::sort(listeners.begin(), listeners.end());
    QCOMPARE(listeners, (QList<qint64>{1, 2}));

    // The other's session has the same id; and the end of the one is not the other's.
    VERIFY_DONE(there->call(AccountLogout{}));
    VERIFY_DONE(m_ben->call(UserGet{{m_ben.id()}}));

    for (DaemonProcess* node : {m_a.get(), m_b.get(), m_other.get()}) {
        QVERIFY(waitUntil([&] { return node->errors().contains("Another installation uses the same Redis"); }));
        QCOMPARE(node->errors().count("Another installation"), 1);
        QVERIFY(Scraper(*node)().value(dropped("foreign")) >= 1);
        QCOMPARE(Scraper(*node)().value(dropped("forged")), 0);
    }
}

/// Node b hears all of them; it is waited for, since Redis drops a subscriber that is too far behind.
void TestSharedRedis::publishAll(const QList<std::pair<QByteArray, QByteArray>>& messages) {
    Hearing nothing;
    const auto publisher = makePubSub(addressOf(m_redis), nothing);
    publisher->start();
    QVERIFY(waitUntil([&] { return publisher->isConnected(); }));
    const Scraper b(*m_b);
    const auto notBelieved = [&] { return droppedBy(b, "forged") + droppedBy(b, "stale"); };
    const double before = notBelieved();
    constexpr int atOnce = 50;
    int published = 0;
    for (const auto& [channel, payload] : messages) {
        QVERIFY(waitUntil([&] { return publisher->publish(channel, payload); })); // false while too much is on its way
        if (++published % atOnce == 0)
            QVERIFY(waitUntil([&] { return notBelieved() - before == published; }));
    }
    QVERIFY(waitUntil([&] { return notBelieved() - before == published; }));
}

void TestSharedRedis::nobodyElseIsBelieved() {
    const QByteArray database = this->database();
    const Channel roomChannel = m_room.id;
    const QByteArray room = sharedChannelName(roomChannel, database);
    const QByteArray all = sharedChannelName(EveryNode{}, database);
    Hearing spy;
    const auto listener = makePubSub(addressOf(m_redis), spy);
    QVERIFY(listener->subscribe({room, all}));
    listener->start();
    QVERIFY(waitUntil([&] { return spy.confirmed.size() == 2; }));
    m_ben.client->forgetNotices();
    VERIFY_OK(sent, m_ana->call(messageFor(m_room.id, QStringLiteral("recorded"))));
    QVERIFY(waitUntil([&] { return textsOf(m_ben).size() == 1; }));
    const auto isRecorded = [](const Hearing::Message& message) { return message.payload.contains("recorded"); };
    QVERIFY(waitUntil([&] { return std::any_of(spy.messages.cbegin(), spy.messages.cend(), isRecorded); }));
    const QByteArray recorded = std::find_if(spy.messages.cbegin(), spy.messages.cend(), isRecorded)->payload;

    const Scraper a(*m_a);
    const Scraper b(*m_b);
    const double forgedBefore = droppedBy(b, "forged");
    const double staleBefore = droppedBy(b, "stale");
    const qint64 memory = residentBytes(m_b->pid());

    const NodeMessageSeal guessed(Installation{{}, QString::fromLatin1(database), QByteArray(32, 'x')});
    quint64 stamp = 1'000'000;
    QList<std::pair<QByteArray, QByteArray>> messages;
    const auto forge = [&](const QByteArray& channel, const QString& node, NodePayload payload) {
        const QByteArray nodeMessage = encodeNodeMessage(NodeMessage{{node, 999}, std::move(payload)});
        messages.append({channel, nodeMessage});                                 // as nodes wrote before
        messages.append({channel, guessed.seal(channel, ++stamp, nodeMessage)}); // with another key
    };
    const QString a1 = QStringLiteral("a");
    Event next = messageAt(m_room.id, sent.seq + 1, m_ana.id());
    next.data = MessagePosted{{QStringLiteral("forged")}, QStringLiteral("forged")};
    forge(room, a1, LogNews{next, QStringLiteral("Ana")});
    for (int session = 1; session <= 10; ++session)
        forge(all, a1, SessionEnded{SessionId{session}});
    forge(room, a1, RoomGone{m_room.id});
    for (int i = 0; i < 200; ++i) {
        QList<User> ghosts;
        for (int ghost = 0; ghost < limits::rosterPart; ++ghost)
            ghosts.append(User{UserId{1'000 + 1'000 * i + ghost}, QString(200, QChar(0x2620)), {}});
        forge(sharedChannelName(OneNode{QStringLiteral("b")}, database), QStringLiteral("ghost %1").arg(i),
              Roster{m_room.id, ghosts, true, false});
        messages.append({room, QByteArray(250'000, char(i))}); // and no node message at all
    }
    const qsizetype forged = messages.size();
    for (int i = 0; i < 100; ++i)
        messages.append({room, recorded});
    messages.append({all, recorded}); // where it was not said
    publishAll(messages);

    QCOMPARE(droppedBy(b, "forged") - forgedBefore, double(forged + 1));
    QCOMPARE(droppedBy(b, "stale") - staleBefore, 100);
    const qint64 growth = residentBytes(m_b->pid()) - memory;
    qInfo("%lld messages that are not believed: %+.2f MiB", messages.size(), mebibytes(growth));
    if (!keepsFreedMemory)
        QVERIFY(growth < 4 * 1024 * 1024);

    VERIFY_DONE(m_ana->call(messageFor(m_room.id, QStringLiteral("real"))));
    QVERIFY(waitUntil([&] { return textsOf(m_ben).size() >= 2; }));
    QCOMPARE(textsOf(m_ben), (QStringList{QStringLiteral("recorded"), QStringLiteral("real")}));
    for (const DaemonProcess* node : {m_a.get(), m_b.get()})
        QCOMPARE(node->errors().count("no node of this installation sent"), 1);
    VERIFY_OK(entered, m_ben->call(RoomEnter{m_room.id, {}}));
    QCOMPARE(entered.here.size(), 2);
    QCOMPARE(m_ana->closeCode(), 0);
    QCOMPARE(m_ben->closeCode(), 0);
}

QTEST_GUILESS_MAIN(TestSharedRedis)
#include "tst_sharedredis.moc"

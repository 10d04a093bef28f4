// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/scraper.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

QString outcome(const char* method, ErrorKind kind) {
    return q("confab_calls_total{method=\"%1\",outcome=\"%2\"}").arg(q(method), wire::key(errorRow(kind).name));
}

} // namespace

/// The metrics of overload: readers that do not read, and every kind of refusal.
class TestMetricsLoad : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSlowReader();
    void refusedCalls();
    void refusedSockets();
    void refusedHashes();
};

void TestMetricsLoad::aSlowReader() {
    DaemonProcess daemon(Scraper::arguments());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Scraper scrape(daemon);
    const Person writer = newPerson(daemon, q("Writer"), Codec::Json);
    const Person reader = newPerson(daemon, q("Reader"), Codec::Json);
    QVERIFY(writer && reader);
    const RoomId room = newRoom(writer).id;
    VERIFY_DONE(writer->call(RoomEnter{room, {}}));
    VERIFY_DONE(reader->call(RoomJoin{room, {}}));
    RawSocket slow;
    QVERIFY(slow.connectTo(daemon.port()) && slow.signIn(Codec::Json, reader.auth.accessToken));
    slow.sendFrame(jsonrpc::writeCall(2, RoomEnter{room, {}}, Codec::Json), RawSocket::Text);
    QVERIFY(slow.next().has_value());
    slow.stopReading();

    MetricsText now = scrape();
    QCOMPARE(now.sum(q("confab_slow_readers_closed_total")), 0.0);
    double mostBytes = 0;
    double mostReaders = 0;
    // A frame of 4 KiB each, so that some 1.3 MiB are a few hundred, whatever the system's buffers take.
    for (int i = 0; i < 4000 && now.sum(q("confab_slow_readers_closed_total")) == 0; ++i) {
        VERIFY_DONE(writer->call(messageFor(room, QString(4096, u'x'))));
        VERIFY_DONE(writer->call(TypingSet{room, i % 2 == 0}));
        now = i % 10 == 0 ? scrape() : now;
        mostBytes = std::max(mostBytes, now.sum(q("confab_outbox_bytes")));
        mostReaders = std::max(mostReaders, now.sum(q("confab_outbox_readers")));
    }
    QCOMPARE(now.sum(q("confab_slow_readers_closed_total")), 1.0);
    QVERIFY2(mostBytes > 256 * 1024, QByteArray::number(mostBytes));
    QCOMPARE(mostReaders, 1.0);
    QVERIFY(now.sum(q("confab_dropped_frames_total")) > 0);
    // Its share goes with it.
    QVERIFY(waitUntil([&] {
        now = scrape();
        return now.value(q("confab_connections_closed_total{by=\"server\",code=\"4008\"}")) == 1.0 &&
               now.sum(q("confab_outbox_bytes")) == 0 && now.sum(q("confab_outbox_readers")) == 0;
    }));
}

void TestMetricsLoad::refusedCalls() {
    DaemonProcess daemon(Scraper::arguments() + QStringList{q("--limits"), q("off"), q("--rate-messages"), q("1/h:3")});
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Scraper scrape(daemon);
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    const RoomId room = newRoom(ana).id;
    for (int i = 0; i < 10; ++i)
        std::ignore = ana->call(messageFor(room, q("hello")));
    TestClient stranger(daemon.url(), Codec::Json);
    QVERIFY(stranger.open());
    for (int i = 0; i < 5; ++i)
        VERIFY_REFUSED(stranger.call(RoomList{}), AuthRequired);
    for (int i = 0; i < 8; ++i)
        std::ignore = stranger.call(AccountLogin{ana.email, Secret{q("not the password")}, {}});
    const MetricsText now = scrape();
    QCOMPARE(now.value(q("confab_calls_total{method=\"message.send\",outcome=\"ok\"}")), 3.0);
    QCOMPARE(now.value(outcome("message.send", ErrorKind::RateLimited)), 7.0);
    QCOMPARE(now.value(q("confab_frames_refused_total{kind=\"auth.required\"}")), 5.0);
    QCOMPARE(now.value(outcome("account.login", ErrorKind::AuthInvalid)), 5.0);
    QCOMPARE(now.value(outcome("account.login", ErrorKind::AuthThrottled)), 3.0);
}

void TestMetricsLoad::refusedSockets() {
    DaemonProcess daemon(Scraper::arguments() + QStringList{q("--limits"), q("off"), q("--max-connections"), q("4"),
                                                            q("--connections-per-address"), q("3")});
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Scraper scrape(daemon);
    std::vector<std::unique_ptr<RawSocket>> sockets;
    const auto come = [&](const char* from) {
        sockets.push_back(std::make_unique<RawSocket>());
        QVERIFY(sockets.back()->connectFrom(q(from), doorOf(daemon)));
        std::ignore = sockets.back()->upgrade(Codec::Json);
    };
    for (int i = 0; i < 3; ++i)
        come("127.0.0.77");
    QCOMPARE(scrape().sum(q("confab_sockets_refused_total")), 0.0);
    come("127.0.0.77");
    QCOMPARE(scrape().value(q("confab_sockets_refused_total{reason=\"address\"}")), 1.0);
    come("127.0.0.78");
    come("127.0.0.79");
    const MetricsText now = scrape();
    QCOMPARE(now.value(q("confab_sockets_refused_total{reason=\"no_place\"}")), 1.0);
    QCOMPARE(now.value(q("confab_sockets_refused_total{reason=\"address\"}")), 1.0);
    QCOMPARE(now.value(q("confab_sockets_open")), 4.0);
    QCOMPARE(now.value(q("confab_sockets_capacity")), 4.0);
}

/// More sign-ins at once than may wait: each hash takes longer than its sign-in to send.
void TestMetricsLoad::refusedHashes() {
    DaemonProcess daemon(Scraper::arguments());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Scraper scrape(daemon);
    std::vector<std::unique_ptr<RawSocket>> sockets;
    for (int i = 0; i < 150; ++i) {
        sockets.push_back(std::make_unique<RawSocket>());
        QVERIFY(sockets.back()->connectTo(daemon.port()) && sockets.back()->upgrade(Codec::Json));
    }
    const QString refused = q("confab_queue_refused_total{queue=\"hashing\"}");
    const QString length = q("confab_queue_length{queue=\"hashing\"}");
    double longest = 0;
    MetricsText now = scrape();
    for (int round = 0; round < 20 && (now.value(refused) == 0 || longest == 0); ++round) {
        for (size_t i = 0; i < sockets.size(); ++i) { // an account of its own for each
            const AccountLogin login{q("%1-%2@example.org").arg(i).arg(round), Secret{q("not the password")}, {}};
            sockets[i]->sendFrame(jsonrpc::writeCall(1, login, Codec::Json), RawSocket::Text);
        }
        // The calls may still be on their way at the first look.
        std::ignore = waitUntil([&] {
            now = scrape();
            longest = std::max(longest, now.value(length));
            return longest > 0 || now.value(refused) > 0;
        });
        for (const auto& socket : sockets)
            QVERIFY(socket->next().has_value());
        now = scrape();
    }
    QVERIFY(now.value(refused) > 0);
    QVERIFY2(longest > 0 && longest <= now.value(q("confab_queue_capacity{queue=\"hashing\"}")),
             QByteArray::number(longest));
    QVERIFY(now.value(outcome("account.login", ErrorKind::ServerBusy)) > 0);
    QVERIFY(waitUntil([&] { return scrape().value(length) == 0; }));
}

QTEST_GUILESS_MAIN(TestMetricsLoad)
#include "tst_metricsload.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "common/protocol/jsonrpcclient.h"
#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/support/latencyprobe.h"
#include "tests/support/processfigures.h"
#include "tests/support/wiretest.h"

#include <QElapsedTimer>
#include <QTemporaryFile>
#include <QThread>

#include <atomic>
#include <thread>
#include <unistd.h>

using namespace confab;
using namespace confab::test;

namespace {

constexpr qint64 mostGrowthEach = 2 * 1024 * 1024;
constexpr qint64 mostGoneMs = 5'000;
constexpr qint64 smallDelayUs = 20'000; // below this a delay is the machine's
constexpr int perSecond = 200;
constexpr qsizetype bodyBytes = 4096; // so that five seconds of them are more than what may wait for one reader
constexpr int baselineMs = 2'000;

/// How long the machine itself stalls: the longest of many small writes to the daemon's disk.
class DiskWatch {
public:
    DiskWatch() {
        m_file.open();
        m_thread = std::jthread([this](const std::stop_token& stop) {
            for (QElapsedTimer time; !stop.stop_requested(); QThread::msleep(5)) {
                time.start();
                if (m_file.write("x") != 1 || !m_file.flush() || ::fdatasync(m_file.handle()) != 0)
                    return;
                m_longestUs = std::max(m_longestUs.load(), time.nsecsElapsed() / 1000);
            }
        });
    }
    qint64 longestUs() const { return m_longestUs; }

private:
    QTemporaryFile m_file;
    std::atomic<qint64> m_longestUs = 0;
    std::jthread m_thread; // ends first
};

} // namespace

/// Members of a room with 200 messages a second who enter it and then read nothing. The long form: --readers 100.
class TestSlowReaders : public WireTest {
    Q_OBJECT

public:
    explicit TestSlowReaders(int readers) : m_readers(readers) {}

private Q_SLOTS:
    void costLittle();

private:
    void gather();
    void enter(const Person& person);
    void sendOne();
    void measure();

    const int m_readers;
    bool m_othersDidNotNotice = false;
    Room m_room;
    std::vector<Person> m_writers;
    std::vector<Person> m_good;
    QElapsedTimer m_time;
    std::vector<qint64> m_delays; // us
    qint64 m_sent = 0;
    int m_refused = 0;
};

void TestSlowReaders::enter(const Person& person) {
    VERIFY_DONE(person->call(RoomJoin{m_room.id, {}}));
    VERIFY_DONE(person->call(RoomEnter{m_room.id, {}}));
}

void TestSlowReaders::gather() {
    m_room = newRoom(person());
    QVERIFY(m_room.id);
    m_writers.clear();
    m_good.clear();
    for (int i = 0; i < 4; ++i) {
        m_writers.push_back(newPerson(daemon(), QStringLiteral("Writer"), Codec::Json));
        m_good.push_back(newPerson(daemon(), QStringLiteral("Reader"), Codec::Json));
        QVERIFY(m_writers.back() && m_good.back());
        VERIFY_DONE(m_writers.back()->call(RoomJoin{m_room.id, {}}));
        enter(m_good.back());
        m_writers.back()->keepNotices(false);
        m_good.back()->keepNotices(false);
        connect(m_good.back().client.get(), &TestClient::noticed, this, [this](const Notification& notice) {
            const auto* event = std::get_if<RoomEventNotice>(&notice);
            const auto* message = event ? std::get_if<MessagePosted>(&event->event.data) : nullptr;
            if (message)
                m_delays.push_back(m_time.nsecsElapsed() / 1000 - message->body.section(u' ', 0, 0).toLongLong());
        });
    }
    m_time.start();
}

void TestSlowReaders::sendOne() {
    const QString stamp = QString::number(m_time.nsecsElapsed() / 1000);
    const MessageSend message = messageFor(m_room.id, QString(stamp % u' ' % QString(bodyBytes, u'x')));
    m_writers[size_t(m_sent++) % m_writers.size()]->ask(
        message, [this](const auto& answer) { m_refused += answer.has_value() ? 0 : 1; });
}

/// A disk that stalls for a fifth of a second delays all clients, with slow readers or without: such a measurement is
/// void, and repeated.
void TestSlowReaders::costLittle() {
    m_othersDidNotNotice = false;
    bool diskStoodStill = true;
    for (int left = 3; left > 0 && !m_othersDidNotNotice && diskStoodStill; --left) {
        const DiskWatch disk;
        measure();
        if (QTest::currentTestFailed())
            return;
        diskStoodStill = disk.longestUs() > smallDelayUs;
    }
    QVERIFY2(m_othersDidNotNotice, "the others");
}

void TestSlowReaders::measure() {
    gather();
    QTimer pace; // a turn may come late, and then sends what is due
    qint64 due = 0;
    QElapsedTimer since;
    since.start();
    pace.callOnTimeout(this, [&] {
        for (; due <= since.elapsed() * perSecond / 1000; ++due)
            sendOne();
    });
    pace.start(1);
    QTest::qWait(baselineMs); // the first messages also warm up what grows once
    m_delays.clear();
    QTest::qWait(baselineMs);
    const std::vector<qint64> before = std::exchange(m_delays, {});

    std::vector<std::unique_ptr<RawSocket>> slow;
    std::vector<Person> people;
    QSet<UserId> here;
    for (int i = 0; i < m_readers; ++i) {
        people.push_back(newPerson(daemon(), QStringLiteral("Slow"), Codec::Json));
        QVERIFY(people.back());
        VERIFY_DONE(people.back()->call(RoomJoin{m_room.id, {}}));
        here.insert(people.back().id());
    }
    QSet<UserId> gone;
    // The others in the room are told who has left.
    const auto watching = connect(m_good.front().client.get(), &TestClient::noticed, this, [&](const Notification& n) {
        const auto* presence = std::get_if<RoomPresence>(&n);
        if (presence && presence->state == PresenceState::Gone && here.contains(presence->user.id))
            gone.insert(presence->user.id);
    });
    MemoryPeak memory(daemon().pid());
    m_delays.clear();
    for (const Person& one : people) {
        slow.push_back(std::make_unique<RawSocket>());
        QVERIFY(slow.back()->connectTo(door()) && slow.back()->signIn(Codec::Json, one.auth.accessToken));
        slow.back()->sendFrame(jsonrpc::writeCall(2, RoomEnter{m_room.id, {}}, Codec::Json), 1);
        slow.back()->stopReading();
    }
    QElapsedTimer stopped;
    stopped.start();
    const bool allGone = waitUntil([&] { return gone == here; }, std::chrono::milliseconds(4 * mostGoneMs));
    const qint64 took = stopped.elapsed();
    const qint64 growth = memory.growth();
    const std::vector<qint64> during = m_delays;
    disconnect(watching);
    pace.stop();
    int told = 0; // those that get the close code when they read on, perhaps too late
    for (const auto& socket : slow) {
        socket->readOn();
        const std::optional<quint16> code = socket->closed();
        QVERIFY(!code || *code == quint16(CloseCode::SlowReader));
        told += code ? 1 : 0;
    }
    qInfo(
        "deliveries in us, before: %s; during: %s; %lld of %d gone, the last after %lld ms; memory +%.1f MiB; %d were "
        "told 4008; %d messages refused",
        qPrintable(spread(before)), qPrintable(spread(during)), qlonglong(gone.size()), m_readers, took,
        mebibytes(growth), told, m_refused);
    QVERIFY2(allGone && took <= mostGoneMs, "dropped");
    QVERIFY2(growth <= m_readers * mostGrowthEach, "memory");
    m_othersDidNotNotice = isWithin(percentile(during, 99), smallDelayUs, percentile(before, 99));
    QCOMPARE(m_refused, 0);
    VERIFY_DONE(m_good.back()->call(RoomList{}));
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestSlowReaders test(arguments.number(QStringLiteral("readers"), 10));
    return arguments.run(test);
}

#include "tst_slowreaders.moc"

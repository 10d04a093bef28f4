// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/commandrun.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/writtenexport.h"
#include "tests/support/people.h"
#include "tests/support/waiting.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <vector>

using namespace confab;
using namespace confab::test;

namespace {

constexpr int people = 10;
constexpr int rooms = 10;
constexpr double mostTimes = 3; // as slow as without a backup
/// Of a short run, in which one pause of the machine is the slowest hundredth.
constexpr double calmEnoughMs = 50;

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// People who send so many messages a second in all, whatever the answers do.
class SteadyLoad {
public:
    SteadyLoad(const std::vector<Person>& senders, const QList<RoomId>& all) : m_senders(senders), m_rooms(all) {}

    /// The times of the acknowledgements in milliseconds, sorted. `isMore`: asked at the end, whether to go on.
    std::vector<double> run(double seconds, int rate, const std::function<bool()>& isMore = {}) {
        m_times.clear();
        QElapsedTimer clock;
        clock.start();
        qint64 sent = 0;
        const auto isOver = [&] {
            const double now = double(clock.nsecsElapsed()) / 1e9;
            while (double(sent) < now * rate) {
                send();
                ++sent;
            }
            return now >= seconds && !(isMore && isMore());
        };
        QTimer timer; // waitUntil looks after each turn of the event loop
        timer.setTimerType(Qt::PreciseTimer);
        timer.start(std::max(1, 1000 / rate));
        const std::chrono::milliseconds limit{qint64(seconds * 1000) + 300'000};
        if (!waitUntil(isOver, limit) || !waitUntil([this] { return m_unanswered == 0; }))
            return {};
        std::ranges::sort(m_times);
        return m_times;
    }
    qint64 stored() const { return m_stored; }
    qint64 refused() const { return m_refused; }

private:
    void send() {
        ++m_unanswered;
        const qint64 number = m_count++;
        QElapsedTimer since;
        since.start();
        m_senders[size_t(number % people)].client->ask(
            messageFor(m_rooms[number % rooms], QStringLiteral("message %1").arg(number)),
            [this, since](const Result<Sent>& answer) {
                --m_unanswered;
                ++(answer ? m_stored : m_refused);
                m_times.push_back(double(since.nsecsElapsed()) / 1e6);
            });
    }

    const std::vector<Person>& m_senders;
    const QList<RoomId> m_rooms;
    std::vector<double> m_times;
    qint64 m_count = 0;
    qint64 m_stored = 0;
    qint64 m_refused = 0;
    int m_unanswered = 0;
};

double percentile(const std::vector<double>& sorted, double share) {
    return sorted.empty() ? 1e9 : sorted[std::min(sorted.size() - 1, size_t(share * double(sorted.size())))];
}

/// The log of a room, event by event.
QByteArrayList eventsOf(const QString& data, RoomId room, const QString& file) {
    QFile::remove(file);
    const CommandRun run = CommandRun::of({q("export"), QString::number(room.value), file, q("--data"), data});
    QFile lines(file);
    QByteArrayList events;
    if (run.exitCode != 0 || !lines.open(QIODevice::ReadOnly))
        return events;
    while (!lines.atEnd()) {
        if (const QByteArray line = lines.readLine(); line.startsWith("{\"event\":"))
            events.append(line);
    }
    return events;
}

} // namespace

/// What people notice of backups, made one after the other, while they write 200 messages a second; and what the last
/// one has. `tst_backupload --seconds 60 --messages 200000` is the long form.
class TestBackupLoad : public QObject {
    Q_OBJECT

public:
    TestBackupLoad(int seconds, int rate, int messages) : m_seconds(seconds), m_rate(rate), m_messages(messages) {}

private:
    bool prepare(DaemonProcess& daemon);
    QString path(const QString& name) const { return m_folder.filePath(name); }

    const int m_seconds;
    const int m_rate;
    const int m_messages; // that are there before
    QTemporaryDir m_folder;
    std::vector<Person> m_people;
    QList<RoomId> m_rooms;

private Q_SLOTS:
    void nobodyWaitsForIt();
};

bool TestBackupLoad::prepare(DaemonProcess& daemon) {
    if (!WrittenExport::write(path(q("written")), rooms, m_messages) || !daemon.start() || daemon.stop() != 0)
        return false;
    const CommandRun filled = CommandRun::of({q("import"), path(q("written")), q("--data"), daemon.folder()});
    if (filled.exitCode != 0 || !daemon.start())
        return false;
    for (int i = 0; i < people; ++i)
        m_people.push_back(newPerson(daemon, QStringLiteral("Person %1").arg(i), Codec::Cbor));
    for (int i = 0; i < rooms; ++i) {
        m_rooms.append(newRoom(m_people.front(), QStringLiteral("Room of the test %1").arg(i)).id);
        for (int other = 1; other < people; ++other) {
            if (!m_people[size_t(other)]->call(RoomJoin{m_rooms.last(), {}}))
                return false;
        }
    }
    for (const Person& person : m_people)
        person->keepNotices(false);
    return true;
}

void TestBackupLoad::nobodyWaitsForIt() {
    DaemonProcess daemon;
    QVERIFY2(prepare(daemon), daemon.errors().constData());
    SteadyLoad load(m_people, m_rooms);
    QVERIFY(!load.run(1, m_rate).empty()); // it warms up
    const std::vector<double> calm = load.run(m_seconds, m_rate);

    qint64 storedBefore = 0; // the last backup
    int made = 0;
    bool isTimeOver = false;
    QProcess backup;
    backup.setProcessEnvironment(DaemonProcess::cleanEnvironment());
    const auto begin = [&] {
        QFile::remove(path(q("b.tar")));
        storedBefore = load.stored();
        backup.start(q(CONFABD_PATH), {q("backup"), path(q("b.tar")), q("--data"), daemon.folder()});
    };
    connect(&backup, &QProcess::finished, &backup, [&](int exitCode) {
        made += exitCode == 0 ? 1 : 0;
        if (!isTimeOver && exitCode == 0)
            begin();
    });
    begin();
    const std::vector<double> busy = load.run(m_seconds, m_rate, [&] { // to the end of the last one
        isTimeOver = true;
        return backup.state() != QProcess::NotRunning;
    });
    const double calmest = percentile(calm, 0.99);
    const double busiest = percentile(busy, 0.99);
    qInfo("%d messages/s on %d messages, %d backups in %d s: p50 %.1f and %.1f ms, p99 %.1f and %.1f ms (without and "
          "with)",
          m_rate, m_messages, made, m_seconds, percentile(calm, 0.5), percentile(busy, 0.5), calmest, busiest);
    QVERIFY2(made > 0, backup.readAllStandardError().constData());
    QCOMPARE(load.refused(), 0);
    const bool isShort = m_seconds < 30;
    QVERIFY2(busiest <= mostTimes * calmest || (isShort && busiest <= calmEnoughMs),
             qPrintable(QStringLiteral("p99 %1 ms with a backup, %2 without").arg(busiest).arg(calmest)));

    QCOMPARE(daemon.stop(), 0);
    const CommandRun restored = CommandRun::of({q("restore"), path(q("b.tar")), q("--into"), path(q("restored"))});
    QVERIFY2(restored.exitCode == 0, restored.errors.constData());
    qint64 kept = 0;
    for (const RoomId room : std::as_const(m_rooms)) {
        const QByteArrayList all = eventsOf(daemon.folder(), room, path(q("all.jsonl")));
        const QByteArrayList some = eventsOf(path(q("restored")), room, path(q("some.jsonl")));
        QVERIFY2(!some.isEmpty() && some.size() <= all.size(), qPrintable(QString::number(some.size())));
        QVERIFY2(some == all.first(some.size()), "not the beginning of the room's log");
        kept +=
            std::ranges::count_if(some, [](const QByteArray& event) { return event.contains("\"type\":\"message\""); });
    }
    QVERIFY2(kept >= storedBefore, qPrintable(QStringLiteral("%1 of %2").arg(kept).arg(storedBefore)));
    QVERIFY2(kept <= load.stored(), "there was no load");
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    const int seconds = arguments.number(QStringLiteral("seconds"), 5);
    const int rate = arguments.number(QStringLiteral("rate"), 200);
    const int messages = arguments.number(QStringLiteral("messages"), 10'000);
    TestBackupLoad test(seconds, rate, messages);
    return arguments.run(test);
}

#include "tst_backupload.moc"

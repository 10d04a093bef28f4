// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"
#include "tests/support/waiting.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

/// How often threads of the process have gone to sleep so far: each wake-up ends in one more.
qint64 sleeps(qint64 pid) {
    qint64 count = 0;
    QDirIterator threads(QStringLiteral("/proc/%1/task").arg(pid), QDir::Dirs | QDir::NoDotAndDotDot);
    while (threads.hasNext()) {
        QFile status(threads.next() + QStringLiteral("/status"));
        if (!status.open(QIODevice::ReadOnly))
            continue;
        const QList<QByteArray> lines = status.readAll().split('\n');
        for (const QByteArray& line : lines) {
            if (line.startsWith("voluntary_ctxt_switches:"))
                count += line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
        }
    }
    return count;
}

/// Whether a time without any wake-up comes, of this length.
bool becomesQuiet(qint64 pid, qint64 ms) {
    qint64 last = sleeps(pid);
    QElapsedTimer since;
    since.start();
    return waitUntil([&] {
        const qint64 now = sleeps(pid);
        if (now != std::exchange(last, now))
            since.restart();
        return since.elapsed() >= ms;
    });
}

// Longer than every period of what runs in the daemon, but for the look at sessions.
constexpr qint64 quietMs = 8'000;
// The daemon looks at sessions every five seconds while people are connected.
constexpr qint64 quietWithPeopleMs = 3'000;

} // namespace

/// A server without traffic uses no processor: its threads sleep.
class TestQuietServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sleepsWithoutTraffic() {
        DaemonProcess daemon;
        QVERIFY(daemon.start());
        QVERIFY(becomesQuiet(daemon.pid(), quietMs));
        {
            const Person ana = newPerson(daemon, QStringLiteral("Ana"), Codec::Cbor);
            QVERIFY(ana);
            QVERIFY(becomesQuiet(daemon.pid(), quietWithPeopleMs));
        }
        QVERIFY(becomesQuiet(daemon.pid(), quietMs));
    }
};

QTEST_GUILESS_MAIN(TestQuietServer)
#include "tst_quietserver.moc"

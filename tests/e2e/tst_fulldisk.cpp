// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/results.h"
#include "tests/support/scraper.h"
#include "tests/support/waiting.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <sys/mount.h>

using namespace confab;
using namespace confab::test;

namespace {

/// A disk of its own, of a few MiB, mounted on a folder.
/// Thread: the test's. Owned by: the test.
class SmallDisk {
public:
    explicit SmallDisk(const QString& folder) : m_path(QFile::encodeName(folder)) {
        QDir().mkpath(folder);
        m_mounted = ::mount("tmpfs", m_path.constData(), "tmpfs", 0, "size=4m,mode=0700") == 0;
        m_error = errno;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (m_mounted)
            ::umount2(m_path.constData(), MNT_DETACH);
    }

    bool isMounted() const { return m_mounted; }
    const char* error() const { return std::strerror(m_error); }

    /// Not one byte more fits.
    bool fill() {
        QFile file(filler());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return false;
        const QByteArray some(4096, 'x');
        while (file.write(some) == some.size()) {
        }
        return file.size() > 0;
    }
    bool empty() { return QFile::remove(filler()); }

private:
    QString filler() const { return QFile::decodeName(m_path + "/filler"); }

    const QByteArray m_path;
    bool m_mounted = false;
    int m_error = 0;
};

} // namespace

/// A lone server whose disk gets full, and has room again.
class TestFullDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void says();
};

void TestFullDisk::says() {
    DaemonProcess daemon(Scraper::arguments());
    SmallDisk disk(daemon.folder());
    if (!disk.isMounted())
        QSKIP(QByteArray("needs the right to mount a small disk: ").append(disk.error()).constData());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Scraper figures(daemon);
    const auto readyz = [&daemon] {
        RawSocket socket;
        return socket.connectTo(daemon.port()) ? socket.http("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n") : QByteArray();
    };
    const Person ana = newPerson(daemon, QStringLiteral("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    QVERIFY(readyz().startsWith("HTTP/1.1 200"));

    QVERIFY(disk.fill());
    QStringList acknowledged;
    Result<Sent> sent;
    for (int i = 0; i < 500 && sent; ++i) { // the log may have some room left, but not for so many
        const QString body = QString(QString::number(i) % QString(4000, u'x'));
        sent = ana->call(messageFor(room.id, body));
        if (sent)
            acknowledged.append(body);
    }
    QVERIFY(!sent);
    QCOMPARE(sent.error().kind, ErrorKind::ServerBusy);
    const QByteArray full = readyz();
    QVERIFY2(full.startsWith("HTTP/1.1 503"), full.constData());
    QVERIFY2(full.contains("\"database\":\"refuses\""), full.constData());
    QCOMPARE(figures().value(QStringLiteral("confab_database_up")), 0.0);
    QCOMPARE(figures().value(QStringLiteral("confab_ready")), 0.0);
    VERIFY_OK(page, ana->call(RoomHistory{room.id, {}, 1})); // who only reads is served

    QVERIFY(disk.empty());
    QVERIFY(waitUntil([&] { return readyz().startsWith("HTTP/1.1 200"); })); // although nobody writes
    QCOMPARE(figures().value(QStringLiteral("confab_database_up")), 1.0);
    VERIFY_OK(last, ana->call(messageFor(room.id, QStringLiteral("room again"))));
    QCOMPARE(last.seq, Seq(2 + acknowledged.size() + 1)); // all that were acknowledged, and no other
    QVERIFY(daemon.errors().contains("The database stores again."));
}

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_fulldisk.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
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

    /// Fills it to the last byte.
    bool fill() {
        QFile file(filler());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return false;
        const QByteArray some(4096, 'x');
        while (file.write(some) == some.size()) {
        }
        return file.size() > 0;
    }
    /// So many bytes fit again.
    bool leave(qint64 bytes) {
        const qint64 size = QFile(filler()).size();
        return size > bytes && QFile::resize(filler(), size - bytes);
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
    void doesNotFlip();
    void startsReadOnly();
    void anUploadLeavesRoomForMessages();
};

namespace {

QByteArray readyz(const DaemonProcess& daemon) {
    RawSocket socket;
    return socket.connectTo(daemon.port()) ? socket.http("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n") : QByteArray();
}

/// Sends messages until one is refused.
Result<Sent> sayUntilRefused(const Person& person, const Room& room) {
    Result<Sent> sent;
    for (int i = 0; i < 500 && sent; ++i) // the log may have some room left, but not for so many
        sent = person->call(messageFor(room.id, QString(4000, u'x')));
    return sent;
}

} // namespace

/// A disk on which short messages fit and long ones do not is full: the reports to clients and balancers do not change
/// with each message.
void TestFullDisk::doesNotFlip() {
    DaemonProcess daemon;
    SmallDisk disk(daemon.folder());
    if (!disk.isMounted())
        QSKIP(QByteArray("needs the right to mount a small disk: ").append(disk.error()).constData());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, QStringLiteral("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    QVERIFY(disk.fill());
    QVERIFY(!sayUntilRefused(ana, room));
    QVERIFY(readyz(daemon).startsWith("HTTP/1.1 503"));
    QVERIFY(disk.leave(300 * 1024));
    for (int i = 0; i < 5; ++i) {
        QVERIFY(waitUntil([&] { return ana->call(messageFor(room.id, QString::number(i))).has_value(); }));
        const QByteArray said = readyz(daemon);
        QVERIFY2(said.startsWith("HTTP/1.1 503"), said.constData());
    }
    QVERIFY2(!daemon.errors().contains("The database stores again."), daemon.errors().constData());
    QCOMPARE(daemon.errors().count("writes was refused"), 1);
    QVERIFY(disk.empty());
    QVERIFY(waitUntil([&] { return readyz(daemon).startsWith("HTTP/1.1 200"); }));
    QCOMPARE(daemon.errors().count("The database stores again."), 1);
}

/// Stored data can be read, also after a restart.
void TestFullDisk::startsReadOnly() {
    DaemonProcess daemon;
    SmallDisk disk(daemon.folder());
    if (!disk.isMounted())
        QSKIP(QByteArray("needs the right to mount a small disk: ").append(disk.error()).constData());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, QStringLiteral("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    VERIFY_DONE(ana->call(messageFor(room.id, QStringLiteral("before"))));
    QCOMPARE(daemon.stop(), 0);
    QVERIFY(disk.fill());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY2(daemon.errors().contains("The database can't store anything"), daemon.errors().constData());
    const QByteArray full = readyz(daemon);
    QVERIFY2(full.startsWith("HTTP/1.1 503"), full.constData());
    QVERIFY2(full.contains("\"database\":\"refuses\""), full.constData());
    const Person again = againAs(daemon, ana, Codec::Json, true); // a sign-in would be stored
    QVERIFY(again);
    VERIFY_OK(page, again->call(RoomHistory{room.id, {}, 1}));
    QCOMPARE(page.messages.value(0).body, QStringLiteral("before"));
    QVERIFY(!sayUntilRefused(again, room)); // what the start has given back takes some
    QVERIFY(disk.empty());
    QVERIFY(waitUntil([&] { return readyz(daemon).startsWith("HTTP/1.1 200"); }));
    VERIFY_DONE(again->call(messageFor(room.id, QStringLiteral("after"))));
}

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
    VERIFY_OK(page, ana->call(RoomHistory{room.id, {}, 1})); // reads are served

    QVERIFY(disk.empty());
    QVERIFY(waitUntil([&] { return readyz().startsWith("HTTP/1.1 200"); })); // although nobody writes
    QCOMPARE(figures().value(QStringLiteral("confab_database_up")), 1.0);
    VERIFY_OK(last, ana->call(messageFor(room.id, QStringLiteral("room again"))));
    QCOMPARE(last.seq, Seq(2 + acknowledged.size() + 1)); // all that were acknowledged, and no other
    QVERIFY(daemon.errors().contains("The database stores again."));
}

/// Files do not take the room that messages need, and what did not fit is not left behind.
void TestFullDisk::anUploadLeavesRoomForMessages() {
    DaemonProcess daemon;
    SmallDisk disk(daemon.folder());
    if (!disk.isMounted())
        QSKIP(QByteArray("needs the right to mount a small disk: ").append(disk.error()).constData());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, QStringLiteral("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    const Files files(daemon, ana);
    QCOMPARE(files.post(someBytes(100'000)).status, 201);
    const Response full = files.post(someBytes(8 * 1024 * 1024));            // twice the disk
    QVERIFY2(full.status == 503 || full.status == 0, full.body.constData()); // 0: reset while it still sent
    QVERIFY(waitUntil([&] { return partialsOf(daemon).isEmpty(); }));
    QCOMPARE(blobsOf(daemon).size(), 1);
    VERIFY_DONE(ana->call(messageFor(room.id, QString(4000, u'x'))));
    QVERIFY(readyz(daemon).startsWith("HTTP/1.1 200"));
    QCOMPARE(files.post(someBytes(50'000)).status, 201);
}

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_fulldisk.moc"

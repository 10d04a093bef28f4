// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/results.h"
#include "tests/support/scraper.h"
#include "tests/support/tlsfiles.h"
#include "tests/support/waiting.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace confab;
using namespace confab::test;

namespace {

constexpr qint64 mostHandshakeMs = 11'000; // ten seconds are promised; one for the machine

/// What a handshake of this protocol ended with; null when it was refused.
QSslCertificate shakeHands(quint16 port, QSsl::SslProtocol protocol = QSsl::SecureProtocols) {
    QSslSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(protocol);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    waitUntil([&] { return socket.isEncrypted() || socket.state() == QAbstractSocket::UnconnectedState; });
    return socket.isEncrypted() ? socket.peerCertificate() : QSslCertificate();
}

} // namespace

/// The daemon's own TLS, and which browsers may come.
class TestTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void speaks_data();
    void speaks();
    void refusesAnOldHello();
    void hangsUpOnPlainHttp();
    void hangsUpOnWhoStalls();
    void takesANewCertificate();
    void saysWhenItsCertificateRunsOut();
    void keepsTheOldCertificate_data();
    void keepsTheOldCertificate();
    void refusesToStart_data();
    void refusesToStart();
    void looksAtTheOrigin_data();
    void looksAtTheOrigin();
    void cleanupTestCase();

private:
    QByteArray said() const { return m_daemon->errors().append(m_daemon->output()); }
    bool hasLogged(const QByteArray& words, const QByteArray& before);

    TlsFiles m_files;
    std::unique_ptr<DaemonProcess> m_daemon;
};

void TestTls::initTestCase() {
    QVERIFY(m_files.make(QStringLiteral("first.test")));
    m_daemon = std::make_unique<DaemonProcess>(
        m_files.arguments() +
        QStringList{QStringLiteral("--allowed-origins"), QStringLiteral("https://chat.example.org,http://a.test:81")});
    QVERIFY2(m_daemon->start(), m_daemon->errors().constData());
}

void TestTls::cleanupTestCase() {
    if (m_daemon)
        QCOMPARE(m_daemon->stop(), 0);
}

void TestTls::speaks_data() {
    QTest::addColumn<int>("protocol");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("TLS 1.3") << int(QSsl::TlsV1_3) << true;
    QTest::newRow("TLS 1.2") << int(QSsl::TlsV1_2) << true;
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    QTest::newRow("TLS 1.1") << int(QSsl::TlsV1_1) << false;
    QTest::newRow("TLS 1.0") << int(QSsl::TlsV1_0) << false;
    QT_WARNING_POP
}

void TestTls::speaks() {
    QFETCH(int, protocol);
    QFETCH(bool, accepted);
    QCOMPARE(!shakeHands(m_daemon->port(), QSsl::SslProtocol(protocol)).isNull(), accepted);
}

/// A ClientHello that knows nothing newer than TLS 1.1, written by hand, because today's libraries refuse to say it:
/// the server answers with an alert (21), or not at all, but not with a handshake (22).
void TestTls::refusesAnOldHello() {
    const QByteArray body = QByteArray::fromHex("0302") + QByteArray(32, 'r') + QByteArray::fromHex("00") +
                            QByteArray::fromHex("0006c013c0140035") + QByteArray::fromHex("0100") +
                            QByteArray::fromHex("000e000a000400020017000b00020100");
    const QByteArray hello = QByteArray::fromHex("010000") + char(body.size()) + body;
    RawSocket socket;
    QVERIFY(socket.connectTo(m_daemon->port()));
    const QByteArray answer = socket.http(QByteArray::fromHex("16030100") + char(hello.size()) + hello);
    QVERIFY2(answer.isEmpty() || answer.front() == 21, answer.toHex().constData());
}

/// Without an answer that a proxy could take for one, and soon.
void TestTls::hangsUpOnPlainHttp() {
    RawSocket socket;
    QElapsedTimer time;
    time.start();
    QVERIFY(socket.connectTo(m_daemon->port()));
    const QByteArray answer = socket.http("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY2(!answer.contains("HTTP/1.1 200"), answer.constData());
    QVERIFY(time.elapsed() < mostHandshakeMs);
}

void TestTls::hangsUpOnWhoStalls() {
    RawSocket silent;
    RawSocket halfway;
    QElapsedTimer time;
    time.start();
    QVERIFY(silent.connectTo(m_daemon->port()) && halfway.connectTo(m_daemon->port()));
    halfway.send(QByteArray::fromHex("1603010200010001fc0303")); // the head of a record, and a little of it
    QVERIFY(silent.hungUp() && halfway.hungUp());
    qInfo("hung up on after %lld ms", time.elapsed());
    QVERIFY(time.elapsed() <= mostHandshakeMs);
}

/// Waits for these words, more often than before.
bool TestTls::hasLogged(const QByteArray& words, const QByteArray& before) {
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired()) {
        if (said().toLower().count(words) > before.toLower().count(words))
            return true;
        QTest::qWait(10);
    }
    return false;
}

/// SIGHUP: existing connections stay, new ones see the new certificate.
void TestTls::takesANewCertificate() {
    const Person here = newPerson(*m_daemon, QStringLiteral("Ana"), Codec::Json);
    QVERIFY(here);
    QCOMPARE(shakeHands(m_daemon->port()), m_files.certificate());
    QVERIFY(m_files.make(QStringLiteral("second.test")));
    const QSslCertificate second = m_files.certificate();
    ::kill(pid_t(m_daemon->pid()), SIGHUP);
    const QDeadlineTimer deadline(patience);
    while (shakeHands(m_daemon->port()) != second && !deadline.hasExpired())
        QTest::qWait(10);
    QCOMPARE(shakeHands(m_daemon->port()), second);
    QVERIFY(here->isOpen());
    VERIFY_DONE(here->call(RoomList{}));
    QVERIFY(againAs(*m_daemon, here, Codec::Cbor));
}

/// At the start and each time it is read anew; and the metric tells the days.
void TestTls::saysWhenItsCertificateRunsOut() {
    TlsFiles files; // good for two days
    QVERIFY(files.make(QStringLiteral("soon.test")));
    DaemonProcess daemon(files.arguments() + Scraper::arguments());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const QByteArray remark =
        "the certificate expires soon, at " + files.certificate().expiryDate().toUTC().toString(Qt::ISODate).toUtf8();
    QVERIFY2(daemon.errors().contains(remark), daemon.errors().constData());
    const double days = Scraper(daemon)().value(QStringLiteral("confab_tls_certificate_days_left"));
    QVERIFY2(days > 1 && days <= 2, QByteArray::number(days).constData());
    ::kill(pid_t(daemon.pid()), SIGHUP);
    QVERIFY(waitUntil([&] { return daemon.errors().count(remark) == 2; }));
}

void TestTls::keepsTheOldCertificate_data() {
    QTest::addColumn<QByteArray>("certificate"); // empty: the file goes away
    QTest::newRow("rubbish") << QByteArray("-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n");
    QTest::newRow("missing") << QByteArray();
    TlsFiles other;
    QVERIFY(other.make(QStringLiteral("other.test")));
    QTest::newRow("of another key") << other.certificate().toPem();
}

/// A broken file does not stop the service, but is logged.
void TestTls::keepsTheOldCertificate() {
    QFETCH(QByteArray, certificate);
    const Person here = newPerson(*m_daemon, QStringLiteral("Ana"), Codec::Json);
    QVERIFY(here);
    const QSslCertificate before = shakeHands(m_daemon->port());
    QFile file(m_files.certificateFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    file.close();
    QVERIFY(file.remove());
    if (!certificate.isEmpty()) {
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(certificate) == certificate.size());
        file.close();
    }
    const QByteArray logged = said();
    ::kill(pid_t(m_daemon->pid()), SIGHUP);
    QVERIFY2(hasLogged("certificate", logged), "it says nothing");
    QCOMPARE(shakeHands(m_daemon->port()), before);
    VERIFY_DONE(here->call(RoomList{}));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(good) == good.size());
}

void TestTls::refusesToStart_data() {
    QTest::addColumn<QString>("trouble");
    for (const char* trouble : {"no certificate", "no key", "rubbish for a certificate", "rubbish for a key",
                                "a key of another", "a key that others can read", "a certificate only", "a key only"})
        QTest::newRow(trouble) << QString::fromLatin1(trouble);
}

/// At once, with a sentence that names the file.
void TestTls::refusesToStart() {
    QFETCH(QString, trouble);
    TlsFiles files;
    TlsFiles other;
    QVERIFY(files.make() && other.make());
    QString named = files.keyFile();
    QStringList arguments = files.arguments();
    const auto spoil = [](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write("rubbish") == 7;
    };
    if (trouble.contains(u"certificate"))
        named = files.certificateFile();
    if (trouble.startsWith(u"no "))
        QVERIFY(QFile::remove(named));
    else if (trouble.startsWith(u"rubbish"))
        QVERIFY(spoil(named));
    else if (trouble == u"a key of another")
        arguments.last() = named = other.keyFile();
    else if (trouble == u"a key that others can read")
        QVERIFY(QFile::setPermissions(named, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    else
        arguments = trouble == u"a certificate only" ? arguments.first(2) : arguments.last(2);
    if (trouble.endsWith(u"only"))
        named = trouble == u"a certificate only" ? QStringLiteral("tls-key") : QStringLiteral("tls-cert");
    QTemporaryDir data;
    const DaemonProcess::Ended ended = DaemonProcess::run(
        QStringList{QStringLiteral("--data"), data.path(), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
        arguments);
    // A check before the start reports the same.
    const DaemonProcess::Ended checked = DaemonProcess::run(
        QStringList{QStringLiteral("--check-config"), QStringLiteral("--data"), data.path()} + arguments);
    QVERIFY(checked.errors.startsWith("confabd: "));
    QVERIFY2(ended.errors.endsWith(checked.errors), ended.errors.constData()); // behind what the start says first
    QVERIFY2(checked.exitCode > 0 && !checked.output.contains("right"), checked.output.constData());
    QVERIFY2(ended.exitCode > 0, ended.errors.constData());
    QVERIFY2(ended.errors.contains(named.toUtf8()), ended.errors.constData());
    QVERIFY(!ended.errors.contains("PRIVATE KEY"));
}

void TestTls::looksAtTheOrigin_data() {
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    QTest::newRow("none, as programs have it") << QByteArray() << 101;
    QTest::newRow("the first of the list") << QByteArray("https://chat.example.org") << 101;
    QTest::newRow("the second") << QByteArray("http://a.test:81") << 101;
    QTest::newRow("another") << QByteArray("https://evil.example") << 403;
    QTest::newRow("another scheme") << QByteArray("http://chat.example.org") << 403;
    QTest::newRow("another port") << QByteArray("http://a.test:82") << 403;
    QTest::newRow("a longer name") << QByteArray("https://chat.example.org.evil.example") << 403;
    QTest::newRow("a name before it") << QByteArray("https://evil.chat.example.org") << 403;
    QTest::newRow("a path behind it") << QByteArray("https://chat.example.org/x") << 403;
    QTest::newRow("null") << QByteArray("null") << 403;
    QTest::newRow("empty") << QByteArray("") << 403;
    QTest::newRow("two of them") << QByteArray("https://chat.example.org\r\nOrigin: https://evil.example") << 403;
}

void TestTls::looksAtTheOrigin() {
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    QByteArray head = RawSocket::handshake("confab.v1.json");
    if (!origin.isNull())
        head.insert(head.size() - 2, QByteArray("Origin: " + origin + "\r\n"));
    RawSocket socket;
    QVERIFY(socket.connectTo(doorOf(*m_daemon)));
    socket.send(head);
    const QByteArray answer = socket.readHead();
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status) + ' ')), answer.constData());
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/databaseaddress.h"

#include <QTest>

using namespace confab;

/// The contents of a database's URL.
class TestDatabaseAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void urlIsTakenApart();
    void unixSocketByItsFolder();
    void refusedUrlSaysWhy_data();
    void refusedUrlSaysWhy();
};

void TestDatabaseAddress::urlIsTakenApart() {
    const Result<DatabaseAddress> full = DatabaseAddress::parse(QStringLiteral(
        "postgresql://con%40fab@db.example.org:6543/chat?sslmode=verify-full&sslrootcert=/etc/my%20ca.pem"));
    QVERIFY(full);
    QVERIFY(full->isPostgres());
    QCOMPARE(full->user, QStringLiteral("con@fab"));
    QCOMPARE(full->host, QStringLiteral("db.example.org"));
    QCOMPARE(full->port, quint16(6543));
    QCOMPARE(full->database, QStringLiteral("chat"));
    QCOMPARE(full->sslMode, QStringLiteral("verify-full"));
    QCOMPARE(full->sslRootCert, QStringLiteral("/etc/my ca.pem"));
    QVERIFY(full->password.isEmpty());

    const Result<DatabaseAddress> plain = DatabaseAddress::parse(QStringLiteral("postgres://confab@[::1]/confab"));
    QVERIFY(plain);
    QCOMPARE(plain->host, QStringLiteral("::1"));
    QCOMPARE(plain->port, quint16(5432));
    QVERIFY(plain->sslMode.isEmpty());
    QVERIFY(!DatabaseAddress::inFolder(QStringLiteral("/data")).isPostgres());
}

void TestDatabaseAddress::unixSocketByItsFolder() {
    const Result<DatabaseAddress> address =
        DatabaseAddress::parse(QStringLiteral("postgresql://confab@/confab?host=/run/postgresql"));
    QVERIFY(address);
    QCOMPARE(address->host, QStringLiteral("/run/postgresql"));
    QCOMPARE(address->database, QStringLiteral("confab"));
}

void TestDatabaseAddress::refusedUrlSaysWhy_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* url, const char* why) {
        QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(why);
    };
    row("", "postgresql://user@host/database is expected");
    row("mysql://confab@db/confab", "postgresql://user@host/database is expected");
    row("/var/lib/confab", "postgresql://user@host/database is expected");
    row("postgresql://confab:hunter2@db/confab", "a password in it");
    row("postgresql://confab@db/confab?password=hunter2", "a password in it");
    row("postgresql://db/confab", "needs a user");
    row("postgresql://confab@db", "needs a user and a database");
    row("postgresql://confab@db/a/b", "needs a user and a database");
    row("postgresql://confab@/confab", "needs a host");
    row("postgresql://confab@db:99999/confab", "is expected");
    row("postgresql://confab@db/confab?sslmode=maybe", "sslmode is one of");
    row("postgresql://confab@db/confab?sslrootcert=a';b", "sslrootcert");
    row("postgresql://confab@db/confab?options=-cfsync", "options");
}

void TestDatabaseAddress::refusedUrlSaysWhy() {
    QFETCH(const QString, url);
    QFETCH(const QString, why);
    const Result<DatabaseAddress> address = DatabaseAddress::parse(url);
    QVERIFY(!address);
    QCOMPARE(address.error().kind, ErrorKind::InputInvalid);
    QVERIFY2(address.error().message.contains(why), qPrintable(address.error().message));
    QVERIFY(!address.error().message.contains(QStringLiteral("hunter2")));
}

QTEST_APPLESS_MAIN(TestDatabaseAddress)
#include "tst_databaseaddress.moc"

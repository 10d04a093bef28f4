// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/postgresprocess.h"

#include <QElapsedTimer>
#include <QTest>

using confab::test::PostgresProcess;

/// The server that other tests break can be broken and comes back.
class TestPostgresProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesAllThatIsDoneToIt();
    void asksForThePassword();
};

void TestPostgresProcess::survivesAllThatIsDoneToIt() {
    PostgresProcess postgres;
    QVERIFY2(postgres.start(), postgres.log().constData());
    const quint16 port = postgres.port();
    QVERIFY2(postgres.createDatabase(QStringLiteral("one")), postgres.log().constData());
    const QString one = QStringLiteral("one");
    QVERIFY(postgres.query(QStringLiteral("CREATE TABLE t (x int)"), one));
    QVERIFY(postgres.query(QStringLiteral("INSERT INTO t VALUES (1)"), one));
    postgres.stopImmediately();
    QVERIFY(!postgres.query(QStringLiteral("SELECT 1")));
    QVERIFY2(postgres.start(), postgres.log().constData());
    postgres.kill();
    QVERIFY(!postgres.isRunning());
    QVERIFY2(postgres.start(), postgres.log().constData());
    QVERIFY2(postgres.restart(), postgres.log().constData());
    postgres.freeze();
    postgres.thaw();
    QCOMPARE(postgres.port(), port);
    QVERIFY2(postgres.createDatabase(QStringLiteral("two"), one), postgres.log().constData());
    QCOMPARE(postgres.query(QStringLiteral("SELECT x FROM t"), QStringLiteral("two")), std::optional(QByteArray("1")));
    postgres.dropDatabase(one);
    QVERIFY(!postgres.query(QStringLiteral("SELECT 1"), one));
}

void TestPostgresProcess::asksForThePassword() {
    PostgresProcess::Options options;
    options.password = true;
    options.fsync = false;
    options.anyAddress = true;
    PostgresProcess postgres(options);
    QVERIFY2(postgres.start(), postgres.log().constData());
    QCOMPARE(postgres.query(QStringLiteral("SHOW fsync")), std::optional(QByteArray("off")));
    QCOMPARE(postgres.query(QStringLiteral("SHOW listen_addresses")), std::optional(QByteArray("*")));
    QVERIFY(!postgres.password().isEmpty());
}

QTEST_GUILESS_MAIN(TestPostgresProcess)
#include "tst_postgresprocess.moc"

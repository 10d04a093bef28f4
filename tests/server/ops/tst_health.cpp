// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/health.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace confab;

Q_DECLARE_METATYPE(confab::Health::Redis)

/// The health report for load balancers and people.
class TestHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void says_data() {
        QTest::addColumn<bool>("database");
        QTest::addColumn<Health::Redis>("redis");
        QTest::addColumn<bool>("draining");
        QTest::addColumn<bool>("ready");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("saidOfRedis");
        const QString ok = QStringLiteral("ok");
        const QString away = QStringLiteral("away");
        const QString degraded = QStringLiteral("degraded");
        const QString unavailable = QStringLiteral("unavailable");
        const QString notUsed = QStringLiteral("not used");
        using Redis = Health::Redis;
        QTest::newRow("alone") << true << Redis::NotUsed << false << true << ok << notUsed;
        QTest::newRow("several") << true << Redis::Connected << false << true << ok << ok;
        QTest::newRow("without redis it serves on") << true << Redis::Away << false << true << degraded << away;
        QTest::newRow("no database") << false << Redis::Connected << false << false << unavailable << ok;
        QTest::newRow("neither") << false << Redis::Away << false << false << unavailable << away;
        QTest::newRow("draining") << true << Redis::Connected << true << false << unavailable << ok;
        QTest::newRow("draining alone") << true << Redis::NotUsed << true << false << unavailable << notUsed;
    }
    void says() {
        QFETCH(bool, database);
        QFETCH(Health::Redis, redis);
        QFETCH(bool, draining);
        QFETCH(bool, ready);
        QFETCH(QString, status);
        QFETCH(QString, saidOfRedis);
        Health health;
        health.setDatabase(database);
        health.setRedis(redis);
        if (draining)
            health.setDraining();
        QCOMPARE(health.isReady(), ready);
        const QByteArray json = health.toJson();
        QVERIFY(json.endsWith('\n'));
        const QJsonObject expected{
            {QStringLiteral("status"), status},
            {QStringLiteral("database"), database ? QStringLiteral("ok") : QStringLiteral("away")},
            {QStringLiteral("redis"), saidOfRedis},
            {QStringLiteral("threads"), QStringLiteral("ok")},
            {QStringLiteral("draining"), draining}};
        QCOMPARE(QJsonDocument::fromJson(json).object(), expected);
    }

    void comesAndGoes() {
        Health health;
        QVERIFY(health.isReady());
        health.setDatabase(false);
        QVERIFY(!health.isReady());
        health.setDatabase(true);
        QVERIFY(health.isReady());
        health.setStores(false);
        QVERIFY(!health.isReady());
        QVERIFY(health.toJson().contains("\"database\":\"refuses\""));
        health.setStores(true);
        QVERIFY(health.isReady());
        health.setTurning(false);
        QVERIFY(!health.isReady());
        const QByteArray slow = health.toJson(QStringLiteral("chat has been busy with message.send for 2.0 s"));
        QVERIFY2(slow.contains("\"threads\":\"chat has been busy with message.send for 2.0 s\""), slow.constData());
        QVERIFY2(slow.contains("\"status\":\"unavailable\""), slow.constData());
        health.setTurning(true);
        QVERIFY(health.isReady());
        QVERIFY(health.toJson(QStringLiteral("over by now")).contains("\"threads\":\"ok\""));
        health.setDraining();
        health.setDatabase(true);
        QVERIFY(!health.isReady()); // for good
    }
};

QTEST_APPLESS_MAIN(TestHealth)
#include "tst_health.moc"

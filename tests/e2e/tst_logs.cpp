// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"

using namespace confab;
using namespace confab::test;

/// The log of the real server, as JSON.
class TestLogs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLineIsAnObjectWithoutSecrets() {
        FileServer server(
            {QStringLiteral("--log-format"), QStringLiteral("json"), QStringLiteral("--log"), QStringLiteral("debug")});
        QVERIFY2(server.start(), server.daemon.errors().constData());
        const Room room = newRoom(server.ana);
        VERIFY_DONE(server.ana->call(messageFor(room.id, QStringLiteral("a-text-that-is-secret"))));
        QCOMPARE(server.files().get(QStringLiteral("none")).status, 404);
        const Response one = server.files().ask("GET /healthz", "X-Request-Id: of-a-stranger\r\n");
        const Response other = server.files().ask("GET /healthz");
        QVERIFY2(!one.value("X-Request-Id").isEmpty(), one.head.constData());
        QVERIFY(one.value("X-Request-Id") != other.value("X-Request-Id"));
        QVERIFY(one.value("X-Request-Id") != "of-a-stranger");
        QCOMPARE(server.daemon.stop(), 0);

        const QByteArray log = server.daemon.errors();
        for (const Secret& secret : {server.ana.password, server.ana.auth.accessToken, server.ana.auth.refreshToken})
            QVERIFY2(!log.contains(secret.value.toUtf8()), log.constData());
        QVERIFY2(!log.contains("a-text-that-is-secret"), log.constData());
        int lines = 0;
        for (const QByteArray& line : log.split('\n')) {
            if (line.isEmpty())
                continue;
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            for (const char* member : {"time", "level", "category", "message"})
                QVERIFY2(object.contains(QLatin1String(member)), line.constData());
            ++lines;
        }
        QVERIFY2(lines > 0, "there is no log");
    }

    void aProxysIdIsKept() {
        FileServer server({QStringLiteral("--proxy"), QStringLiteral("127.0.0.1")});
        QVERIFY2(server.start(), server.daemon.errors().constData());
        const auto idOf = [&server](const QByteArray& given) {
            return server.files()
                .ask("GET /healthz", "X-Forwarded-For: 192.0.2.1\r\nX-Request-Id: " + given + "\r\n")
                .value("X-Request-Id");
        };
        QCOMPARE(idOf("of-the-proxy.1"), QByteArray("of-the-proxy.1"));
        QVERIFY(idOf("with spaces") != "with spaces");
        QVERIFY(idOf(QByteArray(65, 'x')) != QByteArray(65, 'x'));
    }

    void aRefusedStartIsALineToo() {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("confab.db")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no database at all, but some bytes") > 0);
        file.close();
        const auto ended =
            DaemonProcess::run({QStringLiteral("--data"), folder.path(), QStringLiteral("--listen"),
                                QStringLiteral("127.0.0.1:0"), QStringLiteral("--log-format"), QStringLiteral("json")});
        QCOMPARE(ended.exitCode, 1);
        const QByteArray last = ended.errors.trimmed().split('\n').last();
        QCOMPARE(QJsonDocument::fromJson(last).object().value(QStringLiteral("level")).toString(),
                 QStringLiteral("error"));
    }
};

QTEST_GUILESS_MAIN(TestLogs)
#include "tst_logs.moc"

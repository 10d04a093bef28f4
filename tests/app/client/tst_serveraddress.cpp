// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/serveraddress.h"

#include <QTest>

using namespace confab;
using namespace confab::client;

class TestServerAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understood_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* typed, const char* url, const char* shown) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(url)
                                 << QString::fromLatin1(shown);
        };
        row("chat.example.org", "wss://chat.example.org/rt", "chat.example.org");
        row(" chat.example.org:8443 ", "wss://chat.example.org:8443/rt", "chat.example.org:8443");
        row("https://chat.example.org/", "wss://chat.example.org/rt", "chat.example.org");
        row("http://chat.example.org", "ws://chat.example.org/rt", "ws://chat.example.org");
        row("ws://127.0.0.1:7450", "ws://127.0.0.1:7450/rt", "127.0.0.1:7450");
        row("localhost", "ws://localhost:7450/rt", "localhost:7450");
        row("[::1]:9000", "ws://[::1]:9000/rt", "[::1]:9000");
        row("wss://example.org/confab/rt", "wss://example.org/confab/rt", "example.org/confab/rt");
    }
    void understood() {
        QFETCH(const QString, typed);
        QFETCH(const QString, url);
        QFETCH(const QString, shown);
        const Result<QUrl> result = serverUrl(typed);
        QVERIFY(result);
        QCOMPARE(result->toString(), url);
        QCOMPARE(serverAddress(*result), shown);
        QCOMPARE(*serverUrl(shown), *result);
    }

    void refused_data() {
        QTest::addColumn<QString>("typed");
        for (const char* typed : {"", "   ", "ftp://example.org", "ws://", "a b", "ws://ana:secret@example.org",
                                  "ws://example.org/?token=1", "ws://example.org:99999"})
            QTest::newRow(typed) << QString::fromLatin1(typed);
    }
    void refused() {
        QFETCH(const QString, typed);
        const Result<QUrl> result = serverUrl(typed);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::InputInvalid);
        QCOMPARE(result.error().path, QStringLiteral("server"));
        QVERIFY(!result.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestServerAddress)
#include "tst_serveraddress.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission/listenaddress.h"

#include <QTest>

using namespace confab;

class TestListenAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAndWrites_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("IPv4") << QStringLiteral("127.0.0.1:7450") << QStringLiteral("127.0.0.1:7450");
        QTest::newRow("IPv6") << QStringLiteral("[::1]:0") << QStringLiteral("[::1]:0");
        QTest::newRow("localhost") << QStringLiteral("localhost:65535") << QStringLiteral("127.0.0.1:65535");
        QTest::newRow("all") << QStringLiteral(":7450") << QStringLiteral("[::]:7450");
        QTest::newRow("all IPv4") << QStringLiteral("0.0.0.0:7450") << QStringLiteral("0.0.0.0:7450");
    }
    void readsAndWrites() {
        QFETCH(QString, text);
        const auto address = ListenAddress::parse(text);
        QVERIFY(address.has_value());
        QTEST(address->toString(), "written");
    }

    void refuses_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "127.0.0.1", "7450", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1", "127.0.0.1:x",
              "::1:7450", "[::1]7450", "[127.0.0.1]:7450", "example.org:7450", "1.2.3.4.5:7450", "[]:1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refuses() {
        QFETCH(QString, text);
        const auto address = ListenAddress::parse(text);
        QVERIFY(!address.has_value());
        QCOMPARE(address.error().kind, ErrorKind::InputInvalid);
        const QString quoted = QStringLiteral("\"%1\"").arg(text);
        QVERIFY2(address.error().message.contains(quoted), qPrintable(address.error().message));
    }
};

QTEST_GUILESS_MAIN(TestListenAddress)
#include "tst_listenaddress.moc"

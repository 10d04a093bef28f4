// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hooks/hookaddress.h"

#include <QTest>

using namespace confab;

class TestHookAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addresses_data() {
        QTest::addColumn<bool>("isPublic");
        for (const char* address :
             {"8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.0", "192.169.0.1", "100.63.255.255", "100.128.0.0",
              "198.17.255.255", "223.255.255.255", "2001:4860:4860::8888", "2606:4700::1111", "::ffff:8.8.8.8",
              "64:ff9b::808:808", "2002:808:808::1", "2001:200::1"})
            QTest::newRow(address) << true;
        for (const char* address : {"127.0.0.1",
                                    "127.255.255.254",
                                    "0.0.0.0",
                                    "0.1.2.3",
                                    "10.0.0.1",
                                    "10.255.255.255",
                                    "172.16.0.1",
                                    "172.31.255.255",
                                    "192.168.0.1",
                                    "169.254.169.254",
                                    "100.64.0.1",
                                    "100.127.255.255",
                                    "192.0.0.1",
                                    "192.0.2.1",
                                    "198.18.0.1",
                                    "198.19.255.255",
                                    "203.0.113.9",
                                    "224.0.0.1",
                                    "239.1.1.1",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "::1",
                                    "fe80::1",
                                    "febf::1",
                                    "fc00::1",
                                    "fd12::1",
                                    "ff02::1",
                                    "fec0::1",
                                    "::ffff:127.0.0.1",
                                    "::ffff:10.0.0.1",
                                    "::127.0.0.1",
                                    "64:ff9b::7f00:1",
                                    "64:ff9b::a00:1",
                                    "64:ff9b:1::a00:1",
                                    "2002:7f00:1::1",
                                    "2002:c0a8:1::1",
                                    "2001::1",
                                    "2001:db8::1",
                                    "100::1",
                                    "4000::1"})
            QTest::newRow(address) << false;
    }
    void addresses() {
        QFETCH(bool, isPublic);
        const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!address.isNull());
        QCOMPARE(isPublicAddress(address), isPublic);
    }
    void nothingIsNoAddress() { QVERIFY(!isPublicAddress(QHostAddress())); }

    void urls_data() {
        QTest::addColumn<bool>("isGood");
        for (const char* url : {"https://example.org/hook", "http://example.org", "https://example.org:8443/a?b=c",
                                "http://127.0.0.1:9000/", "http://[::1]:9000/"})
            QTest::newRow(url) << true;
        for (const char* url : {"", "example.org", "ftp://example.org", "file:///etc/passwd", "https://", "https:///a",
                                "https://ana:secret@example.org/", "https://example.org/#a", "javascript:alert(1)",
                                "https://exa mple.org"})
            QTest::newRow(url) << false;
    }
    void urls() {
        QFETCH(bool, isGood);
        QCOMPARE(isHookUrl(QUrl(QString::fromLatin1(QTest::currentDataTag()), QUrl::StrictMode)), isGood);
    }
};

QTEST_GUILESS_MAIN(TestHookAddress)
#include "tst_hookaddress.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/hooktext.h"

#include <QTest>

using namespace confab;

namespace {

Result<QString> textOf(const QByteArray& body, const QByteArray& type = "application/json") {
    HttpRequest request;
    request.method = "POST";
    request.body = body;
    request.headers.append({"content-type", type});
    return rest::hookText(request);
}

const QByteArray form = "application/x-www-form-urlencoded";

} // namespace

/// What senders that were written for Slack and Mattermost put into a request.
class TestHookText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void says_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const QByteArray json = "application/json";
        QTest::newRow("json") << json << QByteArray(R"({"text":"It is built"})") << QStringLiteral("It is built");
        QTest::newRow("others are not looked at")
            << json
            << QByteArray(R"({"channel":"builds","username":"ci","icon_emoji":":ghost:","text":"a","mrkdwn":true})")
            << QStringLiteral("a");
        QTest::newRow("payload") << form << QByteArray("payload=%7B%22text%22%3A+%22one+two%2Bthree%22%7D")
                                 << QStringLiteral("one two+three");
        QTest::newRow("payload as curl sends it")
            << form << QByteArray(R"(payload={"text": "a b"})") << QStringLiteral("a b");
        QTest::newRow("a field") << form << QByteArray("text=caf%C3%A9+%26+tea&username=x")
                                 << QString::fromUtf8("caf\u00e9 & tea");
        QTest::newRow("json that curl calls a form") << form << QByteArray(R"({"text":"a"})") << QStringLiteral("a");
        QTest::newRow("no type") << QByteArray() << QByteArray(R"( {"text":"a"} )") << QStringLiteral("a");
        QTest::newRow("attachments")
            << json
            << QByteArray(R"({"attachments":[{"title":"Alert","text":"Disk full","color":"red"},{"fallback":"two"}]})")
            << QStringLiteral("Alert\nDisk full\ntwo");
        QTest::newRow("a text and attachments")
            << json << QByteArray(R"({"text":"a","attachments":[{"text":"b"}]})") << QStringLiteral("a\nb");
        QTest::newRow("nothing, which is no message") << json << QByteArray(R"({"text":""})") << QString();
    }
    void says() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        const Result<QString> got = textOf(body, type);
        QVERIFY(got);
        QCOMPARE(*got, text);
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no form") << QByteArray("hello");
        QTest::newRow("half") << QByteArray("{\"text\":");
        QTest::newRow("a number") << QByteArray(R"({"text":7})");
        QTest::newRow("a list") << QByteArray(R"([{"text":"a"}])");
        QTest::newRow("payload that is none") << QByteArray("payload=hello");
        QTest::newRow("a page of attachments")
            << QByteArray("{\"attachments\":[" + QByteArray("{},").repeated(20) + "{}]}");
    }
    void refuses() {
        QFETCH(QByteArray, body);
        const Result<QString> got = textOf(body, form);
        QVERIFY(!got);
        QCOMPARE(got.error().kind, ErrorKind::InputInvalid);
    }
};

QTEST_GUILESS_MAIN(TestHookText)
#include "tst_hooktext.moc"

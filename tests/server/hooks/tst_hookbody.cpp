// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hooks/hookbody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace confab;

namespace {

const UserId ana{3};
const UserId bot{4};
const UserId hook{9};

Event said(Seq seq, UserId by, const char* body) {
    return {RoomId{7}, seq, by, UtcTime{1'700'000'000'000},
            MessagePosted{{QString::fromUtf8(body)}, QStringLiteral("id")}};
}

LogPage pageOf(QList<Event> events) {
    LogPage page;
    page.events = std::move(events);
    page.users = {User{ana, QStringLiteral("Ana"), {}}, User{bot, QStringLiteral("Bot"), {}, {}, true},
                  User{hook, QStringLiteral("Hook"), {}, {}, true}};
    return page;
}

HookWork work(std::optional<QString> command = std::nullopt) {
    HookWork work;
    work.hook = 5;
    work.room = RoomId{7};
    work.user = hook;
    work.command = std::move(command);
    return work;
}

QJsonObject json(const HookDelivery& delivery) {
    return QJsonDocument::fromJson(delivery.body).object();
}

} // namespace

class TestHookBody : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allEventsButItsOwn() {
        const HookDelivery delivery =
            deliveryOf(work(), pageOf({said(1, ana, "one"),
                                       said(2, hook, "mine"),
                                       said(3, bot, "three"),
                                       {RoomId{7}, 4, ana, {}, MemberLeft{ana, QStringLiteral("Ana")}}}));
        QCOMPARE(delivery.upTo, 4);
        QVERIFY(!delivery.command);
        const QJsonArray events = json(delivery)[u"events"].toArray();
        QCOMPARE(events.size(), 3);
        QCOMPARE(events[0][u"type"].toString(), QStringLiteral("message"));
        QCOMPARE(events[0][u"data"][u"body"].toString(), QStringLiteral("one"));
        QCOMPARE(events[1][u"seq"].toInt(), 3);
        QCOMPARE(events[2][u"type"].toString(), QStringLiteral("member.left"));
        QCOMPARE(json(delivery)[u"room"].toInt(), 7);
        QCOMPARE(json(delivery)[u"hook"].toInt(), 5);
        QCOMPARE(json(delivery)[u"users"].toArray().first()[u"name"].toString(), QStringLiteral("Ana"));
    }

    void nothingButItsOwn() {
        const HookDelivery delivery = deliveryOf(work(), pageOf({said(1, hook, "a"), said(2, hook, "b")}));
        QVERIFY(delivery.body.isEmpty());
        QCOMPARE(delivery.upTo, 2);
    }

    void commands_data() {
        QTest::addColumn<bool>("isOne");
        QTest::addColumn<QString>("text");
        QTest::newRow("/deploy") << true << QString();
        QTest::newRow("/deploy now") << true << QStringLiteral("now");
        QTest::newRow("/deploy  two words ") << true << QStringLiteral("two words");
        QTest::newRow("/deploy\nmore") << true << QStringLiteral("more");
        QTest::newRow("/deployed") << false << QString();
        QTest::newRow("/deploy-now") << false << QString();
        QTest::newRow(" /deploy") << false << QString();
        QTest::newRow("please /deploy") << false << QString();
        QTest::newRow("/Deploy") << false << QString();
    }
    void commands() {
        QFETCH(bool, isOne);
        QFETCH(QString, text);
        const QString command = QStringLiteral("/deploy");
        const HookDelivery delivery = deliveryOf(work(command), pageOf({said(6, ana, QTest::currentDataTag())}));
        QCOMPARE(delivery.command.has_value(), isOne);
        QCOMPARE(delivery.body.isEmpty(), !isOne);
        QCOMPARE(delivery.upTo, 6);
        if (!isOne)
            return;
        QCOMPARE(json(delivery)[u"command"].toString(), command);
        QCOMPARE(json(delivery)[u"text"].toString(), text);
        QCOMPARE(json(delivery)[u"by"][u"name"].toString(), QStringLiteral("Ana"));
        QCOMPARE(json(delivery)[u"seq"].toInt(), 6);
    }

    /// One request for each, in their order; and none for those of bots, which could answer each other for ever.
    void theFirstCommandOfAPage() {
        const HookWork one = work(QStringLiteral("/a"));
        const QList<Event> events{said(1, ana, "hello"), said(2, bot, "/a bot"), said(3, ana, "/a first"),
                                  said(4, ana, "/a second")};
        const HookDelivery first = deliveryOf(one, pageOf(events));
        QCOMPARE(first.upTo, 3);
        QCOMPARE(first.command, std::optional<Seq>(3));
        const HookDelivery second = deliveryOf(one, pageOf(events.mid(3)));
        QCOMPARE(second.upTo, 4);
        QCOMPARE(json(second)[u"text"].toString(), QStringLiteral("second"));
    }

    /// RFC 4231, test case 2.
    void isSigned() {
        QCOMPARE(hookSignature("what do ya want for nothing?", "Jefe"),
                 QByteArray("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    void answers_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("text");
        QTest::newRow("a text") << QByteArray(R"({"text":"Done","response_type":"in_channel"})")
                                << QStringLiteral("Done");
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("no JSON") << QByteArray("ok") << QString();
        QTest::newRow("no text") << QByteArray("{}") << QString();
        QTest::newRow("not visible") << QByteArray(R"({"text":" \n"})") << QString();
        QTest::newRow("a number") << QByteArray(R"({"text":7})") << QString();
        QTest::newRow("too long") << QByteArray(R"({"text":")" + QByteArray(20'000, 'x') + R"("})") << QString();
    }
    void answers() {
        QFETCH(QByteArray, answer);
        QFETCH(QString, text);
        QCOMPARE(answerText(answer), text);
    }
};

QTEST_GUILESS_MAIN(TestHookBody)
#include "tst_hookbody.moc"

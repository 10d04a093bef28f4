// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/hookreceiver.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/scraper.h"
#include "tests/support/waiting.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

QByteArray signatureOf(const HookReceiver::Request& request, const Secret& key) {
    return "sha256=" +
           QMessageAuthenticationCode::hash(request.body, key.value.toLatin1(), QCryptographicHash::Sha256).toHex();
}

/// The texts of all messages that came, in their order.
QStringList textsIn(const QList<HookReceiver::Request>& requests) {
    QStringList texts;
    for (const HookReceiver::Request& request : requests) {
        const QJsonArray events = request.json().value(QStringLiteral("events")).toArray();
        for (const QJsonValue& event : events) {
            if (event[u"type"].toString() == u"message")
                texts.append(event[u"data"][u"body"].toString());
        }
    }
    return texts;
}

} // namespace

/// Outgoing webhooks of a real server.
class TestOutgoing : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<HookReceiver> m_receiver;
    std::unique_ptr<DaemonProcess> m_daemon;
    Person m_ana;
    RoomId m_room;

    void start(const QStringList& arguments = {QStringLiteral("--hooks-allow"), QStringLiteral("127.0.0.1")}) {
        m_daemon = std::make_unique<DaemonProcess>(arguments);
        QVERIFY2(m_daemon->start(), m_daemon->errors().constData());
        m_ana = newPerson(*m_daemon, q("Ana"), Codec::Json);
        QVERIFY(m_ana);
        m_room = newRoom(m_ana).id;
    }
    HookAdded newHook(std::optional<QString> command = std::nullopt) {
        const auto added = m_ana->call(HookAdd{m_room, q("Out"), m_receiver->url(), std::move(command)});
        if (!added || !added->key || added->path)
            QTest::qFail("no webhook", __FILE__, __LINE__);
        return added.value_or(HookAdded{});
    }
    void say(const char* text) { VERIFY_DONE(m_ana->call(messageFor(m_room, q(text)))); }
    bool hears(const QStringList& texts) const {
        return waitUntil([&] { return textsIn(m_receiver->requests) == texts; });
    }
    QStringList said() {
        const auto history = m_ana->call(RoomHistory{m_room, {}, {}});
        QStringList texts;
        for (const Message& message : history ? history->messages : QList<Message>())
            texts.prepend(message.body);
        return texts;
    }

private Q_SLOTS:
    void init() {
        m_receiver = std::make_unique<HookReceiver>();
        QVERIFY(m_receiver->listen());
    }
    void cleanup() {
        m_ana = {};
        m_daemon.reset();
    }

    void whatIsSaidGoesOut();
    void signedByItsKey();
    void signedByItsNextKey();
    void nothingIsLostByACrash();
    void aCommandIsAnswered();
    void aGoneReceiverIsDisabled();
    void notToThisMachine();
    void badWebhooks();
    void figures();
};

void TestOutgoing::whatIsSaidGoesOut() {
    start();
    say("before");
    newHook();
    say("one");
    say("two");
    QVERIFY(hears({q("one"), q("two")}));
    const auto added = m_ana->call(HookList{m_room});
    VERIFY_DONE(added);
    VERIFY_DONE(m_ana->call(HookRemove{m_room, added->hooks.first().id}));
    m_receiver->requests.clear();
    newHook();
    say("three");
    QVERIFY(hears({q("three")}));
}

void TestOutgoing::signedByItsKey() {
    start();
    const HookAdded hook = newHook();
    say("hello");
    QVERIFY(hears({q("hello")}));
    const HookReceiver::Request& request = m_receiver->requests.last();
    QCOMPARE(request.value("X-Confab-Signature"), signatureOf(request, *hook.key));
    QCOMPARE(request.json().value(q("room")).toInteger(), m_room.value);
    QCOMPARE(request.json().value(q("hook")).toInteger(), hook.hook.id);
}

void TestOutgoing::signedByItsNextKey() {
    start();
    const HookAdded hook = newHook();
    const auto renewed = m_ana->call(HookRenew{m_room, hook.hook.id});
    VERIFY_DONE(renewed);
    QVERIFY(renewed->key && !renewed->path && renewed->key->value != hook.key->value);
    say("hello");
    QVERIFY(hears({q("hello")}));
    const HookReceiver::Request& request = m_receiver->requests.last();
    QCOMPARE(request.value("X-Confab-Signature"), signatureOf(request, *renewed->key));
}

/// What was said while nobody answered comes after the crash, in order and once.
void TestOutgoing::nothingIsLostByACrash() {
    start();
    newHook();
    say("zero");
    QVERIFY(hears({q("zero")}));
    m_receiver->requests.clear();
    m_receiver->status = "503 Not now";
    say("one");
    // What is said next is stored after the failure, so that the dead process has nothing in hand, which would last.
    QVERIFY(waitUntil([this] { return m_daemon->errors().contains("takes nothing"); }));
    QCOMPARE(textsIn(m_receiver->requests), QStringList{q("one")});
    say("two");
    m_daemon->kill();
    m_receiver->status = "200 OK";
    m_receiver->requests.clear();
    QVERIFY2(m_daemon->start(), m_daemon->errors().constData());
    QVERIFY(hears({q("one"), q("two")})); // after the pause of the failure
}

void TestOutgoing::aCommandIsAnswered() {
    start();
    newHook(q("/roll"));
    m_receiver->answer = R"({"text":"You rolled a 4."})";
    say("hello");
    say("/roll 6");
    QVERIFY(waitUntil([this] { return said().size() == 3; }));
    QCOMPARE(said(), (QStringList{q("hello"), q("/roll 6"), q("You rolled a 4.")}));
    QCOMPARE(m_receiver->requests.size(), 1);
    const QJsonObject request = m_receiver->requests.first().json();
    QCOMPARE(request[u"command"].toString(), q("/roll"));
    QCOMPARE(request[u"text"].toString(), q("6"));
    QCOMPARE(request[u"by"][u"name"].toString(), q("Ana"));
}

void TestOutgoing::aGoneReceiverIsDisabled() {
    start();
    newHook();
    m_receiver->status = "410 Gone";
    say("hello");
    QVERIFY(waitUntil([this] {
        const auto hooks = m_ana->call(HookList{m_room});
        return hooks && hooks->hooks.first().disabledAt;
    }));
    m_receiver->requests.clear();
    m_receiver->status = "200 OK";
    say("more");
    newHook(); // which is asked after the disabled one, if that were asked
    say("last");
    QVERIFY(hears({q("last")}));
}

void TestOutgoing::notToThisMachine() {
    start({});
    newHook();
    say("hello");
    QVERIFY(waitUntil([this] { return m_daemon->errors().contains("not public"); }));
    QVERIFY(m_receiver->requests.isEmpty());
}

void TestOutgoing::badWebhooks() {
    start();
    const auto outcome = [this](const HookAdd& hook) {
        const auto added = m_ana->call(hook);
        return added ? QString() : added.error().path;
    };
    QCOMPARE(outcome({m_room, q("Out"), q("ftp://example.org"), {}}), q("params.url"));
    QCOMPARE(outcome({m_room, q("Out"), q("https://ana:secret@example.org"), {}}), q("params.url"));
    QCOMPARE(outcome({m_room, q("Out"), m_receiver->url(), q("roll")}), q("params.command"));
    QCOMPARE(outcome({m_room, q("Out"), {}, q("/roll")}), q("params.command"));
    QCOMPARE(outcome({m_room, QString(u'\u200B'), {}, {}}), q("params.name"));
}

void TestOutgoing::figures() {
    start(Scraper::arguments() + QStringList{q("--hooks-allow"), q("127.0.0.1")});
    const Scraper scrape(*m_daemon);
    const auto requests = [&scrape](const char* outcome) {
        return scrape().value(q("confab_hook_requests_total{outcome=\"%1\"}").arg(q(outcome)));
    };
    newHook(q("/roll"));
    m_receiver->answer = R"({"text":"You rolled a 4."})";
    say("/roll");
    QVERIFY(waitUntil([&] { return scrape().value(q("confab_hook_answers_total")) == 1.0; }));
    QCOMPARE(requests("taken"), 1.0);
    QVERIFY(waitUntil([&] { return scrape().value(q("confab_hooks_waiting")) == 0.0; }));
    m_receiver->status = "503 Not now";
    say("/roll");
    QVERIFY(waitUntil([&] { return requests("refused") >= 1.0; }));
    QVERIFY(waitUntil([&] { return scrape().value(q("confab_hooks_failing")) == 1.0; }));
    QVERIFY(scrape().value(q("confab_hooks_waiting")) == 1.0);
    QCOMPARE(scrape().value(q("confab_hooks_in_hand")), 0.0);
    m_receiver->status = "410 Gone"; // to the one that waits, too, after its pause
    newHook(q("/other"));
    say("/other");
    QVERIFY(waitUntil([&] { return requests("gone") >= 1.0; }));
    m_receiver->close();
    newHook(q("/third"));
    say("/third");
    QVERIFY(waitUntil([&] { return requests("unreachable") >= 1.0; }));
    QCOMPARE(requests("taken"), 1.0);
}

QTEST_GUILESS_MAIN(TestOutgoing)
#include "tst_outgoing.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/talk.h"
#include "tests/support/calmserver.h"
#include "tests/support/wiretest.h"

#include <QTimer>

using namespace confab;
using namespace confab::test;

namespace {

constexpr qint64 mostDelayMs = 20;

struct Form {
    int seconds = 4;
    int rate = 10; ///< messages of each a second: twice what a person may send, half of the bytes that a connection may
};

/// Texts that may be slow for a library: none has a boundary to cut at.
QList<QString> hardTexts() {
    constexpr int units = limits::messageBytes - 1;
    const auto many = [](char16_t unit, qsizetype times) { return QString(times, QChar(unit)); };
    const QString pair = QString(QChar(0x301)) + QChar(0x316);
    const QString composed = QStringLiteral("e\u0301");
    return {
        QChar(u'a') + many(0x301, units / 2) + many(0x316, units / 2),
        QChar(u'a') + pair.repeated(units / 2),
        composed + many(0x1F82, units),
        composed + many(0xAC01, units),
        // And those that are short enough to be stored.
        QChar(u'@') + many(0x301, units / 4) + many(0x316, units / 4),
        QChar(u'@') + composed + many(0xBCA, units / 3 - 3),
    };
}

/// A client that sends such texts, to a room of its own or to one that it is not in.
class TextFlood {
public:
    TextFlood(const DaemonProcess& daemon, std::optional<RoomId> room)
        : m_person(newPerson(daemon, QStringLiteral("Flooder"), Codec::Json)) {
        m_room = room || !m_person ? room.value_or(RoomId{}) : newRoom(m_person).id;
    }
    bool isReady() const { return m_person && m_room; }

    void push() {
        static const QList<QString> texts = hardTexts();
        const QString text = texts[sent++ % texts.size()];
        m_person.client->ask(messageFor(m_room, text), [this](const Result<Sent>& answer) {
            ++answered;
            stored += answer ? 1 : 0;
        });
    }

    int sent = 0;
    int answered = 0;
    int stored = 0;

private:
    Person m_person;
    RoomId m_room;
};

} // namespace

/// Messages that are as slow to normalise as possible: clients that talk meanwhile do not notice, and others sign in.
/// The long form: --seconds 30.
class TestTextFlood : public WireTest {
    Q_OBJECT

public:
    explicit TestTextFlood(Form form) : WireTest({QStringLiteral("--limits"), QStringLiteral("on")}), m_form(form) {}

private Q_SLOTS:
    void startCalmServer() { QVERIFY(m_calm.start()); }
    void othersDoNotNotice_data();
    void othersDoNotNotice();

private:
    const Form m_form;
    CalmServer m_calm;
};

void TestTextFlood::othersDoNotNotice_data() {
    QTest::addColumn<int>("flooders");
    QTest::addColumn<bool>("strangers");
    QTest::newRow("one") << 1 << false;
    QTest::newRow("three") << 3 << false;
    QTest::newRow("three who are not in the room") << 3 << true;
}

void TestTextFlood::othersDoNotNotice() {
    QFETCH(const int, flooders);
    QFETCH(const bool, strangers);
    const Person speaker = newPerson(daemon(), QStringLiteral("Speaker"), Codec::Json);
    QVERIFY(speaker);
    const RoomId room = newRoom(speaker).id;
    Talk talk;
    Talk calm;
    QVERIFY(talk.meet(daemon(), speaker) && calm.meet(m_calm.daemon(), m_calm.person()));
    std::vector<std::unique_ptr<TextFlood>> floods;
    for (int i = 0; i < flooders; ++i)
        floods.push_back(std::make_unique<TextFlood>(daemon(), strangers ? std::optional(room) : std::nullopt));
    for (const auto& flood : floods)
        QVERIFY(flood->isReady());
    QTimer push;
    connect(&push, &QTimer::timeout, this, [&] {
        for (const auto& flood : floods)
            flood->push();
    });
    const int most = m_form.rate * m_form.seconds;
    talk.begin();
    calm.begin();
    push.start(1000 / m_form.rate);
    const auto limit = std::chrono::seconds(m_form.seconds) + patience;
    QVERIFY(waitUntil([&] { return floods.front()->sent >= most / 2; }, limit));
    QVERIFY2(newPerson(daemon(), QStringLiteral("Newcomer"), Codec::Json), "somebody could not sign in");
    QVERIFY(waitUntil([&] { return floods.front()->sent >= most; }, limit));
    push.stop();
    QVERIFY(talk.end() && calm.end());
    int stored = 0;
    for (const auto& flood : floods) {
        QVERIFY(waitUntil([&] { return flood->answered == flood->sent; }, limit));
        stored += flood->stored;
    }
    qInfo("chat in ms: %s; on a server without a flood %s; %d hard texts stored", qPrintable(spread(talk.delays())),
          qPrintable(spread(calm.delays())), stored);
    QCOMPARE(stored > 0, !strangers);
    QCOMPARE(talk.failed(), 0);
    QVERIFY2(isWithin(percentile(talk.delays(), 99), mostDelayMs, percentile(calm.delays(), 99)), "the chat");
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seconds = arguments.number(QStringLiteral("seconds"), form.seconds);
    form.rate = arguments.number(QStringLiteral("rate"), form.rate);
    TestTextFlood test(form);
    return arguments.run(test);
}

#include "tst_textflood.moc"

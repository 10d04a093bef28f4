// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"
#include "tests/support/people.h"
#include "tests/support/realtext.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QTest>

#include <algorithm>

using namespace confab;
using namespace confab::test;

namespace {

constexpr int inFlight = 200;

/// Nothing in it is taken out by the server, so that it must come back composed and otherwise as it is.
bool isPlain(const QString& text) {
    const auto isTakenOut = [](QChar c) {
        return (c < u' ' && c != u'\n' && c != u'\t') || (c >= QChar(0x7f) && c <= QChar(0x9f)) || c == QChar(0xfeff);
    };
    return text.isValidUtf16() && std::none_of(text.begin(), text.end(), isTakenOut);
}

QByteArray wantedBytes(const QString& text) {
    return (isPlain(text) ? text.normalized(QString::NormalizationForm_C) : normalisedText(text)).toUtf8();
}

} // namespace

/// Text from outside through the real daemon: in over one codec, out over the other, live and read later, byte for
/// byte.
class TestRealTextLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void passes_data();
    void passes();

private:
    void sendAll(const QStringList& texts);
    void checkLive();
    void checkEvents();
    void checkHistory();

    DaemonProcess m_daemon;
    Person m_sender;
    Person m_reader;
    Room m_room;
    QMap<Seq, QByteArray> m_wanted; // by the seq that was acknowledged
};

void TestRealTextLive::initTestCase() {
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
}

void TestRealTextLive::passes_data() {
    QTest::addColumn<int>("source");
    QTest::addColumn<bool>("fromJson");
    const QList<realtext::Source> sources = realtext::all();
    for (int i = 0; i < int(sources.size()); ++i) {
        QTest::addRow("%s, JSON to CBOR", sources.at(i).name) << i << true;
        QTest::addRow("%s, CBOR to JSON", sources.at(i).name) << i << false;
    }
}

void TestRealTextLive::passes() {
    QFETCH(int, source);
    QFETCH(bool, fromJson);
    const realtext::Source from = realtext::all().at(source);
    QVERIFY2(from.messages.size() > 400, from.package);
    m_sender = newPerson(m_daemon, QStringLiteral("Sender"), fromJson ? Codec::Json : Codec::Cbor);
    m_reader = newPerson(m_daemon, QStringLiteral("Reader"), fromJson ? Codec::Cbor : Codec::Json);
    QVERIFY(m_sender && m_reader);
    m_room = newRoom(m_sender, QString::fromLatin1(from.name));
    VERIFY_DONE(m_reader->call(RoomJoin{m_room.id, {}}));
    VERIFY_DONE(m_reader->call(RoomEnter{m_room.id, {}}));
    m_wanted.clear();
    QStringList texts = from.messages;
    // Most of it is composed already: what can be is sent a second time, taken apart.
    for (const QString& text : from.messages) {
        const QString apart = text.normalized(QString::NormalizationForm_D);
        if (apart != text)
            texts.append(apart);
    }
    sendAll(texts);
    if (!QTest::currentTestFailed())
        checkLive();
    if (!QTest::currentTestFailed())
        checkEvents();
    if (!QTest::currentTestFailed())
        checkHistory();
}

/// Invisible and too long texts are refused; everything else is acknowledged.
void TestRealTextLive::sendAll(const QStringList& texts) {
    QStringList wrong;
    int refused = 0;
    for (const QString& text : texts) {
        const QByteArray wanted = wantedBytes(text);
        const bool acceptable = hasVisibleCharacter(QString::fromUtf8(wanted)) && wanted.size() <= limits::messageBytes;
        m_sender->ask<MessageSend>(messageFor(m_room.id, text), [&, wanted, acceptable](const Result<Sent>& sent) {
            if (sent.has_value() != acceptable)
                wrong.append(QString::fromUtf8(described(sent) + ": " + wanted));
            else if (sent)
                m_wanted.insert(sent->seq, wanted);
            else
                ++refused;
        });
        QVERIFY(waitUntil([this] { return m_sender->unanswered() < inFlight; }));
    }
    QVERIFY(waitUntil([this] { return m_sender->unanswered() == 0; }));
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QCOMPARE(m_wanted.size() + refused, texts.size());
    qInfo("%d texts, %d of them refused as empty or too long", int(texts.size()), refused);
}

void TestRealTextLive::checkLive() {
    QVERIFY(waitUntil([this] { return m_reader->noticesOf<RoomEventNotice>().size() >= m_wanted.size(); }));
    const QList<RoomEventNotice> notices = m_reader->noticesOf<RoomEventNotice>();
    QCOMPARE(notices.size(), m_wanted.size());
    for (const RoomEventNotice& notice : notices) {
        const auto* posted = std::get_if<MessagePosted>(&notice.event.data);
        QVERIFY(posted);
        QCOMPARE(posted->body.toUtf8(), m_wanted.value(notice.event.seq));
    }
}

void TestRealTextLive::checkEvents() {
    qsizetype messages = 0;
    Seq after = 0;
    for (bool more = true; more;) {
        const RoomEvents request{m_room.id, after, limits::eventsPerPage};
        VERIFY_OK(page, m_reader->call(request));
        for (const Event& event : page.events) {
            QCOMPARE(event.seq, ++after);
            const auto* posted = std::get_if<MessagePosted>(&event.data);
            if (!posted)
                continue;
            ++messages;
            QCOMPARE(posted->body.toUtf8(), m_wanted.value(event.seq));
        }
        more = page.more;
    }
    QCOMPARE(messages, m_wanted.size());
}

void TestRealTextLive::checkHistory() {
    QList<Seq> seqs;
    std::optional<Seq> before;
    for (bool more = true; more;) {
        const RoomHistory request{m_room.id, before, limits::messagesPerPage};
        VERIFY_OK(page, m_reader->call(request));
        for (const Message& message : page.messages) {
            QVERIFY(m_wanted.contains(message.seq));
            QCOMPARE(message.body.toUtf8(), m_wanted.value(message.seq));
            QVERIFY(!before || message.seq < *before);
            before = message.seq;
            seqs.append(message.seq);
        }
        more = page.more;
    }
    std::reverse(seqs.begin(), seqs.end());
    QCOMPARE(seqs, m_wanted.keys());
}

QTEST_GUILESS_MAIN(TestRealTextLive)
#include "tst_realtextlive.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include "common/protocol/roomlimits.h"
#include "server/chat/roompasswords.h"

#include <QTest>

using namespace confab;

namespace {

const QString invalid = QStringLiteral("input.invalid");
const QString wrong = QStringLiteral("room.wrongPassword");
const QString limited = QStringLiteral("rate.limited");
const QString zeroWidth = QStringLiteral("\u200B\u2060 \u00AD");

} // namespace

/// User-chosen texts: names, addresses, ids, room passwords.
class TestChatTexts : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;

    static QString outcomeOf(const auto& answer) {
        return answer ? QStringLiteral("ok") : wire::key(errorRow(answer.error().kind).name);
    }
    RoomId lockedRoom() {
        const ConnectionId owner = m_chat->newPerson(QStringLiteral("owner"));
        return m_chat->newRoom(owner, {QStringLiteral("Locked"), {}, m_password, {}, {}, {}});
    }
    /// Guesses all at once; how many were tried.
    int guess(const QList<ConnectionId>& guessers, RoomId room, int times) {
        std::vector<std::pair<ConnectionId, qint64>> calls;
        for (int i = 0; i < times; ++i) {
            const ConnectionId c = guessers[i % guessers.size()];
            calls.emplace_back(c, m_chat->post(c, RoomJoin{room, Secret{QStringLiteral("guess %1").arg(i)}}));
        }
        int tried = 0;
        for (const auto& [c, call] : calls)
            tried += m_chat->answerTo(c, call).error().kind == ErrorKind::RoomWrongPassword ? 1 : 0;
        return tried;
    }

    const Secret m_password{QStringLiteral("let me in")};

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatUnderTest>(); }
    void cleanup() { m_chat.reset(); }

    // ---- visible characters

    void nothingInvisibleIsAName() {
        const ConnectionId a = m_chat->newPerson(QStringLiteral("ana"));
        const auto room = m_chat->ask(a, RoomCreate{zeroWidth, {}, {}, {}, {}, {}});
        QCOMPARE(room.error().path, QStringLiteral("params.name"));
        const ConnectionId c = m_chat->open();
        AccountRegister invisible = ChatUnderTest::registration(QStringLiteral("ben"));
        invisible.name = zeroWidth;
        QCOMPARE(m_chat->ask(c, invisible).error().path, QStringLiteral("params.name"));
        const auto made = m_chat->ask(a, RoomCreate{QStringLiteral("x"), zeroWidth, {}, {}, {}, {}});
        QCOMPARE(made.value().room.topic, QString());                       // a topic is not needed
        QCOMPARE(m_chat->ask(a, RoomFind{zeroWidth, {}})->rooms.size(), 1); // as without one
    }

    void addressesAreAddresses() {
        const ConnectionId c = m_chat->open();
        AccountRegister ben = ChatUnderTest::registration(QStringLiteral("ben"));
        for (const char* email : {"\u200B@example.org", "ben\u200B@example.org", "ben@\u2060", "b..n@example.org",
                                  "ben@example..org", "ben@-example.org", "<ben@example.org>"}) {
            ben.email = QString::fromUtf8(email);
            QCOMPARE(m_chat->ask(c, ben).error().path, QStringLiteral("params.email"));
        }
        ben.email = QStringLiteral("b\u00E9n@example.org");
        QCOMPARE(m_chat->outcome(c, ben), QStringLiteral("ok"));
    }

    void messagesOfNothingVisible() {
        const ConnectionId a = m_chat->newPerson(QStringLiteral("ana"));
        const RoomId room = m_chat->newRoom(a);
        QCOMPARE(outcomeOf(m_chat->send(a, room, zeroWidth)), QStringLiteral("message.empty"));
        QCOMPARE(outcomeOf(m_chat->send(a, room, QStringLiteral("\u2764\uFE0F"))), QStringLiteral("ok"));
        const QString threeToOne = QStringLiteral("\u1112\u1161\u11AB").repeated(limits::messageBytes / 3);
        QCOMPARE(outcomeOf(m_chat->send(a, room, threeToOne)), QStringLiteral("ok"));
        QCOMPARE(outcomeOf(m_chat->send(a, room, threeToOne + QStringLiteral("ab"))),
                 QStringLiteral("message.tooLong"));
    }

    // ---- clientId

    void idsThatCollideAreRefused() {
        const ConnectionId a = m_chat->newPerson(QStringLiteral("ana"));
        const RoomId room = m_chat->newRoom(a);
        for (const QChar c : {QChar(0), QChar(u'\n'), QChar(0x1B), QChar(0x85), QChar(0xD800), QChar(0xDFFF),
                              QChar(0xFEFF), QChar(0xFFFF)}) {
            const auto refused = m_chat->ask(a, MessageSend{room, QString(u"id" % c), QStringLiteral("x"), {}});
            QCOMPARE(outcomeOf(refused), invalid);
            QCOMPARE(refused.error().path, QStringLiteral("params.clientId"));
        }
        QVERIFY(m_chat->ask(a, RoomHistory{room, {}, {}})->messages.isEmpty());
    }

    void anotherMessageUnderTheSameIdIsNotAcknowledged() {
        const ConnectionId a = m_chat->newPerson(QStringLiteral("ana"));
        const RoomId room = m_chat->newRoom(a);
        const RoomId other = m_chat->newRoom(a);
        const MessageSend first{room, QStringLiteral("id"), QStringLiteral("e\u0301"), {}};
        QVERIFY(m_chat->ask(a, first));
        QCOMPARE(m_chat->outcome(a, MessageSend{room, first.clientId, QStringLiteral("x"), {}}), invalid);
        QCOMPARE(m_chat->outcome(a, MessageSend{other, first.clientId, first.body, {}}), invalid);
        QCOMPARE(m_chat->outcome(a, MessageSend{room, first.clientId, QStringLiteral("\u00E9"), {}}),
                 QStringLiteral("ok")); // as it is kept
    }

    // ---- passwords of rooms

    void roomPasswordsHaveALength() {
        const ConnectionId a = m_chat->newPerson(QStringLiteral("ana"));
        const auto create = [&](const QString& password) {
            return m_chat->ask(a, RoomCreate{QStringLiteral("x"), {}, Secret{password}, {}, {}, {}});
        };
        QCOMPARE(create(QStringLiteral("1")).error().path, QStringLiteral("params.password"));
        QCOMPARE(create(QString(limits::roomPasswordMinChars - 1, u'x')).error().path,
                 QStringLiteral("params.password"));
        QVERIFY(create(QString(limits::roomPasswordMinChars, u'x')).value().room.hasPassword);
        QVERIFY(!create(QString()).value().room.hasPassword);
        QCOMPARE(outcomeOf(create(QString(600, QChar(0x20AC)))), invalid); // 1,800 bytes
    }

    void aPersonGuessesFiveTimesFromWherever() {
        const RoomId room = lockedRoom();
        const ConnectionId b = m_chat->newPerson(QStringLiteral("ben"));
        const ConnectionId elsewhere = m_chat->open(QStringLiteral("198.51.100.7"));
        QVERIFY(m_chat->ask(elsewhere, ChatUnderTest::login(QStringLiteral("ben"))));
        QCOMPARE(guess({b, elsewhere}, room, 20), RoomPasswords::mostOfPerson);
        QCOMPARE(m_chat->outcome(elsewhere, RoomJoin{room, m_password}), limited);
        const ConnectionId c = m_chat->newPerson(QStringLiteral("chi")); // at the same address
        QCOMPARE(m_chat->outcome(c, RoomJoin{room, m_password}), QStringLiteral("ok"));
        m_chat->clock.pass(std::chrono::minutes(5));
        QCOMPARE(m_chat->outcome(b, RoomJoin{room, m_password}), QStringLiteral("ok"));
    }

    void aRoomIsGuessedAtFiftyTimesByHoweverMany() {
        const RoomId room = lockedRoom();
        QList<ConnectionId> guessers;
        for (int i = 0; i < 20; ++i)
            guessers.append(m_chat->newPerson(QStringLiteral("guesser%1").arg(i)));
        int tried = 0;
        for (int round = 0; round < 10; ++round) // no more at once than the pool of the test takes
            tried += guess(guessers, room, int(guessers.size()));
        QCOMPARE(tried, RoomPasswords::mostOfRoom);
        const ConnectionId late = m_chat->newPerson(QStringLiteral("late"));
        const auto refused = m_chat->ask(late, RoomJoin{room, m_password});
        QCOMPARE(outcomeOf(refused), limited);
        QVERIFY(refused.error().retryAfterMs.value_or(0) > 0);
        m_chat->clock.pass(std::chrono::minutes(5));
        QCOMPARE(m_chat->outcome(late, RoomJoin{room, m_password}), QStringLiteral("ok"));
    }

    void aSignInIsGuessedFiveTimesAtOnce() {
        m_chat->newPerson(QStringLiteral("ana"));
        AccountLogin login = ChatUnderTest::login(QStringLiteral("ana"));
        login.password = Secret{QStringLiteral("not the one")};
        std::vector<std::pair<ConnectionId, qint64>> calls;
        for (int i = 0; i < 12; ++i) {
            const ConnectionId c = m_chat->open();
            calls.emplace_back(c, m_chat->post(c, login));
        }
        int tried = 0;
        for (const auto& [c, call] : calls)
            tried += m_chat->answerTo(c, call).error().kind == ErrorKind::AuthInvalid ? 1 : 0;
        QCOMPARE(tried, 5);
    }
};

QTEST_GUILESS_MAIN(TestChatTexts)
#include "tst_chattexts.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/chatinput.h"
#include "app/console/format.h"
#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"
#include "common/protocol/codec.h"

#include <QTest>

#include <ctime>

using namespace confab;
using namespace confab::console;

/// Output: other users' text made safe, lines, lists, and the meaning of typed lines.
class TestConsoleText : public QObject {
    Q_OBJECT

private:
    static Event said(const QString& body) {
        return {RoomId{7}, 3, UserId{2}, UtcTime{1'700'000'000'000}, MessagePosted{{body}, {}}};
    }
    static Room room(qint64 id, const char* name) {
        Room room;
        room.id = RoomId{id};
        room.name = QString::fromLatin1(name);
        return room;
    }

private Q_SLOTS:
    void nothingOfOthersCommandsTheTerminal() {
        for (char16_t code = 0; code < 0xa0; ++code) {
            if (code >= 0x20 && code < 0x7f)
                continue;
            const QString hostile = QString(u"a" % QChar(code) % u"b");
            const bool space = code == u'\n' || code == u'\t';
            QCOMPARE(safeText(hostile), space ? hostile : QStringLiteral("a\uFFFDb"));
            QVERIFY(!safeLine(hostile).contains(QChar(code)));
        }
        QCOMPARE(safeText(QStringLiteral("\x1b]0;title\x07")), QStringLiteral("\uFFFD]0;title\uFFFD"));
        QCOMPARE(safeText(QStringLiteral("abc\u202Edef\u2066")), QStringLiteral("abc\uFFFDdef\uFFFD"));
        QCOMPARE(safeText(QStringLiteral("Grüße 👋🏽 שלום")), QStringLiteral("Grüße 👋🏽 שלום"));
    }

    void jsonLinesAreSafeAndComeBack() {
        QCborMap map;
        const QString hostile = QStringLiteral("a\x1b[2J\u009b31m\u202e\n\"b\\ 👋");
        map.insert(QStringLiteral("body"), hostile);
        const QString line = jsonLine(map);
        for (const QChar c : line)
            QVERIFY(c.unicode() >= 0x20 && (c.unicode() < 0x7f || c.unicode() > 0x9f) && c != QChar(0x202e));
        const Result<QCborMap> back = decodeFrame(line.toUtf8(), Codec::Json);
        QVERIFY(back);
        QCOMPARE(back->value(QStringLiteral("body")).toString(), hostile);
    }

    void linesReadWell() {
        const Format plain(QTimeZone::utc());
        QCOMPARE(plain.event(said(QStringLiteral("hello")), QStringLiteral("Ben")).plain(),
                 QStringLiteral("22:13 Ben: hello"));
        QCOMPARE(plain.event(said(QStringLiteral("one\ntwo")), QStringLiteral("Ben")).plain(),
                 QStringLiteral("22:13 Ben: one\n      two"));
        Event joined = said({});
        joined.data = MemberJoined{UserId{2}, QStringLiteral("Ben\x1b[31m")};
        QCOMPARE(plain.event(joined, QStringLiteral("Ben")).plain(), QStringLiteral("22:13 * Ben\uFFFD[31m joined"));
        joined.data = MemberLeft{UserId{2}, QStringLiteral("Ben")};
        QCOMPARE(plain.event(joined, QStringLiteral("Ben")).plain(), QStringLiteral("22:13 * Ben left"));
        joined.data = UnknownEvent{QStringLiteral("poll.opened"), {}};
        QVERIFY(plain.event(joined, QStringLiteral("Ben")).plain().isEmpty());
        QCOMPARE(plain.day(UtcTime{1'700'000'000'000}).plain(), QStringLiteral("-- Tuesday, 14 November 2023 --"));
        QVERIFY(plain.sameDay(UtcTime{1'700'000'000'000}, UtcTime{1'700'000'060'000}));
        QVERIFY(!plain.sameDay(UtcTime{1'700'000'000'000}, UtcTime{1'700'010'000'000}));
    }

    /// History shows the present state of a message.
    void whatWasChangedOrDeletedSaysSo() {
        const Format plain(QTimeZone::utc());
        Message message;
        message.at = UtcTime{1'700'000'000'000};
        message.body = QStringLiteral("hello");
        const auto line = [&] { return plain.message(message, QStringLiteral("Ben")).plain(); };
        QCOMPARE(line(), QStringLiteral("22:13 Ben: hello"));
        message.editedAt = message.at;
        QCOMPARE(line(), QStringLiteral("22:13 Ben: hello (edited)"));
        message.deletedAt = message.at;
        QCOMPARE(line(), QStringLiteral("22:13 * Ben's message was deleted"));
    }

    void aNameCantPretendToBeAnotherLine() {
        const Format plain(QTimeZone::utc());
        QVERIFY(!plain.event(said(QStringLiteral("hi")), QStringLiteral("Ben\n22:14 Ana")).plain().contains(u'\n'));
        Room room = TestConsoleText::room(3, "a");
        room.name = QStringLiteral("General\n     9  Fake");
        QVERIFY(!plain.room(room).plain().contains(u'\n'));
    }

    /// A sentence of the server must not look like a line of another user.
    void aNoticeOfSeveralLinesIsIndented() {
        QCOMPARE(Format().notice(QStringLiteral("Refused\n22:14 Ana: pay Ben")).plain(),
                 QStringLiteral("* Refused\n      22:14 Ana: pay Ben"));
    }

    /// Qt has no QTimeZone for these; the C library has a local time.
    void timesAreShownInAnyZone_data() {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("time");
        QTest::newRow("POSIX") << QByteArray("GMT+3") << QStringLiteral("19:13");
        QTest::newRow("unknown") << QByteArray("Nowhere/Atlantis") << QStringLiteral("22:13");
        QTest::newRow("empty") << QByteArray("") << QStringLiteral("22:13");
        QTest::newRow("a city") << QByteArray("Asia/Tokyo") << QStringLiteral("07:13");
    }
    void timesAreShownInAnyZone() {
        QFETCH(const QByteArray, zone);
        QFETCH(const QString, time);
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", zone);
        tzset();
        const QString line = Format().event(said(QStringLiteral("hi")), QStringLiteral("Ben")).plain();
        const QString day = Format().day(UtcTime{1'700'000'000'000}).plain();
        before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
        tzset();
        QCOMPARE(line, QString(time % u" Ben: hi"));
        QVERIFY(day.contains(QLatin1String("November 2023")));
    }

    void typedLines_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* line, ChatInput::Kind kind, const char* text) {
            QTest::newRow(line) << QString::fromLatin1(line) << int(kind) << QString::fromLatin1(text);
        };
        row("hello there", ChatInput::Kind::Say, "hello there");
        row("  indented", ChatInput::Kind::Say, "  indented");
        row("", ChatInput::Kind::Nothing, "");
        row("   ", ChatInput::Kind::Nothing, "");
        row("/help", ChatInput::Kind::Help, "");
        row("/join  The Zoo ", ChatInput::Kind::Join, "The Zoo");
        row("/JOIN General", ChatInput::Kind::Join, "General");
        row("/create The Zoo", ChatInput::Kind::Create, "The Zoo");
        row("/leave", ChatInput::Kind::Leave, "");
        row("/who", ChatInput::Kind::Who, "");
        row("/rooms", ChatInput::Kind::Rooms, "");
        row("/quit", ChatInput::Kind::Quit, "");
        row("/dance now", ChatInput::Kind::Unknown, "dance");
        row("/", ChatInput::Kind::Unknown, "");
        row("//etc/passwd", ChatInput::Kind::Say, "/etc/passwd");
    }
    void typedLines() {
        QFETCH(const QString, line);
        QFETCH(const int, kind);
        QFETCH(const QString, text);
        const ChatInput input = parseChatInput({line});
        QCOMPARE(int(input.kind), kind);
        QCOMPARE(input.text, text);
    }

    void whatIsPastedIsNoCommand() {
        for (const char* line : {"/quit", "/leave", "//x", "/join General"}) {
            const ChatInput input = parseChatInput({QString::fromLatin1(line), 0});
            QCOMPARE(int(input.kind), int(ChatInput::Kind::Say));
            QCOMPARE(input.text, QString::fromLatin1(line));
        }
        QCOMPARE(int(parseChatInput({QStringLiteral("/quit"), 1}).kind), int(ChatInput::Kind::Say)); // "/" was typed
        const ChatInput join = parseChatInput({QStringLiteral("/join General"), 6}); // the name was pasted
        QCOMPARE(int(join.kind), int(ChatInput::Kind::Join));
        QCOMPARE(join.text, QStringLiteral("General"));
    }

    void helpNamesEveryCommand() {
        for (const char* word : {"/rooms", "/join", "/create", "/leave", "/who", "/quit"})
            QVERIFY(chatHelp().contains(QLatin1String(word)));
    }

    void roomsByNameOrId() {
        const QList<Room> rooms{room(3, "General"), room(4, "general"), room(5, "Music"),
                                room(6, "5"),       room(8, "Twin"),    room(9, "Twin")};
        QCOMPARE(roomNamed(rooms, QStringLiteral("General"))->value, 3);
        QCOMPARE(roomNamed(rooms, QStringLiteral("general"))->value, 4);
        QCOMPARE(roomNamed(rooms, QStringLiteral("MUSIC"))->value, 5);
        QCOMPARE(roomNamed(rooms, QStringLiteral("5"))->value, 6); // a name takes precedence over an id
        QCOMPARE(roomNamed(rooms, QStringLiteral("9"))->value, 9);
        QCOMPARE(roomNamed(rooms, QStringLiteral("GENERAL")).error().code, ExitCode::Usage);
        const auto twins = roomNamed(rooms, QStringLiteral("Twin"));
        QCOMPARE(twins.error().code, ExitCode::Usage);
        QVERIFY(twins.error().text.contains(QLatin1String("8, 9")));
        QCOMPARE(roomNamed(rooms, QStringLiteral("Nowhere")).error().code, ExitCode::NoSuchRoom);
        QCOMPARE(roomNamed(rooms, QStringLiteral("99")).error().code, ExitCode::NoSuchRoom);
    }

    void exitCodes() {
        QCOMPARE(exitCodeFor(Error(ErrorKind::Disconnected)), ExitCode::NoConnection);
        QCOMPARE(exitCodeFor(Error(ErrorKind::Timeout)), ExitCode::TimedOut);
        QCOMPARE(exitCodeFor(Error(ErrorKind::RoomNotMember)), ExitCode::NoSuchRoom);
        QCOMPARE(exitCodeFor(Error(ErrorKind::MessageTooLong)), ExitCode::Refused);
        QCOMPARE(signInExitCodeFor(Error(ErrorKind::AuthInvalid)), ExitCode::SignInRefused);
        QCOMPARE(signInExitCodeFor(Error(ErrorKind::AuthThrottled)), ExitCode::SignInRefused);
        QCOMPARE(signInExitCodeFor(Error(ErrorKind::EmailTaken)), ExitCode::Refused);
    }
};

QTEST_GUILESS_MAIN(TestConsoleText)
#include "tst_consoletext.moc"

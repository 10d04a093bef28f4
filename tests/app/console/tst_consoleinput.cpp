// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/graphemes.h"
#include "app/console/lineeditor.h"
#include "app/console/options.h"
#include "app/console/standardinput.h"

#include <QFile>
#include <QTemporaryFile>
#include <QTest>

using namespace confab;
using namespace confab::console;

/// Input: the command line, keys, lines of a pipe, passwords.
class TestConsoleInput : public QObject {
    Q_OBJECT

private:
    static QStringList words(const char* line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }
    static Options parsed(const char* line) {
        const auto result = parseOptions(words(line));
        if (const auto* early = std::get_if<EarlyExit>(&result))
            qWarning("%s", qPrintable(early->text));
        return std::get<Options>(result);
    }
    static QStringList texts(const LineEditor::Outcome& outcome) {
        QStringList lines;
        for (const EnteredLine& line : outcome.lines)
            lines.append(line.text);
        return lines;
    }
    static QString shown(const PromptLine& line) { return QString(line.label % line.left % u'|' % line.right); }
    static QString typed(LineEditor& editor, const char* keys) {
        editor.take(keys);
        return QString(editor.text()).insert(editor.cursor(), u'|');
    }

private Q_SLOTS:
    /// U+009B begins a control sequence as ESC [ does; pasted text must not reach the terminal as one.
    void noControlCharactersInALine() {
        LineEditor editor;
        QCOMPARE(typed(editor, "a\xc2\x9b"
                               "2Jb\t\xc2\x85"
                               "c"),
                 QStringLiteral("a2Jbc|"));
    }

    void options() {
        const Options chat = parsed("--server localhost --user ana@example.org --room General");
        QCOMPARE(chat.server, QStringLiteral("localhost"));
        QCOMPARE(chat.user, QStringLiteral("ana@example.org"));
        QCOMPARE(chat.room, QStringLiteral("General"));
        QCOMPARE(chat.codec, Codec::Cbor);
        QVERIFY(!chat.passwordFd);
        QCOMPARE(std::get<ChatOptions>(chat.command).recent, 20);

        const Options send = parsed("-s h -u a --password-fd 3 --codec json send --room General hello you");
        QCOMPARE(send.passwordFd, 3);
        QCOMPARE(send.codec, Codec::Json);
        QCOMPARE(send.room, QStringLiteral("General"));
        QCOMPARE(std::get<SendOptions>(send.command).text, QStringLiteral("hello you"));
        QVERIFY(!std::get<SendOptions>(parsed("-s h -u a send -").command).text);

        const auto tail = std::get<TailOptions>(parsed("tail -s h -u a --json --after 0 --count 5").command);
        QVERIFY(tail.json);
        QCOMPARE(tail.after, 0);
        QCOMPARE(tail.count, 5);
        QVERIFY(!std::get<TailOptions>(parsed("tail -s h -u a").command).after);

        QCOMPARE(std::get<HistoryOptions>(parsed("history -s h -u a --limit 7").command).limit, 7);
        QCOMPARE(std::get<RoomsOptions>(parsed("rooms -s h -u a --find zoo").command).find, QStringLiteral("zoo"));
        QCOMPARE(std::get<RegisterOptions>(parsed("register -s h -u a --name Ana").command).name,
                 QStringLiteral("Ana"));
        const Options join = parsed("-s h -u a join General --room-password-fd 4");
        QCOMPARE(join.room, QStringLiteral("General"));
        QCOMPARE(std::get<JoinOptions>(join.command).passwordFd, 4);
        const Options create = parsed("-s h -u a create General --topic t --private");
        QCOMPARE(std::get<CreateOptions>(create.command).name, QStringLiteral("General"));
        QVERIFY(std::get<CreateOptions>(create.command).isPrivate);
    }

    void wrongOptions_data() {
        QTest::addColumn<QString>("line");
        for (const char* line :
             {"", "--server h", "-s h -u a dance", "-s h -u a --codec xml rooms", "-s h -u a tail --count 0",
              "-s h -u a tail --after -1", "-s h -u a send", "-s h -u a --timeout 0 rooms", "-s h -u a register",
              "-s h -u a --password secret rooms", "-s h -u a rooms history"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void wrongOptions() {
        QFETCH(const QString, line);
        const auto result = parseOptions(line.split(u' ', Qt::SkipEmptyParts));
        QVERIFY(std::holds_alternative<EarlyExit>(result));
        QCOMPARE(std::get<EarlyExit>(result).code, ExitCode::Usage);
        QVERIFY(!std::get<EarlyExit>(result).text.isEmpty());
    }

    void helpHasTheExitCodes() {
        const auto result = parseOptions({QStringLiteral("--help")});
        QCOMPARE(std::get<EarlyExit>(result).code, ExitCode::Ok);
        QVERIFY(std::get<EarlyExit>(result).text.contains(QLatin1String("Exit codes")));
        const QString tail = std::get<EarlyExit>(parseOptions(words("tail --help"))).text;
        QVERIFY(tail.contains(QLatin1String("--after")));
    }

    /// Options of all commands are described once: in the help of the program.
    void theHelpOfACommandIsShort() {
        for (const char* command : {"send", "tail", "history", "rooms", "create", "join", "register"}) {
            const QString help =
                std::get<EarlyExit>(parseOptions({QLatin1String(command), QStringLiteral("--help")})).text;
            QVERIFY2(help.count(u'\n') < 20, qPrintable(help));
            QVERIFY2(!help.contains(QLatin1String("Exit codes")) && !help.contains(QLatin1String("--codec")),
                     qPrintable(help));
        }
        const QString all = std::get<EarlyExit>(parseOptions({QStringLiteral("--help")})).text;
        for (const char* group : {"Connection", "Room", "Commands that read", "Commands that write"})
            QVERIFY2(all.contains(QLatin1String(group)), group);
    }

    void editsALine() {
        LineEditor editor;
        QCOMPARE(typed(editor, "hello"), QStringLiteral("hello|"));
        QCOMPARE(typed(editor, "\x7f\x08"), QStringLiteral("hel|"));
        QCOMPARE(typed(editor, "\x1b[D\x1b[D"), QStringLiteral("h|el"));
        QCOMPARE(typed(editor, "X"), QStringLiteral("hX|el"));
        QCOMPARE(typed(editor, "\x1b[C"), QStringLiteral("hXe|l"));
        QCOMPARE(typed(editor, "\x1b[3~"), QStringLiteral("hXe|"));
        QCOMPARE(typed(editor, "\x01"), QStringLiteral("|hXe"));
        QCOMPARE(typed(editor, "\x1b[F"), QStringLiteral("hXe|"));
        QCOMPARE(typed(editor, " two  words\x17"), QStringLiteral("hXe two  |"));
        QCOMPARE(typed(editor, "\x1b[A\x1b[15~\x1bOP"), QStringLiteral("hXe two  |")); // keys without a function here
        QCOMPARE(typed(editor, "\x15"), QStringLiteral("|"));
        QCOMPARE(typed(editor, "\x7f\x1b[D\x1b[3~"), QStringLiteral("|"));
    }

    void charactersOfManyBytesStayWhole() {
        LineEditor editor;
        editor.take("a\xf0\x9f\x91"); // cut inside an emoji
        QCOMPARE(editor.text(), QStringLiteral("a"));
        editor.take("\x8b\xc3\xa9");
        QCOMPARE(editor.text(), QStringLiteral("a👋é"));
        editor.take("\x7f\x7f");
        QCOMPARE(editor.text(), QStringLiteral("a"));
    }

    void enterAndTheEnd() {
        LineEditor editor;
        LineEditor::Outcome outcome = editor.take("one\rtwo\nthr");
        QCOMPARE(texts(outcome), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
        QVERIFY(outcome.typed);
        QVERIFY(!editor.take("\x04").quit); // Ctrl+D with text has no effect
        editor.take("\x15");
        QVERIFY(editor.take("\x04").quit);
        QVERIFY(editor.take("\x03").quit);
        QVERIFY(!editor.take("\x1b[D").typed);
    }

    void drawsWhatFits() {
        LineEditor editor;
        editor.take("0123456789");
        const QString label = QStringLiteral("> ");
        QCOMPARE(shown(editor.picture(label, 40, false)), QStringLiteral("> 0123456789|"));
        QCOMPARE(shown(editor.picture(label, 10, false)), QStringLiteral("> 3456789|"));
        QCOMPARE(shown(editor.picture(label, 40, true)), QStringLiteral("> **********|"));
        editor.take("\x01\x1b[C");
        QCOMPARE(shown(editor.picture(label, 10, false)), QStringLiteral("> 0|123456"));
        const QString longName(300, u'n'); // leaves room for the typed text
        const PromptLine line = editor.picture(QString(longName % label), 40, false);
        QVERIFY(columns(line.label) <= 20);
        QCOMPARE(line.left + line.right, QStringLiteral("0123456789"));
    }

    /// Unicode's East Asian Width and emoji presentation, for whole characters.
    void widths_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("width");
        const auto row = [](const char* text, int width) { QTest::newRow(text) << QString::fromUtf8(text) << width; };
        row("abc", 3);
        row("日本", 4);
        row("ｶ", 1);
        row("👋", 2);
        row("✅", 2);
        row("⏰⚡⛄⭐", 8);
        row("✔", 1);
        row("❤️", 2);
        row("1️⃣", 2);
        row("👨‍👩‍👧‍👦", 2);
        row("👍🏽", 2);
        row("🇩🇪🇫🇷", 4);
        row("e\u0301", 1);
        row("각", 2);
        row("\u1100\u1161\u11a8", 2);
        row("a\u200bb", 2);
        row("", 0);
    }
    void widths() {
        QFETCH(const QString, text);
        QFETCH(const int, width);
        QCOMPARE(columns(text), width);
    }

    /// Every assigned character that is wide by Unicode's own file is wide here.
    void everyWideCharacterIsWide() {
        QFile file(QStringLiteral("/usr/share/unicode/EastAsianWidth.txt"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("unicode-data is not installed");
        int checked = 0;
        while (!file.atEnd()) {
            QString line = QString::fromLatin1(file.readLine()).section(u'#', 0, 0).trimmed();
            line.remove(u' '); // which newer editions of the file have around the semicolon
            if (!line.endsWith(QLatin1String(";W")) && !line.endsWith(QLatin1String(";F")))
                continue;
            const QStringList ends = line.section(u';', 0, 0).split(QStringLiteral(".."));
            for (char32_t c = ends.first().toUInt(nullptr, 16); c <= ends.last().toUInt(nullptr, 16); ++c) {
                const QChar::Category category = QChar::category(c);
                if (category == QChar::Other_NotAssigned || category == QChar::Mark_NonSpacing)
                    continue;
                QVERIFY2(columns(QString::fromUcs4(&c, 1)) == 2, qPrintable(QString::number(c, 16)));
                ++checked;
            }
        }
        QVERIFY(checked > 90'000);
    }

    void keysMoveByWholeCharacters_data() {
        QTest::addColumn<QString>("character");
        for (const char* character :
             {"👨‍👩‍👧‍👦", "🇩🇪", "👍🏽", "1️⃣", "e\u0301\u0316", "日", "🏳️‍🌈", "x"})
            QTest::newRow(character) << QString::fromUtf8(character);
    }
    void keysMoveByWholeCharacters() {
        QFETCH(const QString, character);
        LineEditor editor;
        editor.take(QString(u"a" % character % character).toUtf8());
        QCOMPARE(typed(editor, "\x7f"), QString(u"a" % character % u"|"));
        QCOMPARE(typed(editor, "\x1b[D"), QString(u"a|" % character));
        QCOMPARE(typed(editor, "\x1b[C"), QString(u"a" % character % u"|"));
        QCOMPARE(typed(editor, "\x02\x1b[3~"), QStringLiteral("a|"));
    }

    /// Between the marks of a paste no byte is a key and no line ends, however the bytes are cut.
    void aMarkedPasteIsOneText() {
        const QByteArray bytes = "\x1b[200~hello\r\n/quit now\r\x03\tme\n\x1b[201~\r";
        for (qsizetype piece : {1, 2, 5, 100}) {
            LineEditor editor;
            LineEditor::Outcome all;
            for (qsizetype from = 0; from < bytes.size(); from += piece) {
                const LineEditor::Outcome outcome = editor.take(bytes.mid(from, piece));
                all.lines += outcome.lines;
                all.quit = all.quit || outcome.quit;
            }
            QVERIFY(!all.quit);
            QCOMPARE(texts(all), QStringList{QStringLiteral("hello\n/quit now\n\tme")});
            QVERIFY(!all.lines.constFirst().isTyped(1));
        }
    }

    /// Esc pressed alone, and a key sequence that was cut, do not swallow the mark of a paste.
    void aLoneEscapeLeavesTheNextMarkWhole() {
        for (const char* before : {"\x1b", "\x1b\x1b", "\x1b[2", "\x1bO"}) {
            LineEditor editor;
            const LineEditor::Outcome outcome = editor.take(QByteArray(before) + "\x1b[200~one\n/leave\n\x1b[201~\r");
            QCOMPARE(texts(outcome), QStringList{QStringLiteral("one\n/leave")});
            QVERIFY(!outcome.lines.constFirst().isTyped(1));
        }
        LineEditor editor;
        QCOMPARE(typed(editor, "ab\x1b\x1b[D"), QStringLiteral("a|b")); // Alt and an arrow key
    }

    void whatWasTypedIsKnownBesideAPaste() {
        LineEditor editor;
        editor.take("/join \x1b[200~General\x1b[201~");
        EnteredLine line = editor.take("\r").lines.constFirst();
        QVERIFY(line.isTyped(5) && !line.isTyped(7));
        editor.take("x\x1b[200~/quit\x1b[201~\x01\x1b[3~"); // the typed character is deleted
        line = editor.take("\r").lines.constFirst();
        QCOMPARE(line.text, QStringLiteral("/quit"));
        QVERIFY(!line.isTyped(1));
        QVERIFY(editor.take("/quit\r").lines.constFirst().isTyped(5));
    }

    void tooMuchIsSaid() {
        LineEditor editor;
        editor.take(QByteArray(100'000, 'a'));
        QCOMPARE(editor.text().size(), 100'000); // nothing of a line of 100 kB is lost
        QCOMPARE(editor.take("\x1b[200~" + QByteArray(1'000'000, 'b') + "\x1b[201~").refused, qsizetype(1'000'000));
        QCOMPARE(editor.text().size(), 100'000);
        editor.take(QByteArray(100'000, 'c'));
        LineEditor::Outcome outcome = editor.take("\r");
        QCOMPARE(outcome.lost, qsizetype(200'000 - LineEditor::mostChars));
        QVERIFY(outcome.lines.isEmpty());
        outcome = editor.take("\r");
        QCOMPARE(outcome.lines.size(), 1);
        editor.take(QByteArray(2 * LineEditor::mostChars, 'd') + "\x15"); // Ctrl+U: the loss is gone with the text
        outcome = editor.take("short\r");
        QCOMPARE(outcome.lost, qsizetype(0));
        QCOMPARE(texts(outcome), QStringList{QStringLiteral("short")});
    }

    void linesOfAPipe() {
        LineSplitter splitter;
        QCOMPARE(splitter.take("one\r\ntw"), QStringList{QStringLiteral("one")});
        QCOMPARE(splitter.take("o\n\nthree"), (QStringList{QStringLiteral("two"), QString()}));
        QCOMPARE(splitter.rest(), QStringList{QStringLiteral("three")});
        QVERIFY(splitter.rest().isEmpty());
        // Bounded without a newline; the bytes beyond the bound are not a line of their own.
        QVERIFY(splitter.take(QByteArray(3 * 1024 * 1024, 'x')).isEmpty());
        const QStringList lines = splitter.take("tail\nnext\n");
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.at(0).size(), 1024 * 1024);
        QCOMPARE(lines.at(1), QStringLiteral("next"));
    }
};

QTEST_GUILESS_MAIN(TestConsoleInput)
#include "tst_consoleinput.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/lineeditor.h"
#include "app/console/options.h"
#include "app/console/secretinput.h"
#include "app/console/standardinput.h"

#include <QTemporaryFile>
#include <QTest>

using namespace confab;
using namespace confab::console;

/// What comes in: the command line, keys, lines of a pipe, passwords.
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
    static QString typed(LineEditor& editor, const char* keys) {
        editor.take(keys);
        return QString(editor.text()).insert(editor.cursor(), u'|');
    }

private Q_SLOTS:
    /// U+009B begins a command as ESC [ does; what is pasted must not reach the terminal as one.
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
        QVERIFY(std::get<EarlyExit>(parseOptions(words("tail --help"))).text.contains(QLatin1String("--after")));
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
        QCOMPARE(typed(editor, "\x1b[A\x1b[15~\x1bOP"), QStringLiteral("hXe two  |")); // keys that do nothing here
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
        QCOMPARE(outcome.lines, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
        QVERIFY(outcome.typed);
        QVERIFY(!editor.take("\x04").quit); // Ctrl+D with text is nothing
        editor.take("\x15");
        QVERIFY(editor.take("\x04").quit);
        QVERIFY(editor.take("\x03").quit);
        QVERIFY(!editor.take("\x1b[D").typed);
    }

    void drawsWhatFits() {
        LineEditor editor;
        editor.take("0123456789");
        QCOMPARE(editor.drawn(QStringLiteral("> "), 40, false), QStringLiteral("\r\x1b[K> 0123456789"));
        QCOMPARE(editor.drawn(QStringLiteral("> "), 10, false), QStringLiteral("\r\x1b[K> 3456789"));
        QCOMPARE(editor.drawn(QStringLiteral("> "), 40, true), QStringLiteral("\r\x1b[K> **********"));
        editor.take("\x01\x1b[C");
        QCOMPARE(editor.drawn(QStringLiteral("> "), 10, false), QStringLiteral("\r\x1b[K> 0123456\x1b[6D"));
    }

    void widths() {
        QCOMPARE(columns(u"abc"), 3);
        QCOMPARE(columns(u"日本"), 4);
        QCOMPARE(columns(u"👋"), 2);
        QCOMPARE(columns(u"e\u0301"), 1);
    }

    void linesOfAPipe() {
        LineSplitter splitter;
        QCOMPARE(splitter.take("one\r\ntw"), QStringList{QStringLiteral("one")});
        QCOMPARE(splitter.take("o\n\nthree"), (QStringList{QStringLiteral("two"), QString()}));
        QCOMPARE(splitter.rest(), QStringList{QStringLiteral("three")});
        QVERIFY(splitter.rest().isEmpty());
        QCOMPARE(splitter.take(QByteArray(3 * 1024 * 1024, 'x')).size(), 1); // bounded without a newline
    }

    void secretsFromADescriptor() {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("correct horse\r\nnext line\n");
        file.flush();
        file.seek(0);
        const Result<Secret> secret = readSecret(file.handle());
        QVERIFY(secret);
        QCOMPARE(secret->value, QStringLiteral("correct horse"));
        QCOMPARE(readSecret(file.handle())->value, QStringLiteral("next line")); // the first took nothing of it
        QCOMPARE(readSecret(file.handle()).error().kind, ErrorKind::InputInvalid);
        QCOMPARE(readSecret(987).error().kind, ErrorKind::Unavailable);
    }
};

QTEST_GUILESS_MAIN(TestConsoleInput)
#include "tst_consoleinput.moc"

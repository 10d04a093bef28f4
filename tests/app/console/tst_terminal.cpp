// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/client/roomserver.h"
#include "tests/app/console/ptyprogram.h"
#include "tests/support/waiting.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>
#include <sys/wait.h>

using namespace confab;
using namespace confab::test;

/// The real confab-cli at a pseudo-terminal and at pipes, with a scripted server.
class TestTerminal : public QObject {
    Q_OBJECT

private:
    QTemporaryFile m_password;
    std::unique_ptr<RoomServer> m_server;

    QStringList command(const QString& more) const {
        const QString line =
            QStringLiteral("%1 --server %2 --user ana@example.org --password-fd 3 %3 3<%4")
                .arg(QStringLiteral(CONFAB_CLI_PATH), m_server->url().toString(), more, m_password.fileName());
        return {QStringLiteral("/bin/bash"), QStringLiteral("-c"), QString(u"exec " % line)};
    }
    /// A chat in the room General, ready for input.
    std::unique_ptr<PtyProgram> chat(const QStringList& environment = {QStringLiteral("TERM=xterm")}) {
        auto chat = std::make_unique<PtyProgram>(command(QStringLiteral("--room General")), environment);
        m_server->say(ben, QStringLiteral("welcome"), false);
        return chat->shows("welcome") ? std::move(chat) : nullptr;
    }
    bool hears(const QString& body) const {
        return waitUntil([&] { return m_server->bodies().contains(body); });
    }
    static bool isAsBefore(const termios& now) {
        return (now.c_lflag & ECHO) && (now.c_lflag & ICANON) && (now.c_lflag & ISIG) && (now.c_iflag & ICRNL);
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_password.open());
        m_password.write("a long password\n");
        m_password.flush();
    }
    void init() { m_server = std::make_unique<RoomServer>(); }

    void aPasteIsOneMessageAndNoCommand_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("terminal");
        const QByteArray text = "first\r/quit now\r/leave\rlast";
        QTest::newRow("marked") << QByteArray("\x1b[200~" + text + "\x1b[201~") << QStringLiteral("TERM=xterm");
        QTest::newRow("not marked") << text << QStringLiteral("TERM=xterm");
    }
    void aPasteIsOneMessageAndNoCommand() {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, terminal);
        const auto chat = this->chat({terminal});
        QVERIFY(chat);
        chat->type(bytes);
        QVERIFY(chat->shows("last"));
        chat->type("\r");
        QVERIFY(hears(QStringLiteral("first\n/quit now\n/leave\nlast")));
        QVERIFY(m_server->requestsOf<RoomLeave>().empty());
    }

    void ofALongLineNothingIsLostInSilence() {
        const auto chat = this->chat();
        QVERIFY(chat);
        const qsizetype before = m_server->bodies().size();
        chat->type("\x1b[200~" + QByteArray(100'000, 'a') + "\x1b[201~");
        chat->type("\r");
        QVERIFY(chat->shows("too long by about 83,616 characters"));
        chat->type("\x15hello\r"); // Ctrl+U: the text was still there
        QVERIFY(hears(QStringLiteral("hello")));
        QCOMPARE(m_server->bodies().size(), before + 1);
    }

    void aSignalLeavesTheTerminalAsItWas_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("TERM") << SIGTERM;
        QTest::newRow("HUP") << SIGHUP;
        QTest::newRow("INT") << SIGINT;
        QTest::newRow("QUIT") << SIGQUIT;
    }
    void aSignalLeavesTheTerminalAsItWas() {
        QFETCH(const int, signal);
        const auto chat = this->chat();
        QVERIFY(chat);
        QVERIFY(!isAsBefore(chat->modes()));
        chat->signal(signal);
        const std::optional<int> status = chat->ended();
        QVERIFY(status && WIFSIGNALED(*status));
        QCOMPARE(WTERMSIG(*status), signal);
        QVERIFY(isAsBefore(chat->modes()));
        QVERIFY(chat->output().contains("\x1b[?2004l"));
    }

    void anOrdinaryEndToo() {
        const auto chat = this->chat();
        QVERIFY(chat);
        chat->type("\x04");
        QCOMPARE(chat->ended().value_or(-1), 0);
        QVERIFY(isAsBefore(chat->modes()));
    }

    void aSignalAtThePasswordPromptBringsTheEchoBack() {
        PtyProgram program({QStringLiteral(CONFAB_CLI_PATH), QStringLiteral("-s"), m_server->url().toString(),
                            QStringLiteral("-u"), QStringLiteral("ana@example.org")});
        QVERIFY(program.shows("Password"));
        QVERIFY(!(program.modes().c_lflag & ECHO));
        program.signal(SIGTERM);
        QVERIFY(program.ended());
        QVERIFY(isAsBefore(program.modes()));
    }

    /// Ctrl+Z returns the terminal to the shell with its previous mode, and the chat continues afterwards.
    void stopsAndContinues() {
        const QString line = command(QStringLiteral("--room General")).constLast().mid(5);
        PtyProgram shell({QStringLiteral("/bin/bash"), QStringLiteral("-c"),
                          QString(u"set -m; " % line % u"; echo; stty -a; read -r word; fg")},
                         {QStringLiteral("TERM=xterm")});
        m_server->say(ben, QStringLiteral("welcome"), false);
        QVERIFY(shell.shows("welcome"));
        shell.type("draft\x1a");
        QVERIFY(shell.shows("-brkint"));
        QVERIFY(shell.shows(" icanon"));
        QVERIFY(isAsBefore(shell.modes()));
        shell.type("go\n");
        QVERIFY(shell.shows("General> draft"));
        QVERIFY(!isAsBefore(shell.modes()));
        shell.type(" and more\r");
        QVERIFY(hears(QStringLiteral("draft and more")));
    }

    /// Terminals draw an emoji in one column or in two; the line being typed takes one row in either.
    void wideCharactersTakeOneRow() {
        const auto chat = this->chat();
        QVERIFY(chat);
        for (int i = 0; i < 60; ++i)
            chat->type("✅");
        chat->type("\x1b[D\x1b[Dend");
        QVERIFY(chat->shows("end"));
        for (const int wide : {1, 2}) {
            const QStringList rows = screenAfter(chat->output(), 80, wide);
            QCOMPARE(rows.filter(QStringLiteral("General> ")).size(), 1);
            QVERIFY(rows.constLast().contains(QLatin1String("end")));
        }
    }

    void backspaceTakesAWholeCharacter() {
        const auto chat = this->chat();
        QVERIFY(chat);
        chat->type("hi 👨‍👩‍👧‍👦\x7f!\r");
        QVERIFY(hears(QStringLiteral("hi !")));
    }

    void aNarrowerTerminalShowsTheLineOnce() {
        const auto chat = this->chat();
        QVERIFY(chat);
        chat->type(QByteArray(60, 'x') + "end");
        QVERIFY(chat->shows("end"));
        chat->resize({30, 24});
        QVERIFY(chat->shows("\x1b[2A\r\x1b[J")); // 72 columns were three rows of 30
        QVERIFY(chat->shows("end"));
    }

    void aDumbTerminalGetsNoEscapes_data() {
        QTest::addColumn<QStringList>("environment");
        QTest::addColumn<QByteArray>("unwanted");
        QTest::newRow("dumb") << QStringList{QStringLiteral("TERM=dumb")} << QByteArray("\x1b");
        QTest::newRow("unset") << QStringList{QStringLiteral("TERM=")} << QByteArray("\x1b");
        QTest::newRow("NO_COLOR") << QStringList{QStringLiteral("TERM=xterm"), QStringLiteral("NO_COLOR=1")}
                                  << QByteArray("m* ");
    }
    void aDumbTerminalGetsNoEscapes() {
        QFETCH(const QStringList, environment);
        QFETCH(const QByteArray, unwanted);
        const auto chat = this->chat(environment);
        QVERIFY(chat);
        chat->type("/nonsense\n");
        QVERIFY(chat->shows("Unknown command"));
        QVERIFY2(!chat->output().contains(unwanted), chat->output().constData());
        if (!environment.contains(QStringLiteral("NO_COLOR=1"))) {
            chat->type("one\n/quit\ntwo\n"); // at once: a paste
            QVERIFY(hears(QStringLiteral("one\n/quit\ntwo")));
        }
    }

    /// Whatever text a server sends in any field: none of its escape sequences reaches the terminal.
    void nothingOfAServerCommandsTheTerminal() {
        const QString hostile = QStringLiteral("\x1b]0;owned\x07\x1b[2Jhostile\u009b31m\r\nforged");
        const auto chat = this->chat();
        QVERIFY(chat);
        m_server->refuseSend = Error(ErrorKind::RoomForbidden, hostile);
        chat->type("refused\r");
        QVERIFY(chat->shows("hostile"));
        m_server->say(ben, hostile);
        QVERIFY(chat->shows("hostile"));
        m_server->append(ben, MemberJoined{ben, hostile});
        QVERIFY(chat->shows("hostile"));
        m_server->append(ben, RoomCreated{hostile});
        QVERIFY(chat->shows("hostile"));
        m_server->notify(RoomRemoved{general, RemovalReason::Left});
        QVERIFY(chat->shows("no longer a member"));
        QVERIFY(!chat->output().contains("\x1b]") && !chat->output().contains("\x1b[2J"));
        QVERIFY(!chat->output().contains("\xc2\x9b"));
        m_server->setScript(
            [&](const Request&) { return std::optional<Result<Answer>>(fail(Error(ErrorKind::Internal, hostile))); });
        QProcess process;
        process.start(command({}).at(0), command(QStringLiteral("rooms")).mid(1));
        QVERIFY(waitUntil([&] { return process.state() == QProcess::NotRunning; }));
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(errors.contains("hostile") && !errors.contains('\x1b') && !errors.contains("\nforged"),
                 errors.constData());
    }

    void whatWasShownIsRead() {
        m_server->readUpTo = 0;
        const auto chat = this->chat();
        QVERIFY(chat);
        m_server->say(ben, QStringLiteral("and live"));
        QVERIFY(chat->shows("and live"));
        QVERIFY(waitUntil([&] {
            const auto marks = m_server->requestsOf<RoomMarkRead>();
            return !marks.empty() && marks.back().seq == m_server->lastSeq() && marks.back().room == general;
        }));
    }

    void showsEveryUnreadMessage() {
        m_server->readUpTo = 0;
        for (int i = 1; i <= 90; ++i)
            m_server->say(ben, QStringLiteral("unread %1.").arg(i), false);
        PtyProgram chat(command(QStringLiteral("--room General")), {QStringLiteral("TERM=xterm")});
        QVERIFY(chat.shows("unread 1."));
        QVERIFY(chat.shows("unread 90."));
    }

    /// After a refusal nothing more is sent: neither waiting lines nor later lines of the pipe.
    void aRefusedLineEndsAPipe() {
        int sends = 0;
        m_server->spoil = [&](const Request& request) {
            if (const auto* send = std::get_if<MessageSend>(&request)) {
                ++sends;
                m_server->refuseSend = send->body == QLatin1String("bad")
                                           ? std::optional<Error>(Error(ErrorKind::MessageEmpty))
                                           : std::nullopt;
            }
            return false;
        };
        QProcess process;
        const QStringList words = command(QStringLiteral("send -r General -"));
        process.start(words.constFirst(), words.mid(1));
        process.write("one\nbad\nthree\nfour\n");
        QVERIFY(waitUntil([&] { return sends == 2; }));
        process.write("five\nsix\n");
        process.closeWriteChannel();
        QVERIFY(waitUntil([&] { return process.state() == QProcess::NotRunning; }));
        QCOMPARE(process.exitCode(), 6);
        QCOMPARE(sends, 2);
        QCOMPARE(m_server->bodies(), QStringList{QStringLiteral("one")});
    }

    /// A line that the client itself refuses ends it too, with following lines in the same piece and later.
    void aLineThatIsTooLongEndsAPipe() {
        m_server->spoil = [](const Request& request) { return std::holds_alternative<AccountLogout>(request); };
        QProcess process;
        const QStringList words = command(QStringLiteral("send -r General -"));
        process.start(words.constFirst(), words.mid(1));
        process.write(QByteArray(20'000, 'x') + "\n");
        QVERIFY(waitUntil([&] { return !m_server->requestsOf<AccountLogout>().empty(); })); // it is about to end
        process.write("later\n");
        QVERIFY(waitUntil([&] { return process.state() == QProcess::NotRunning; }));
        QCOMPARE(process.exitCode(), 6);
        QVERIFY(m_server->requestsOf<MessageSend>().empty());
    }

    /// `printf hello | confab-cli … send -`: the last line counts without its end, too.
    void aPipesLastLineIsSent() {
        QProcess process;
        const QStringList words = command(QStringLiteral("send -r General -"));
        process.start(words.constFirst(), words.mid(1));
        process.write("one\ntwo");
        process.closeWriteChannel();
        QVERIFY(waitUntil([&] { return process.state() == QProcess::NotRunning; }));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(m_server->bodies(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    }

    void aClosedPipeEndsInSilence() {
        for (int i = 0; i < 150; ++i)
            m_server->say(ben, QString(1000, u'x'), false);
        QProcess process;
        process.start(
            QStringLiteral("/bin/bash"),
            {QStringLiteral("-c"),
             QString(u'(' % command(QStringLiteral("history -r General --limit 200")).constLast() % u") | head -1")});
        QVERIFY(waitUntil([&] { return process.state() == QProcess::NotRunning; }));
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(process.readAllStandardOutput().count('\n'), 1);
    }

    void aFullDiskIsSaid() {
        m_server->say(ben, QStringLiteral("hello"), false);
        for (const char* what : {"history -r General", "tail -r General --after 0", "--room General", "rooms"}) {
            QProcess process;
            process.start(QStringLiteral("/bin/bash"),
                          {QStringLiteral("-c"), QString(command(QLatin1String(what)).constLast() % u" >/dev/full")});
            QVERIFY(waitUntil([&] { return process.state() == QProcess::NotRunning; }));
            QCOMPARE(process.exitCode(), 1);
            QVERIFY(process.readAllStandardError().contains("the disk is full"));
        }
    }

    void createsARoomInTheChat() {
        const auto chat = this->chat();
        QVERIFY(chat);
        chat->type("/create The Zoo\r");
        QVERIFY(waitUntil([&] { return !m_server->requestsOf<RoomCreate>().empty(); }));
        QCOMPARE(m_server->requestsOf<RoomCreate>().front().name, QStringLiteral("The Zoo"));
    }

    void saysHowToEnterARoomThatIsNotThere() {
        PtyProgram chat(command(QStringLiteral("--room Zoo")), {QStringLiteral("TERM=xterm")});
        QVERIFY(chat.shows("/join Zoo"));
        QVERIFY(chat.shows("/create Zoo"));
    }

    /// Entered messages are sent before the end, and refused ones are not waited for.
    void quittingSendsWhatWasEntered() {
        int sends = 0;
        m_server->spoil = [&](const Request& request) {
            return std::holds_alternative<MessageSend>(request) && ++sends == 1;
        };
        const auto chat = this->chat();
        QVERIFY(chat);
        chat->type("last words\r");
        QVERIFY(waitUntil([&] { return sends == 1; }));
        chat->type("/quit");
        QVERIFY(chat->shows("/quit"));
        chat->type("\r");
        QVERIFY(chat->shows("General> "));
        m_server->abortAll();
        QVERIFY(hears(QStringLiteral("last words")));
        QCOMPARE(chat->ended().value_or(-1), 0);
    }

    void aRefusedMessageDoesNotHoldUpTheEnd() {
        const auto chat = this->chat();
        QVERIFY(chat);
        m_server->refuseSend = Error(ErrorKind::RoomForbidden);
        chat->type("refused\r");
        QVERIFY(chat->shows("Not sent"));
        chat->type("\x04");
        QVERIFY(waitUntil([&] { return !m_server->requestsOf<AccountLogout>().empty(); }));
        QCOMPARE(chat->ended().value_or(-1), 0);
    }

    void whoIsRemovedSaysNothingThereAnyMore() {
        const auto chat = this->chat();
        QVERIFY(chat);
        m_server->notify(RoomRemoved{general, RemovalReason::Left});
        QVERIFY(chat->shows("no longer a member"));
        chat->type("into nothing\r");
        QVERIFY(chat->shows("Not sent: you are not in a room"));
        QVERIFY(m_server->requestsOf<MessageSend>().empty());
    }

    /// It is for the room that the user is in afterwards, whichever that is.
    void whatIsEnteredMeanwhileIsKept() {
        m_server->spoil = [](const Request& request) { return std::holds_alternative<RoomCreate>(request); };
        const auto chat = this->chat();
        QVERIFY(chat);
        chat->type("/create The Zoo\r");
        QVERIFY(waitUntil([&] { return !m_server->requestsOf<RoomCreate>().empty(); }));
        chat->type("meanwhile");
        QVERIFY(chat->shows("meanwhile"));
        chat->type("\r");
        QVERIFY(chat->shows("General> "));
        QVERIFY(m_server->requestsOf<MessageSend>().empty());
        m_server->abortAll();
        QVERIFY(hears(QStringLiteral("meanwhile")));
    }

    /// A room's password is hidden, and all later input is shown.
    void onlyThePasswordIsHidden() {
        const auto chat = this->chat();
        QVERIFY(chat);
        m_server->setScript([](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<RoomJoin>(request))
                return fail(ErrorKind::RoomWrongPassword);
            Room zoo;
            zoo.id = RoomId{8};
            zoo.name = QStringLiteral("Zoo");
            return std::holds_alternative<RoomFind>(request) ? Answer(RoomsAnswer{{zoo}}) : Answer(Empty());
        });
        chat->type("/join Zoo\r");
        QVERIFY(chat->shows("Room password"));
        chat->type("secret");
        QVERIFY(chat->shows("******"));
        chat->type("\x15\r"); // Ctrl+U: empty again
        QVERIFY(chat->shows("General> "));
        chat->type("visible");
        QVERIFY(chat->shows("visible"));
        QVERIFY(!chat->output().contains("secret"));
    }
};

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"

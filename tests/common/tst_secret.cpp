// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/secretline.h"
#include "common/core/secretprompt.h"
#include "tests/support/terminalprocess.h"

#include <QCoreApplication>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace confab;
using namespace confab::test;

namespace {

constexpr qsizetype most = 32;

/// The other program of the terminal tests: asks, and prints the length of the answer.
int ask(bool twice) {
    const Result<Secret> secret = twice ? askNewSecret(QStringLiteral("New"), QStringLiteral("Again"), most)
                                        : askSecret(QStringLiteral("Old"), most);
    if (secret)
        std::printf("got %d characters\n", int(secret->value.size()));
    else
        std::printf("refused: %s\n", qUtf8Printable(secret.error().message));
    return secret ? 0 : 1;
}

} // namespace

/// The one reader of passwords: which bytes are a password, and how a terminal is asked.
class TestSecret : public QObject {
    Q_OBJECT

private:
    static bool start(TerminalProcess& process, const char* how) {
        return process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(how)});
    }

private Q_SLOTS:
    void linesThatAreSecrets_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << QByteArray("correct horse") << QStringLiteral("correct horse");
        QTest::newRow("LF") << QByteArray("horse\n") << QStringLiteral("horse");
        QTest::newRow("CR LF") << QByteArray("horse\r\n") << QStringLiteral("horse");
        QTest::newRow("CR") << QByteArray("horse\r") << QStringLiteral("horse");
        QTest::newRow("two CR") << QByteArray("horse\r\r\n") << QStringLiteral("horse\r");
        QTest::newRow("spaces stay") << QByteArray(" horse \n") << QStringLiteral(" horse ");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfhorse\n") << QStringLiteral("horse");
        QTest::newRow("not only ASCII") << QByteArray("p\xc3\xa4ss\xf0\x9f\xa6\x84")
                                        << QStringLiteral("p\u00e4ss\U0001F984");
        QTest::newRow("the replacement character itself") << QByteArray("\xef\xbf\xbd") << QStringLiteral("\ufffd");
        QTest::newRow("as long as it may be") << QByteArray(most, 'x') << QString(most, u'x');
    }
    void linesThatAreSecrets() {
        QFETCH(QByteArray, line);
        QFETCH(QString, value);
        const Result<Secret> secret = secretFromLine(line, most);
        QVERIFY2(secret, secret ? "" : qPrintable(secret.error().message));
        QCOMPARE(secret->value, value);
    }

    void linesThatAreNot_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("says");
        const QString utf8 = QStringLiteral("UTF-8");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("only an end") << QByteArray("\r\n") << QStringLiteral("empty");
        QTest::newRow("too long") << QByteArray(most + 1, 'x') << QStringLiteral("too long");
        QTest::newRow("Latin-1") << QByteArray("p\xe4sswort") << utf8;
        QTest::newRow("cut off") << QByteArray("horse\xc3") << utf8;
        QTest::newRow("overlong") << QByteArray("horse\xc0\xaf") << utf8;
        QTest::newRow("a surrogate") << QByteArray("horse\xed\xa0\x80") << utf8;
        QTest::newRow("NUL") << QByteArray("horse\0battery", 13) << QStringLiteral("NUL");
    }
    void linesThatAreNot() {
        QFETCH(QByteArray, line);
        QFETCH(QString, says);
        const Result<Secret> secret = secretFromLine(line, most);
        QVERIFY(!secret);
        QCOMPARE(secret.error().kind, ErrorKind::InputInvalid);
        QVERIFY2(secret.error().message.contains(says), qPrintable(secret.error().message));
        QVERIFY(!secret.error().message.contains(u"horse"));
    }

    void descriptors() {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("correct horse\r\nnext line\n" + QByteArray(100'000, 'x'));
        file.flush();
        file.seek(0);
        const auto secret = readSecret(file.handle(), most);
        QVERIFY(secret);
        QCOMPARE(secret->value, QStringLiteral("correct horse"));
        QCOMPARE(readSecret(file.handle(), most)->value, QStringLiteral("next line")); // not consumed by the first call
        QCOMPARE(readSecret(file.handle(), most).error().kind, ErrorKind::InputInvalid);
        QVERIFY(::lseek(file.handle(), 0, SEEK_CUR) < 200); // it did not read the whole file for that
        QCOMPARE(readSecret(987, most).error().kind, ErrorKind::Unavailable);
    }

    void theTerminalDoesNotShowIt() {
        TerminalProcess process;
        QVERIFY(start(process, "--ask"));
        QVERIFY2(process.shows("Old: "), process.screen());
        QVERIFY(!process.echoes());
        process.type("canary\n");
        QCOMPARE(process.end().exitCode, 0);
        QVERIFY2(process.screen().contains("got 6 characters"), process.screen());
        QVERIFY2(!process.screen().contains("canary"), process.screen());
        QVERIFY(process.echoes());
    }

    void aNewOneIsAskedTwice() {
        TerminalProcess process;
        QVERIFY(start(process, "--ask-new"));
        QVERIFY(process.shows("New: "));
        process.type("canary one\ncanary one\n"); // pasted: the second line is not lost
        QVERIFY2(process.shows("got 10 characters"), process.screen());
        QCOMPARE(process.end().exitCode, 0);
        QVERIFY2(process.screen().contains("Again: "), process.screen());
        QVERIFY2(!process.screen().contains("canary"), process.screen());
    }

    void twoThatDifferAreRefused() {
        TerminalProcess process;
        QVERIFY(start(process, "--ask-new"));
        QVERIFY(process.shows("New: "));
        process.type("canary one\n");
        QVERIFY(process.shows("Again: "));
        process.type("canary two\n");
        QVERIFY2(process.shows("do not match"), process.screen());
        QCOMPARE(process.end().exitCode, 1);
        QVERIFY(process.echoes());
    }

    void bytesThatAreNoTextAreRefused() {
        TerminalProcess process;
        QVERIFY(start(process, "--ask"));
        QVERIFY(process.shows("Old: "));
        process.type("p\xe4sswort\n");
        QVERIFY2(process.shows("UTF-8"), process.screen());
        QCOMPARE(process.end().exitCode, 1);
    }

    void aSignalBringsTheEchoBack_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGHUP") << SIGHUP;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGQUIT") << SIGQUIT;
    }
    void aSignalBringsTheEchoBack() {
        QFETCH(int, signal);
        TerminalProcess process;
        QVERIFY(start(process, "--ask"));
        QVERIFY(process.shows("Old: "));
        QVERIFY(!process.echoes());
        process.send(signal);
        QCOMPARE(process.end().signal, signal); // as it would have ended without the prompt
        QVERIFY(process.echoes());
    }

    void ctrlCEndsIt() {
        TerminalProcess process;
        QVERIFY(start(process, "--ask"));
        QVERIFY(process.shows("Old: "));
        process.type("canary\x03");
        QCOMPARE(process.end().signal, SIGINT);
        QVERIFY(process.echoes());
        QVERIFY(!process.screen().contains("canary"));
    }

    /// Here no process can continue a stopped one, so the system lets it run on.
    void stoppedAndContinuedItAsksAgain() {
        TerminalProcess process;
        QVERIFY(start(process, "--ask"));
        QVERIFY(process.shows("Old: "));
        process.send(SIGTSTP);
        QVERIFY2(process.shows("Old: \r\nOld: "), process.screen());
        QVERIFY(!process.echoes());
        process.type("canary\n");
        QCOMPARE(process.end().exitCode, 0);
    }
};

int main(int argc, char** argv) {
    const QByteArray how = argc == 2 ? argv[1] : "";
    if (how == "--ask" || how == "--ask-new")
        return ask(how == "--ask-new");
    QCoreApplication application(argc, argv);
    TestSecret test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_secret.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"
#include "tests/support/scraper.h"
#include "tests/support/waiting.h"

#include <QDirIterator>
#include <QTest>

namespace confab {

using namespace test;

/// What was deleted is not only out of sight: its bytes are on the server's disk no more.
class ForgottenTest : public QObject {
    Q_OBJECT
private:
    /// The files below a folder that have these bytes in them.
    static QStringList filesWith(const QString& folder, const QByteArray& bytes) {
        QStringList found;
        QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
                found.append(QFileInfo(file).fileName());
        }
        return found;
    }

private Q_SLOTS:
    void aDeletedMessageIsGoneFromTheDisk() {
        FileServer server;
        QVERIFY2(server.start(), server.daemon.errors().constData());
        const Person ben = newPerson(server.daemon, QStringLiteral("Ben"), Codec::Cbor);
        QVERIFY(ben);
        const RoomId room = newRoom(server.ana).id;
        QVERIFY(ben->call(RoomJoin{room, {}}));
        const QByteArrayList words{"the-first-words", "the-second-words", "the-name-of-it", "the-content-of-it"};
        const QString name = QString::fromLatin1(words[2]);
        const QString id = server.files().post(words[3], words[2], "text/plain").text("id");
        MessageSend send = messageFor(room, QString(QString::fromLatin1(words[0]) % u" @Ben"));
        send.files = QList<SentFile>{File{id, name, QStringLiteral("text/plain"), words[3].size()}};
        VERIFY_OK(sent, server.ana->call(send));
        QVERIFY(ben->call(MessageReact{room, sent.seq, QStringLiteral("👍"), true}));
        VERIFY_DONE(server.ana->call(
            MessageEdit{room, sent.seq, QStringLiteral("edit"), QString(QString::fromLatin1(words[1]) % u" @Ben")}));
        MessageSend answer = messageFor(room, QStringLiteral("an answer"));
        answer.replyTo = sent.seq;
        QVERIFY(ben->call(answer));
        const QString folder = server.daemon.folder();
        for (const QByteArray& bytes : words)
            QVERIFY2(!filesWith(folder, bytes).isEmpty(), bytes.constData()); // else the search proves nothing

        VERIFY_DONE(server.ana->call(MessageDelete{room, sent.seq, QStringLiteral("deletion")}));
        QCOMPARE(server.daemon.stop(), 0);
        for (const QByteArray& bytes : words.first(2))
            QVERIFY2(filesWith(folder, bytes).isEmpty(),
                     QByteArray(bytes + " is in " + filesWith(folder, bytes).join(u' ').toUtf8()).constData());
        QVERIFY2(server.daemon.start(), server.daemon.errors().constData()); // which sweeps
        for (const QByteArray& bytes : words.last(2))
            QVERIFY2(waitUntil([&] { return filesWith(folder, bytes).isEmpty(); }), bytes.constData());
    }

    /// Imported ones, which are years old.
    void oldMessagesAreGoneFromTheDisk() {
        DaemonProcess daemon(QStringList{QStringLiteral("--keep-days"), QStringLiteral("30")} + Scraper::arguments());
        QVERIFY2(daemon.start(), daemon.errors().constData());
        QCOMPARE(daemon.stop(), 0);
        const auto told = [&](const QStringList& command) {
            const auto done = DaemonProcess::run(command + QStringList{QStringLiteral("--data"), daemon.folder()});
            return done.exitCode == 0 ? done.output : "refused: " + done.errors;
        };
        const QByteArray imported = told({QStringLiteral("import"), QStringLiteral(CONFAB_SLACK)});
        QVERIFY2(imported.contains("8 new"), imported.constData());
        const QString keep = QStringLiteral("keep");
        const QByteArray kept = told(
            {QStringLiteral("room"), keep, QStringLiteral("plans"), QStringLiteral("--days"), QStringLiteral("0")});
        QVERIFY2(kept.contains("for ever"), kept.constData());
        const QByteArrayList words{"after the answer", "only you", "the plan of Slack"};
        for (const QByteArray& bytes : words)
            QVERIFY2(!filesWith(daemon.folder(), bytes).isEmpty(), bytes.constData());

        QVERIFY2(daemon.start(), daemon.errors().constData());
        QVERIFY(waitUntil([&] { return daemon.errors().count("are forgotten") == 1; }));
        QCOMPARE(Scraper(daemon)().value(QStringLiteral("confab_messages_forgotten_total")), 7.0); // not the plans
        QCOMPARE(daemon.stop(), 0);
        for (const QByteArray& bytes : words)
            QVERIFY2(filesWith(daemon.folder(), bytes).isEmpty(), bytes.constData());
        QVERIFY2(!filesWith(daemon.folder(), "secret plans").isEmpty(), "a room that is kept for ever");
        QVERIFY2(told({QStringLiteral("room"), keep, QStringLiteral("plans"), QStringLiteral("--default")})
                     .contains("as --keep-days"),
                 "as the server says");
        QVERIFY2(daemon.start(), daemon.errors().constData());
        QVERIFY(waitUntil([&] { return daemon.errors().count("are forgotten") == 2; }));
        QCOMPARE(Scraper(daemon)().value(QStringLiteral("confab_messages_forgotten_total")), 1.0);
        QCOMPARE(daemon.stop(), 0);
        QVERIFY(filesWith(daemon.folder(), "secret plans").isEmpty());
    }

    void anErasedPersonIsGoneFromTheDisk() {
        FileServer server;
        QVERIFY2(server.start(), server.daemon.errors().constData());
        const QString name = QStringLiteral("Benedikt-the-name");
        const Person ben = newPerson(server.daemon, name, Codec::Cbor);
        QVERIFY(ben);
        const RoomId room = newRoom(server.ana).id;
        QVERIFY(ben->call(RoomJoin{room, {}}));
        const QByteArrayList words{"the-first-words", "the-second-words", "the-name-of-it", "the-content-of-it"};
        const QString id = Files(server.daemon, ben).post(words[3], words[2], "text/plain").text("id");
        MessageSend send = messageFor(room, QString::fromLatin1(words[0]));
        send.files =
            QList<SentFile>{File{id, QString::fromLatin1(words[2]), QStringLiteral("text/plain"), words[3].size()}};
        VERIFY_OK(sent, ben->call(send));
        VERIFY_DONE(ben->call(MessageEdit{room, sent.seq, QStringLiteral("edit"), QString::fromLatin1(words[1])}));
        VERIFY_DONE(server.ana->call(messageFor(room, QStringLiteral("what-others-say"))));
        QCOMPARE(server.daemon.stop(), 0);
        const QString folder = server.daemon.folder();
        const QByteArrayList traces = words + QByteArrayList{name.toUtf8(), ben.email.toUtf8()};
        for (const QByteArray& bytes : traces)
            QVERIFY2(!filesWith(folder, bytes).isEmpty(), bytes.constData());

        const QStringList erase{QStringLiteral("user"),    QStringLiteral("erase"),
                                QStringLiteral("--email"), ben.email,
                                QStringLiteral("--data"),  folder};
        QCOMPARE(DaemonProcess::run(erase).exitCode, 1); // without --yes
        const auto erased = DaemonProcess::run(erase + QStringList{QStringLiteral("--yes")});
        QVERIFY2(erased.exitCode == 0 && erased.output.contains("1 messages"),
                 QByteArray(erased.output + erased.errors).constData());
        QVERIFY2(server.daemon.start(), server.daemon.errors().constData()); // which sweeps
        QVERIFY(waitUntil([&] { return filesWith(folder, words[3]).isEmpty(); }));
        QCOMPARE(server.daemon.stop(), 0);
        for (const QByteArray& bytes : traces)
            QVERIFY2(filesWith(folder, bytes).isEmpty(),
                     QByteArray(bytes + " is in " + filesWith(folder, bytes).join(u' ').toUtf8()).constData());
        QVERIFY(!filesWith(folder, "what-others-say").isEmpty());
    }
};

} // namespace confab

QTEST_GUILESS_MAIN(confab::ForgottenTest)
#include "tst_forgotten.moc"

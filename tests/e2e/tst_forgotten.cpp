// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"
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
        send.files = QList<File>{File{id, name, QStringLiteral("text/plain"), words[3].size()}};
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
};

} // namespace confab

QTEST_GUILESS_MAIN(confab::ForgottenTest)
#include "tst_forgotten.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outbox.h"
#include "tests/app/client/roomserver.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// Messages that wait for their files, in this run of the program and in the next.
class TestOutboxFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A message with files waits for their ids, and holds up its room alone.
    void aMessageWaitsForItsFiles() {
        QTemporaryDir folder;
        RoomSide side(folder.path());
        QVERIFY(side.signIn());
        Outbox& outbox = side.client.outbox();
        const File plan{{}, QStringLiteral("plan.pdf"), QStringLiteral("application/pdf"), 10};
        QVERIFY(outbox.send(general, {}, {}, {{QStringLiteral("a"), plan}, {QStringLiteral("b"), plan}}));
        const QString clientId = outbox.waiting(general).constFirst().clientId;
        QVERIFY(outbox.send(general, QStringLiteral("after it")));
        QVERIFY(outbox.send(RoomId{8}, QStringLiteral("elsewhere")));
        QTRY_COMPARE(side.server.bodies(), QStringList{QStringLiteral("elsewhere")});
        const auto known = [&](const char* id) {
            File ready = plan;
            ready.id = QString::fromLatin1(id);
            return ready;
        };
        outbox.setFile(QStringLiteral("b"), known("id b"));
        outbox.failFile(QStringLiteral("a"), Error(ErrorKind::FileTooLarge));
        QTRY_COMPARE(outbox.count(), 1); // those behind it went on
        QCOMPARE(outbox.waiting(general).constFirst().state, OutgoingMessage::State::Failed);
        const OutboxFile file(folder.path(), side.client.session().account().key());
        QTRY_COMPARE(file.load()->size(), 1);
        QCOMPARE(file.load()->constFirst().files.size(), 1); // the other one is lost with the program
        QSignalSpy wanted(&outbox, &Outbox::filesWanted);
        outbox.retry(clientId);
        QCOMPARE(wanted.takeFirst()[0].toStringList(), QStringList{QStringLiteral("a")});
        QSignalSpy released(&outbox, &Outbox::filesReleased);
        outbox.setFile(QStringLiteral("a"), known("id a"));
        QTRY_COMPARE(outbox.count(), 0);
        QCOMPARE(released.takeFirst()[0].toStringList(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        const auto sent = side.server.requestsOf<MessageSend>().back();
        QCOMPARE(sent.files->size(), 2);
        QCOMPARE(sent.files->first().id, QStringLiteral("id a"));
    }

    /// Files that are not on the server go on by their paths, and what was in memory from a copy.
    void filesGoOnInTheNextRun() {
        QTemporaryDir folder;
        const OutboxFile file(folder.path(), QStringLiteral("key"));
        const auto copies = [&] { return QDir(folder.path()).entryList({QStringLiteral("*.part")}, QDir::Files); };
        File sent{QStringLiteral("id"), QStringLiteral("sent.pdf"), QStringLiteral("application/pdf"), 10};
        OutgoingMessage message{general, QStringLiteral("id-1"), QStringLiteral("look"), {}, UtcTime{1234}};
        message.files = {{QStringLiteral("1"), {}, {QStringLiteral("/home/ana/plan.pdf"), {}, {}}},
                         {QStringLiteral("2"), sent},
                         {QStringLiteral("3"), {}, {{}, "pixels", QStringLiteral("Picture.png")}}};
        QVERIFY(file.save({message}));
        QCOMPARE(copies().size(), 1);
        QCOMPARE(QFile::permissions(folder.filePath(copies()[0])) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        const Result<QList<OutgoingMessage>> loaded = file.load();
        QVERIFY(loaded && loaded->size() == 1);
        QCOMPARE(loaded->at(0).state, OutgoingMessage::State::Waiting);
        const QList<OutgoingFile> files = loaded->at(0).files;
        QCOMPARE(files.size(), 3);
        QCOMPARE(files[0].source.path, QStringLiteral("/home/ana/plan.pdf"));
        QCOMPARE(files[1].file, sent);
        QCOMPARE(files[2].source.bytes, QByteArray("pixels"));
        QCOMPARE(files[2].source.name, QStringLiteral("Picture.png"));
        QVERIFY(files[0].key.isEmpty() && files[2].key.isEmpty());
        QVERIFY(file.save(*loaded)); // the next run knows as much
        QCOMPARE(file.load()->at(0).files[2].source.bytes, QByteArray("pixels"));
        message.files[2].file.id = QStringLiteral("its id");
        QVERIFY(file.save({message}));
        QVERIFY(copies().isEmpty()); // nothing stays behind
        message.files[2].file.id.clear();
        QVERIFY(file.save({message}) && copies().size() == 1);
        QVERIFY(file.save({}));
        QVERIFY(copies().isEmpty());
    }

    void aFileThatIsGoneIsSaid() {
        QTemporaryDir folder;
        RoomSide side(folder.path());
        QVERIFY(side.signIn());
        Outbox& outbox = side.client.outbox();
        QStringList begun;
        outbox.setUploader([&](const FileSource& source) {
            begun.append(source.path);
            return QString();
        });
        OutgoingMessage message{general, QStringLiteral("id-1"), QStringLiteral("look"), {}, UtcTime{1234}};
        message.files = {{QStringLiteral("1"), {}, {QStringLiteral("/home/ana/plan.pdf"), {}, {}}}};
        const OutboxFile file(folder.path(), side.client.session().account().key());
        side.client.session().signOut();
        QVERIFY(file.save({message}));
        QVERIFY(side.signIn());
        QCOMPARE(begun, QStringList{QStringLiteral("/home/ana/plan.pdf")});
        QCOMPARE(outbox.waiting(general).size(), 1);
        QCOMPARE(outbox.waiting(general)[0].state, OutgoingMessage::State::Failed);
        outbox.setUploader([](const FileSource&) { return QStringLiteral("7"); });
        outbox.retry(QStringLiteral("id-1"));
        QCOMPARE(outbox.waiting(general)[0].state, OutgoingMessage::State::Waiting);
        File ready{QStringLiteral("its id"), QStringLiteral("plan.pdf"), QStringLiteral("application/pdf"), 10};
        outbox.setFile(QStringLiteral("7"), ready);
        QTRY_COMPARE(outbox.count(), 0);
        QCOMPARE(side.server.requestsOf<MessageSend>().back().files->first().id, QStringLiteral("its id"));
    }
};

QTEST_GUILESS_MAIN(TestOutboxFiles)
#include "tst_outboxfiles.moc"

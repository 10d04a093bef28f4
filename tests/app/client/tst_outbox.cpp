// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outbox.h"
#include "tests/app/client/roomserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

class TestOutbox : public QObject {
    Q_OBJECT

private:
    static QStringList numbered(int count) {
        QStringList list;
        for (int i = 1; i <= count; ++i)
            list.append(QStringLiteral("message %1").arg(i));
        return list;
    }
    static void sendAll(Outbox& outbox, const QStringList& bodies) {
        for (const QString& body : bodies)
            QVERIFY(outbox.send(general, body));
    }

private Q_SLOTS:
    void sendsInOrder() {
        RoomSide side;
        QVERIFY(side.signIn());
        sendAll(side.client.outbox(), numbered(30));
        QTRY_COMPARE(side.client.outbox().count(), 0);
        QCOMPARE(side.server.bodies(), numbered(30));
    }

    /// The line breaks at every third message, after the server has stored it: none is lost, duplicated or out of
    /// order.
    void orderSurvivesBreaks() {
        RoomSide side;
        QVERIFY(side.signIn());
        int sends = 0;
        side.server.spoil = [&](const Request& request) {
            if (!std::holds_alternative<MessageSend>(request) || ++sends % 3 != 0)
                return false;
            const auto& send = std::get<MessageSend>(request);
            if (!side.server.stored.contains(send.clientId) && sends % 2 == 0)
                side.server.stored.insert(
                    send.clientId,
                    side.server.append(ana, MessagePosted{{send.body.value_or(QString())}, send.clientId}, false).seq);
            side.server.abortAll();
            return true;
        };
        sendAll(side.client.outbox(), numbered(20));
        QTRY_COMPARE(side.client.outbox().count(), 0);
        QCOMPARE(side.server.bodies(), numbered(20));
        QVERIFY(sends > 20);
    }

    void retriesWithTheSameClientId() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.silentSend = true;
        const Result<QString> clientId = side.client.outbox().send(general, QStringLiteral("hello"));
        QTRY_COMPARE(side.server.requestsOf<MessageSend>().size(), size_t(1));
        side.server.silentSend = false;
        side.server.abortAll();
        QTRY_COMPARE(side.client.outbox().count(), 0);
        const auto sends = side.server.requestsOf<MessageSend>();
        QCOMPARE(sends.size(), size_t(2));
        QCOMPARE(sends[0].clientId, *clientId);
        QCOMPARE(sends[1].clientId, *clientId);
        QCOMPARE(side.server.bodies().size(), 1);
    }

    void aDefiniteErrorIsFailedAndTheNextGoesOn() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error(ErrorKind::RoomForbidden);
        QSignalSpy changed(&side.client.outbox(), &Outbox::changed);
        const QString clientId = *side.client.outbox().send(general, QStringLiteral("one"));
        const auto state = [&] { return side.client.outbox().waiting(general).constFirst().state; };
        QTRY_COMPARE(state(), OutgoingMessage::State::Failed);
        QCOMPARE(side.client.outbox().waiting(general).constFirst().error->kind, ErrorKind::RoomForbidden);
        side.server.refuseSend.reset();
        QVERIFY(side.client.outbox().send(general, QStringLiteral("two")));
        QTRY_COMPARE(side.server.bodies(), QStringList{QStringLiteral("two")});
        QTRY_COMPARE(side.client.outbox().count(), 1);
        side.client.outbox().retry(clientId);
        QVERIFY(!side.client.outbox().waiting(general).constFirst().error); // of the previous attempt
        QTRY_COMPARE(side.client.outbox().count(), 0);
        QCOMPARE(side.server.requestsOf<MessageSend>().back().clientId, clientId);
        QVERIFY(!changed.isEmpty());
    }

    void whatMayWorkLaterIsTriedLater_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("rate") << int(ErrorKind::RateLimited);
        QTest::newRow("busy") << int(ErrorKind::ServerBusy);
        QTest::newRow("draining") << int(ErrorKind::ServerDraining);
        QTest::newRow("auth") << int(ErrorKind::AuthExpired);
    }
    void whatMayWorkLaterIsTriedLater() {
        QFETCH(const int, kind);
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error::retryLater(ErrorKind(kind), 1);
        QVERIFY(side.client.outbox().send(general, QStringLiteral("hello")));
        QTRY_VERIFY(side.server.requestsOf<MessageSend>().size() >= 3);
        QVERIFY(side.client.outbox().waiting(general).constFirst().state != OutgoingMessage::State::Failed);
        side.server.refuseSend.reset();
        QTRY_COMPARE(side.server.bodies(), QStringList{QStringLiteral("hello")});
    }

    /// A sender above the rate limit is slowed down, and no message is lost or reordered: each is refused twice, and
    /// the client waits for the time that the server names.
    void whoIsTooFastLosesNothing() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error::retryLater(ErrorKind::RateLimited, 50);
        QStringList bodies;
        for (int i = 0; i < 5; ++i) {
            bodies.append(QStringLiteral("message %1").arg(i));
            QVERIFY(side.client.outbox().send(general, bodies.constLast()));
        }
        QElapsedTimer time;
        time.start();
        const auto tries = [&side] { return side.server.requestsOf<MessageSend>().size(); };
        QTRY_VERIFY(tries() >= 6);
        QVERIFY2(time.elapsed() >= 5 * 50 - 50, QByteArray::number(time.elapsed()));
        QCOMPARE(side.client.outbox().waiting(general).size(), 5);
        side.server.refuseSend.reset();
        QTRY_COMPARE(side.server.bodies(), bodies);
        QTRY_COMPARE(side.client.outbox().count(), 0);
    }

    /// After a reconnect the server may be another one, or recovered: the previous wait does not apply.
    void comingOnlineEndsThePause() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error::retryLater(ErrorKind::ServerBusy, 3'600'000);
        QVERIFY(side.client.outbox().send(general, QStringLiteral("hello")));
        QTRY_COMPARE(side.client.outbox().waiting(general).constFirst().state, OutgoingMessage::State::Sending);
        QTRY_COMPARE(side.client.outbox().waiting(general).constFirst().state, OutgoingMessage::State::Waiting);
        side.server.refuseSend.reset();
        QSignalSpy online(&side.client.session(), &Session::online);
        side.server.abortAll();
        QTRY_COMPARE(online.size(), 1);
        QTRY_COMPARE(side.server.bodies(), QStringList{QStringLiteral("hello")});
    }

    void aQueuedMessageIsEditedInItsPlace() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        Outbox& outbox = side.client.outbox();
        sendAll(outbox, numbered(2));
        const QString first = outbox.waiting(general).constFirst().clientId;
        QSignalSpy changed(&outbox, &Outbox::changed);
        QVERIFY(outbox.edit(first, QStringLiteral("another text ")));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(outbox.edit(first, QStringLiteral(" \n")).error().kind, ErrorKind::MessageEmpty);
        QCOMPARE(outbox.edit(first, QString(limits::messageBytes + 1, u'x')).error().kind, ErrorKind::MessageTooLong);
        QCOMPARE(outbox.edit(QStringLiteral("no such"), QStringLiteral("x")).error().kind, ErrorKind::Unavailable);
        side.server.listen();
        QTRY_COMPARE(outbox.count(), 0);
        QCOMPARE(side.server.bodies(), (QStringList{QStringLiteral("another text "), QStringLiteral("message 2")}));
        QCOMPARE(side.server.requestsOf<MessageSend>().front().clientId, first);
    }

    void aQueuedMessageIsWithdrawn() {
        QTemporaryDir folder;
        RoomSide side(folder.path());
        QVERIFY(side.signIn());
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        Outbox& outbox = side.client.outbox();
        sendAll(outbox, numbered(3));
        outbox.discard(outbox.waiting(general).at(1).clientId);
        QCOMPARE(OutboxFile(folder.path(), side.client.session().account().key()).load()->size(), 2);
        side.server.listen();
        QTRY_COMPARE(outbox.count(), 0);
        QCOMPARE(side.server.bodies(), (QStringList{QStringLiteral("message 1"), QStringLiteral("message 3")}));
    }

    /// No message overtakes one whose text is being edited; other rooms continue.
    void whatIsEditedHoldsUpItsRoom() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        Outbox& outbox = side.client.outbox();
        sendAll(outbox, numbered(2));
        QVERIFY(outbox.send(RoomId{8}, QStringLiteral("elsewhere")));
        const QString first = outbox.waiting(general).constFirst().clientId;
        QVERIFY(outbox.hold(first));
        side.server.listen();
        QTRY_COMPARE(side.server.bodies(), QStringList{QStringLiteral("elsewhere")});
        QCOMPARE(outbox.waiting(general).size(), 2);
        outbox.release(first);
        QTRY_COMPARE(outbox.count(), 0);
        QCOMPARE(side.server.bodies().mid(1), numbered(2));

        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        sendAll(outbox, numbered(2));
        QVERIFY(outbox.hold(outbox.waiting(general).constFirst().clientId));
        side.server.listen();
        QTRY_VERIFY(side.client.session().isOnline());
        outbox.discard(outbox.waiting(general).constFirst().clientId); // withdrawn while it is edited
        QTRY_COMPARE(outbox.count(), 0);
        QCOMPARE(side.server.bodies().constLast(), QStringLiteral("message 2"));
    }

    /// One clientId never has two texts: the server would silently keep the first.
    void whatMayHaveArrivedKeepsItsText() {
        QTemporaryDir folder;
        RoomSide side(folder.path());
        QVERIFY(side.signIn());
        Outbox& outbox = side.client.outbox();
        side.server.silentSend = true;
        const QString clientId = *outbox.send(general, QStringLiteral("stored, and never answered"));
        QTRY_COMPARE(side.server.requestsOf<MessageSend>().size(), size_t(1));
        QVERIFY(!outbox.hold(clientId));
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        QTRY_COMPARE(outbox.waiting(general).constFirst().state, OutgoingMessage::State::Waiting);
        QVERIFY(!outbox.hold(clientId));
        QCOMPARE(outbox.edit(clientId, QStringLiteral("x")).error().kind, ErrorKind::Unavailable);
        const QString unsent = *outbox.send(general, QStringLiteral("never sent"));
        // Likewise in the next run.
        const auto loaded = OutboxFile(folder.path(), side.client.session().account().key()).load();
        QCOMPARE(loaded->size(), 2);
        QVERIFY(!loaded->at(0).isEditable());
        QVERIFY(loaded->at(1).isEditable());
        QVERIFY(outbox.hold(unsent));
    }

    /// A refusal says nothing about an earlier attempt whose answer was lost.
    void aRefusalDoesNotTellOfEarlierTries() {
        RoomSide side;
        QVERIFY(side.signIn());
        Outbox& outbox = side.client.outbox();
        side.server.silentSend = true;
        const QString clientId = *outbox.send(general, QStringLiteral("stored, and never answered"));
        QTRY_COMPARE(side.server.requestsOf<MessageSend>().size(), size_t(1));
        side.server.silentSend = false;
        side.server.refuseSend = Error(ErrorKind::RoomForbidden);
        side.server.abortAll();
        QTRY_COMPARE(outbox.waiting(general).constFirst().state, OutgoingMessage::State::Failed);
        QVERIFY(!outbox.hold(clientId));
        QCOMPARE(outbox.edit(clientId, QStringLiteral("x")).error().kind, ErrorKind::Unavailable);
        // A message that was refused at its only attempt is not stored.
        const QString refused = *outbox.send(general, QStringLiteral("refused"));
        QTRY_COMPARE(outbox.waiting(general).constLast().state, OutgoingMessage::State::Failed);
        QVERIFY(outbox.hold(refused));
    }

    /// Also while online, where it may be in flight when the program ends.
    void aMessageIsInTheFileAtOnce() {
        QTemporaryDir folder;
        RoomSide side(folder.path());
        QVERIFY(side.signIn());
        const OutboxFile file(folder.path(), side.client.session().account().key());
        QVERIFY(side.client.outbox().send(general, QStringLiteral("hello")));
        QCOMPARE(file.load()->value(0).body, QStringLiteral("hello"));
        QVERIFY(!file.load()->value(0).isEditable());
        QTRY_VERIFY(!QFile::exists(file.path())); // it has arrived
    }

    /// A program that is killed right after sending an edited text must not send the old one after it.
    void anEditedTextIsInTheFileBeforeItIsSent() {
        QTemporaryDir folder;
        RoomSide side(folder.path());
        QVERIFY(side.signIn());
        Outbox& outbox = side.client.outbox();
        const OutboxFile file(folder.path(), side.client.session().account().key());
        side.server.refuseSend = Error(ErrorKind::RoomForbidden);
        const QString clientId = *outbox.send(general, QStringLiteral("old"));
        QTRY_COMPARE(outbox.waiting(general).constFirst().state, OutgoingMessage::State::Failed);
        QTRY_VERIFY(file.load()->size() == 1);
        QVERIFY(outbox.edit(clientId, QStringLiteral("new")));
        QCOMPARE(file.load()->constFirst().body, QStringLiteral("new"));
        QVERIFY(!file.load()->constFirst().isEditable());
    }

    /// A program that is killed right after sending a message must not assume that it was never sent.
    void theFileSaysNothingTooGood() {
        QTemporaryDir folder;
        RoomSide side(folder.path());
        QVERIFY(side.signIn());
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        QVERIFY(side.client.outbox().send(general, QStringLiteral("hello")));
        const OutboxFile file(folder.path(), side.client.session().account().key());
        QVERIFY(file.load()->constFirst().isEditable());
        std::optional<bool> whenSent;
        side.server.spoil = [&](const Request& request) {
            if (std::holds_alternative<MessageSend>(request))
                whenSent = file.load()->constFirst().isEditable();
            return std::holds_alternative<MessageSend>(request);
        };
        side.server.listen();
        QTRY_VERIFY(whenSent);
        QVERIFY(!*whenSent);
    }

    void aServerThatAlwaysFailsIsGivenUp() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.refuseSend = Error(ErrorKind::Internal);
        QVERIFY(side.client.outbox().send(general, QStringLiteral("poison")));
        QTRY_COMPARE(side.client.outbox().waiting(general).constFirst().state, OutgoingMessage::State::Failed);
        QCOMPARE(side.server.requestsOf<MessageSend>().size(), size_t(5));
        side.client.outbox().retry(side.client.outbox().waiting(general).constFirst().clientId); // by the user: as new
        QTRY_COMPARE(side.server.requestsOf<MessageSend>().size(), size_t(10));
    }

    void refusesWhatTheServerWould() {
        RoomSide side;
        QVERIFY(side.signIn());
        Outbox& outbox = side.client.outbox();
        QCOMPARE(outbox.send(general, QStringLiteral(" \n\t")).error().kind, ErrorKind::MessageEmpty);
        QCOMPARE(outbox.send(general, QString(limits::messageBytes / 2 + 1, QChar(0xe9))).error().kind,
                 ErrorKind::MessageTooLong);
        QVERIFY(outbox.send(general, QString(limits::messageBytes, u'x')));
    }

    void isBounded() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.silentSend = true;
        for (int i = 0; i < Outbox::most; ++i)
            QVERIFY(side.client.outbox().send(general, QStringLiteral("x")));
        QCOMPARE(side.client.outbox().send(general, QStringLiteral("x")).error().kind, ErrorKind::Unavailable);
    }

    /// mattermost#37593: messages written offline must survive a restart of the app.
    void survivesARestart() {
        QTemporaryDir folder;
        RoomSide first(folder.path());
        QVERIFY(first.signIn());
        first.server.stop();
        QTRY_VERIFY(!first.client.session().isOnline());
        sendAll(first.client.outbox(), numbered(3));
        const QList<OutgoingMessage> before = first.client.outbox().waiting(general);
        first.server.listen();

        // The first program does nothing any more, as if killed: another one continues from the file alone.
        first.client.session().signOut();
        first.server.forgetRequests();
        MemorySecretStore store;
        Client next(quickConfig(folder.path()), store);
        next.session().signIn({first.server.url(), QStringLiteral("ANA@example.org ")},
                              Secret{QStringLiteral("password")});
        QTRY_VERIFY(next.session().isOnline());
        QTRY_COMPARE(first.server.bodies(), numbered(3));
        QTRY_COMPARE(next.outbox().count(), 0);
        const auto sends = first.server.requestsOf<MessageSend>();
        for (qsizetype i = 0; i < before.size(); ++i)
            QCOMPARE(sends.at(size_t(i)).clientId, before.at(i).clientId);
    }

    void whatWasForAnotherInstallationFails_data() {
        QTest::addColumn<QString>("id");
        QTest::newRow("another") << QStringLiteral("installation 2");
        QTest::newRow("one that can't say") << QString();
    }
    /// A new database behind the same address: room 7 is another room there.
    void whatWasForAnotherInstallationFails() {
        QFETCH(const QString, id);
        QTemporaryDir folder;
        RoomSide first(folder.path());
        QVERIFY(first.signIn());
        QTRY_COMPARE(first.server.requestsOf<ServerAbout>().size(), size_t(1));
        QVERIFY(first.client.outbox().send(general, QStringLiteral("known there")));
        QTRY_COMPARE(first.client.outbox().count(), 0); // so the earlier answer has arrived, too
        first.server.stop();
        QTRY_VERIFY(!first.client.session().isOnline());
        QVERIFY(first.client.outbox().send(general, QStringLiteral("of the first"), 1));
        first.server.installation = id;
        first.server.listen();
        first.client.session().signOut();
        first.server.forgetRequests();

        MemorySecretStore store;
        Client next(quickConfig(folder.path()), store);
        next.session().signIn({first.server.url(), QStringLiteral("ana@example.org")},
                              Secret{QStringLiteral("password")});
        const auto message = [&next] { return next.outbox().waiting(general).value(0); };
        QTRY_COMPARE(message().state, OutgoingMessage::State::Failed);
        QVERIFY(next.outbox().send(RoomId{8}, QStringLiteral("of the second")));
        QTRY_COMPARE(first.server.bodies(),
                     (QStringList{QStringLiteral("known there"), QStringLiteral("of the second")}));
        QCOMPARE(message().body, QStringLiteral("of the first"));
        QVERIFY(message().error && !message().replyTo && message().isEditable());
        next.outbox().retry(message().clientId); // the user's decision
        QTRY_COMPARE(first.server.bodies().constLast(), QStringLiteral("of the first"));
    }

    void eachAccountHasItsOwn() {
        QTemporaryDir folder;
        RoomSide side(folder.path());
        QVERIFY(side.signIn());
        side.server.silentSend = true;
        QVERIFY(side.client.outbox().send(general, QStringLiteral("of Ana")));
        side.client.session().signIn({side.server.url(), QStringLiteral("ben@example.org")},
                                     Secret{QStringLiteral("password")});
        QTRY_VERIFY(side.client.session().isOnline());
        QCOMPARE(side.client.outbox().count(), 0);
    }

    void filesKeepEverything() {
        QTemporaryDir folder;
        const OutboxFile file(folder.path(), QStringLiteral("ana@example.org ws://x/rt"));
        QVERIFY(file.load());
        QVERIFY(file.load()->isEmpty());
        OutgoingMessage waiting{general, QStringLiteral("id-1"), QStringLiteral("zwei\nZeilen 👋"), 12, UtcTime{1234}};
        OutgoingMessage failed{general, QStringLiteral("id-2"), QStringLiteral("nein"), {}, UtcTime{1235}};
        failed.state = OutgoingMessage::State::Failed;
        failed.error = Error(ErrorKind::RoomForbidden, QStringLiteral("Not you"));
        OutgoingMessage sending = waiting;
        sending.state = OutgoingMessage::State::Sending;
        QVERIFY(file.save({waiting, failed, sending}));
        const Result<QList<OutgoingMessage>> loaded = file.load();
        QVERIFY(loaded);
        QCOMPARE(loaded->size(), 3);
        QCOMPARE(loaded->at(0).body, waiting.body);
        QCOMPARE(loaded->at(0).replyTo, waiting.replyTo);
        QCOMPARE(loaded->at(0).at, waiting.at);
        QCOMPARE(loaded->at(1).state, OutgoingMessage::State::Failed);
        QCOMPARE(loaded->at(1).error->kind, ErrorKind::RoomForbidden);
        QCOMPARE(loaded->at(1).error->message, QStringLiteral("Not you"));
        QCOMPARE(loaded->at(2).state, OutgoingMessage::State::Waiting); // its answer can't come any more
        QCOMPARE(QFile::permissions(file.path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY(file.save({}));
        QVERIFY(!QFile::exists(file.path()));
    }

    void aDamagedFileIsPutAsideAndSaid() {
        QTemporaryDir folder;
        const OutboxFile file(folder.path(), QStringLiteral("key"));
        QFile damaged(file.path());
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("{\"version\":1,\"messages\":[{");
        damaged.close();
        const Result<QList<OutgoingMessage>> loaded = file.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, ErrorKind::Unavailable);
        QVERIFY(QFile::exists(QString(file.path() % u".unreadable")));
        QVERIFY(file.load());
    }

    void aFolderThatCantBeWrittenIsSaid() {
        QTemporaryDir folder;
        QFile inTheWay(folder.filePath(QStringLiteral("file")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        RoomSide side(folder.filePath(QStringLiteral("file/inside")));
        QVERIFY(side.signIn());
        QSignalSpy notKept(&side.client.outbox(), &Outbox::notKept);
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        QVERIFY(side.client.outbox().send(general, QStringLiteral("hello")));
        QCOMPARE(notKept.size(), 1);
        QCOMPARE(side.client.outbox().count(), 1); // kept in memory all the same
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/messageactions.h"
#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/models/formatting.h"
#include "tests/app/models/fixture.h"

#include <QFile>
#include <QSignalSpy>

namespace confab::models {

/// Threads beside the timeline: the line under their first message, their rows and their composer.
class ThreadsTest : public QObject {
    Q_OBJECT
private:
    struct Talk : Fixture {
        QAbstractItemModelTester tester{thread().rows(), QAbstractItemModelTester::FailureReportingMode::Fatal};

        ThreadView& thread() { return *workspace.room()->thread(); }
        RoomComposer& composer() { return *thread().composer(); }
        Seq say(UserId by, const QString& body, std::optional<Seq> replyTo = {}, int minutesAgo = 0) {
            const UtcTime at{UtcTime::now().ms - minutesAgo * 60'000};
            stage.happen(general, by, MessagePosted{{body, replyTo}, {}}, at);
            return stage.lastSeq(general);
        }
        bool start() { return signIn() && open(general); }
        bool openThread(Seq seq, int rows) {
            thread().open(double(seq));
            return test::holdsSoon([&] { return thread().rows()->rowCount() == rows; });
        }
        QVariant line(Seq seq) {
            client::OpenRoom* room = client.openRooms().find(general);
            return at(timeline(), room->timeline().rowOfSeq(seq), "thread");
        }
        /// Counted from the first message on.
        QString role(int place, const char* name) {
            return at(*thread().rows(), thread().rows()->rowCount() - 1 - place, name).toString();
        }
    };

private Q_SLOTS:
    void theLineUnderItsFirstMessage() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        QVERIFY(f.start());
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        QVERIFY(!f.line(first).isValid());
        QSignalSpy changed(&f.timeline(), &QAbstractItemModel::dataChanged);
        f.say(f.chi, QStringLiteral("Not me"), first);
        f.say(f.dara, QStringLiteral("I can"), first);
        f.say(f.chi, QStringLiteral("Thanks"), first + 2); // through an answer
        QTRY_COMPARE(f.line(first).toMap().value(QStringLiteral("count")).toInt(), 3);
        QVERIFY(!changed.isEmpty());
        const QVariantMap line = f.line(first).toMap();
        QCOMPARE(line.value(QStringLiteral("last")).toString(), clockTime(f.timeline().entry(0)->at()));
        const QVariantList people = line.value(QStringLiteral("people")).toList();
        QCOMPARE(people.size(), 2);
        QCOMPARE(people[0].toMap().value(QStringLiteral("initials")).toString(), QStringLiteral("D"));
        QCOMPARE(people[1].toMap().value(QStringLiteral("initials")).toString(), QStringLiteral("C"));
        QVERIFY(!f.line(first + 1).isValid()); // an answer begins no thread
    }

    void itsRows() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        f.say(f.ben, QStringLiteral("And the screen?"), first);
        f.say(f.chi, QStringLiteral("elsewhere"));
        f.say(f.dara, QStringLiteral("The screen is there"), first + 1);
        QVERIFY(f.start());
        QVERIFY(f.openThread(first + 1, 3)); // by one of its answers
        QCOMPARE(f.thread().first(), double(first));
        QCOMPARE(f.role(0, "body"), QStringLiteral("Who brings the projector?"));
        QCOMPARE(f.role(1, "body"), QStringLiteral("And the screen?"));
        QCOMPARE(f.role(1, "day"), QStringLiteral("2 reply(s)"));
        QCOMPARE(f.role(1, "groupStart"), QStringLiteral("true"));       // although Ben wrote both, at once
        QVERIFY(!Fixture::at(*f.thread().rows(), 1, "quote").isValid()); // what all of them answer
        QCOMPARE(Fixture::at(*f.thread().rows(), 0, "quote").toMap().value(QStringLiteral("text")).toString(),
                 QStringLiteral("And the screen?"));
        QVERIFY(!Fixture::at(*f.thread().rows(), 2, "thread").isValid());
        QSignalSpy changed(f.thread().rows(), &QAbstractItemModel::dataChanged);
        f.say(f.chi, QStringLiteral("Good"), first);
        QTRY_COMPARE(f.role(1, "day"), QStringLiteral("3 reply(s)"));
        QVERIFY(std::any_of(changed.begin(), changed.end(), [](const QList<QVariant>& signal) {
            return signal[0].toModelIndex().row() <= 2 && signal[1].toModelIndex().row() >= 2;
        }));
        // What becomes of a message that an answer quotes.
        f.stage.happen(f.general, f.ben, MessageDeleted{first + 1}, UtcTime::now());
        QTRY_COMPARE(f.role(1, "body"), QStringLiteral("Message deleted"));
        QCOMPARE(Fixture::at(*f.thread().rows(), 1, "quote").toMap().value(QStringLiteral("text")).toString(),
                 QStringLiteral("Message deleted"));
    }

    void itsComposerAnswersTheFirstMessage() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        const Seq answer = f.say(f.chi, QStringLiteral("Not me"), first);
        QVERIFY(f.start());
        QVERIFY(f.openThread(first, 2));
        QVERIFY(f.composer().send(QStringLiteral("I can")));
        QCOMPARE(f.role(2, "body"), QStringLiteral("I can")); // at once
        f.composer().reply(double(answer));
        QCOMPARE(f.composer().replyAuthor(), QStringLiteral("Chi"));
        QCOMPARE(f.workspace.room()->composer()->replyTo(), 0.0); // the room's has nothing to do with it
        QVERIFY(f.composer().send(QStringLiteral("Why?")));
        QTRY_COMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(2));
        QCOMPARE(f.stage.server().requestsOf<MessageSend>()[0].replyTo, first);
        QCOMPARE(f.stage.server().requestsOf<MessageSend>()[1].replyTo, answer);
        QTRY_COMPARE(f.client.outbox().count(), 0); // both have their answers, and so can be edited
        QVERIFY(f.composer().editLast());
        QCOMPARE(f.composer().draft(), QStringLiteral("Why?"));
        QVERIFY(f.composer().send(QStringLiteral("Why not?")));
        QTRY_COMPARE(f.role(3, "body"), QStringLiteral("Why not?"));
    }

    void draftsAreKept() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("one"));
        const Seq second = f.say(f.ben, QStringLiteral("two"));
        QVERIFY(f.start());
        QTRY_COMPARE(f.timeline().rowCount(), 2);
        f.workspace.room()->composer()->setDraft(QStringLiteral("to the room"));
        f.thread().open(double(first));
        f.composer().setDraft(QStringLiteral("to the first"));
        f.thread().open(double(second));
        QCOMPARE(f.composer().draft(), QString());
        f.composer().setDraft(QStringLiteral("to the second"));
        f.thread().close();
        f.composer().setDraft(QString()); // a field that is cleared behind it
        f.workspace.room()->open(double(f.garden.value));
        QCOMPARE(f.thread().first(), 0.0);
        QVERIFY(f.open(f.general));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("to the room"));
        f.thread().open(double(first));
        QCOMPARE(f.composer().draft(), QStringLiteral("to the first"));
        f.thread().open(double(second));
        QCOMPARE(f.composer().draft(), QStringLiteral("to the second"));
        // The list of rooms shows drafts of rooms only.
        f.workspace.room()->composer()->setDraft(QString());
        for (int row = 0; row < f.workspace.rooms()->rowCount(); ++row)
            QCOMPARE(Fixture::at(*f.workspace.rooms(), row, "draft").toString(), QString());
        QVERIFY(f.composer().send(QStringLiteral("to the second")));
        f.composer().setDraft(QString());
        f.thread().close();
        f.thread().open(double(second));
        QCOMPARE(f.composer().draft(), QString());
    }

    void filesGoWithAnAnswer() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("one"));
        const Seq second = f.say(f.ben, QStringLiteral("two"));
        QVERIFY(f.start());
        QTRY_COMPARE(f.timeline().rowCount(), 2);
        QFile file(f.folder.filePath(QStringLiteral("notes.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("notes") > 0);
        file.close();
        f.thread().open(double(first));
        Attachments& attachments = *f.composer().attachments();
        attachments.add({QUrl::fromLocalFile(file.fileName())});
        QTRY_VERIFY(attachments.isReady());
        QCOMPARE(f.workspace.room()->files()->attachments()->count(), 0); // each has its own
        f.thread().open(double(second));
        QCOMPARE(attachments.count(), 0);
        f.thread().close();
        f.thread().open(double(first));
        QCOMPARE(attachments.count(), 1);
        QVERIFY(f.composer().send({}));
        QCOMPARE(attachments.count(), 0);
        const QList<client::OutgoingMessage> waiting = f.client.outbox().waiting(f.general);
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting[0].replyTo, first);
        QCOMPARE(waiting[0].files.size(), 1);
        QCOMPARE(waiting[0].files[0].file.name, QStringLiteral("notes.txt"));
        QTRY_COMPARE(f.thread().rows()->rowCount(), 2);
    }

    /// Rights, reactions and deletion of messages that the timeline does not have.
    void theToolsKnowItsMessages() {
        Talk f;
        const Seq first = f.say(f.ana, QStringLiteral("long ago"));
        for (int i = 0; i < 400; ++i)
            f.say(f.ben, QStringLiteral("message %1").arg(i));
        const Seq answer = f.say(f.chi, QStringLiteral("still true"), first);
        QVERIFY(f.start());
        QTRY_VERIFY(f.timeline().rowCount() > 0);
        MessageTools& tools = *f.workspace.room()->messages();
        QCOMPARE(tools.rights(double(first)), 0);
        QVERIFY(f.openThread(answer, 2));
        QCOMPARE(tools.rights(double(first)), int(MessageTools::Answer | MessageTools::Edit | MessageTools::Delete));
        tools.toggleReaction(double(first), QStringLiteral("👍"));
        QTRY_COMPARE(f.stage.message(f.general, first)->reactions.value_or(QList<Reaction>()).size(), 1);
        QTRY_VERIFY(!f.client.actions().touches(f.general, first));
        QCOMPARE(Fixture::at(*f.thread().rows(), 1, "reactions").toList().size(), 1);
        f.thread().close();
        QCOMPARE(tools.rights(double(first)), 0);
    }

    /// The place that is read in the timeline stays.
    void anAnswerLeavesTheTimelineAlone() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        QVERIFY(f.start());
        QVERIFY(f.openThread(first, 1));
        QSignalSpy added(&f.timeline(), &TimelineModel::added);
        QVERIFY(f.composer().send(QStringLiteral("I can")));
        QCOMPARE(f.timeline().rowCount(), 2);
        QCOMPARE(added.size(), 1);
        QCOMPARE(added[0][0].toInt(), 0);
        QCOMPARE(added[0][1].toBool(), false);
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("Hello")));
        QCOMPARE(added.size(), 2);
        QCOMPARE(added[1][1].toBool(), true);
    }

    void aRefusalStandsBesideIt() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        QVERIFY(f.start());
        f.stage.setFailing<RoomThread>(Error(ErrorKind::ServerBusy));
        f.thread().open(double(first));
        QTRY_VERIFY(!f.thread().problem().isEmpty());
        f.stage.setFailing<RoomThread>({});
        f.thread().retry();
        QTRY_COMPARE(f.thread().rows()->rowCount(), 1);
        QCOMPARE(f.thread().problem(), QString());
        QVERIFY(!f.composer().send(QString(limits::messageBytes + 1, u'x')));
        QVERIFY(!f.thread().trouble().isEmpty());
        QCOMPARE(f.workspace.room()->trouble(), QString());
        QVERIFY(f.composer().send(QStringLiteral("shorter")));
        QCOMPARE(f.thread().trouble(), QString());
    }

    void itEndsWithTheRoom() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        QVERIFY(f.start());
        QVERIFY(f.openThread(first, 1));
        QSignalSpy changed(&f.thread(), &ThreadView::firstChanged);
        f.workspace.signIn()->signOut();
        QTRY_COMPARE(f.thread().first(), 0.0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(f.thread().rows()->rowCount(), 0);
        f.thread().open(double(first)); // of no room
        QCOMPARE(f.thread().first(), 0.0);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::ThreadsTest)
#include "tst_threads.moc"

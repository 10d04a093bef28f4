// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outbox.h"
#include "app/client/threadmessages.h"
#include "tests/app/client/longlog.h"

#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// A thread beside the timeline: read in pages, then as the room's log goes on.
class TestThreads : public QObject {
    Q_OBJECT
private:
    struct Open : RoomSide {
        OpenRoom* room = nullptr;
        std::unique_ptr<ThreadMessages> thread;
        Seq first = 0; ///< Ben's, with `answers` answers, each before a message of the room

        bool openRoom(int answers) {
            first = server.say(ben, QStringLiteral("the question"), false).seq;
            for (int i = 1; i <= answers; ++i) {
                answer(ben, QStringLiteral("answer %1").arg(i), first, false);
                server.say(ben, QStringLiteral("aside"), false);
            }
            if (!signIn())
                return false;
            room = &client.openRooms().open(general);
            return test::holdsSoon([this] { return room->isLive() && room->isOpened(); });
        }
        bool open(int answers) {
            if (!openRoom(answers))
                return false;
            thread = std::make_unique<ThreadMessages>(client, *room, first);
            return test::holdsSoon([this] { return !thread->isLoading(); });
        }
        Seq answer(UserId by, const QString& body, Seq replyTo, bool live = true) {
            return server
                .append(by, MessagePosted{{body, replyTo}, QStringLiteral("id-%1").arg(server.lastSeq() + 1)}, live)
                .seq;
        }
        QStringList bodies() const {
            QStringList list;
            for (int row = thread->timeline().count() - 1; row >= 0; --row)
                list.append(thread->timeline().at(row).body());
            return list;
        }
        const Message& message(int answer) const {
            return *thread->timeline().at(thread->timeline().count() - 1 - answer).message();
        }
        size_t requests() const { return server.requestsOf<RoomThread>().size(); }
    };

private Q_SLOTS:
    void theWholeThreadAndNothingElse() {
        Open f;
        QVERIFY(f.open(3));
        QCOMPARE(f.bodies(), QStringList({QStringLiteral("the question"), QStringLiteral("answer 1"),
                                          QStringLiteral("answer 2"), QStringLiteral("answer 3")}));
        QVERIFY(!f.thread->hasMore());
        QCOMPARE(f.thread->first(), f.first);
        QCOMPARE(f.thread->replies(), 3);
        QCOMPARE(f.requests(), size_t(1));
    }

    void aLongOneComesInPages() {
        Open f;
        QVERIFY(f.open(450));
        QCOMPARE(f.bodies().size(), limits::messagesPerPage);
        QVERIFY(f.thread->hasMore());
        QCOMPARE(f.thread->replies(), 450);
        f.answer(ben, QStringLiteral("the last"), f.first); // has its place after those that are not loaded
        f.thread->loadMore();
        f.thread->loadMore(); // one request at a time
        QTRY_COMPARE(f.bodies().size(), 2 * limits::messagesPerPage);
        QCOMPARE(f.requests(), size_t(2));
        f.thread->loadMore();
        QTRY_VERIFY(!f.thread->hasMore());
        QCOMPARE(f.bodies().size(), 452);
        QCOMPARE(f.bodies().constLast(), QStringLiteral("the last"));
        f.thread->loadMore();
        QCOMPARE(f.requests(), size_t(3));
    }

    void itIsLive() {
        Open f;
        QVERIFY(f.open(2));
        const Seq third = f.answer(ben, QStringLiteral("answer 3"), f.first + 1); // through another answer
        f.server.say(ben, QStringLiteral("aside"));
        f.answer(ben, QStringLiteral("elsewhere"), f.server.lastSeq());
        f.answer(ben, QStringLiteral("answer 4"), f.first);
        QTRY_COMPARE(f.thread->timeline().count(), 5);
        QCOMPARE(f.bodies().mid(3), QStringList({QStringLiteral("answer 3"), QStringLiteral("answer 4")}));
        QCOMPARE(f.thread->replies(), 4);
        f.server.append(ben, MessageEdited{third, QStringLiteral("better"), {}});
        QTRY_COMPARE(f.message(3).body, QStringLiteral("better"));
        f.server.append(ben, ReactionAdded{third, QStringLiteral("👍")});
        QTRY_VERIFY(f.message(3).reactions);
        f.server.append(ben, MessageDeleted{third});
        QTRY_VERIFY(f.message(3).deletedAt);
        f.server.append(ben, MessageEdited{f.first, QStringLiteral("a better question"), {}});
        QTRY_COMPARE(f.message(0).body, QStringLiteral("a better question"));
        QCOMPARE(f.requests(), size_t(1));
    }

    /// The page was made before the events and arrives after them.
    void theLogOvertakesThePage() {
        Open f;
        f.server.after = [&f](const Request& request) {
            if (!std::holds_alternative<RoomThread>(request))
                return;
            f.server.after = nullptr;
            f.answer(ben, QStringLiteral("just now"), f.first);
            f.server.append(ben, MessageEdited{f.first, QStringLiteral("a better question"), {}});
        };
        QVERIFY(f.open(2));
        QTRY_COMPARE(f.thread->timeline().count(), 4);
        QCOMPARE(f.bodies().constLast(), QStringLiteral("just now"));
        QTRY_COMPARE(f.message(0).body, QStringLiteral("a better question"));
        QCOMPARE(f.thread->replies(), 3);
    }

    void ownAnswersGoThroughTheOutbox() {
        Open f;
        QVERIFY(f.open(2));
        f.server.silentSend = true;
        QVERIFY(f.thread->send(QStringLiteral("mine")));
        QCOMPARE(f.bodies().constLast(), QStringLiteral("mine")); // at once
        QCOMPARE(f.thread->timeline().at(0).state, TimelineEntry::State::Sending);
        QCOMPARE(f.room->timeline().at(0).body(), QStringLiteral("mine")); // in the room, too
        QTRY_COMPARE(f.thread->timeline().at(0).state, TimelineEntry::State::Sent);
        QCOMPARE(f.server.requestsOf<MessageSend>().at(0).replyTo, f.first);
        QCOMPARE(f.thread->timeline().count(), 4);
        // One of the room is none of the thread; one that answers an answer is.
        QVERIFY(f.client.outbox().send(general, QStringLiteral("aside")));
        QVERIFY(f.client.outbox().send(general, QStringLiteral("to you"), f.first + 1));
        QCOMPARE(f.bodies().mid(3), QStringList({QStringLiteral("mine"), QStringLiteral("to you")}));
    }

    /// The answer is shown where it belongs, so the rest comes first.
    void anOwnAnswerToALongThread() {
        Open f;
        QVERIFY(f.open(450));
        QVERIFY(f.thread->send(QStringLiteral("mine")));
        QTRY_VERIFY(!f.thread->hasMore());
        QTRY_COMPARE(f.thread->timeline().at(0).state, TimelineEntry::State::Sent);
        QCOMPARE(f.bodies().size(), 452);
        QCOMPARE(f.bodies().constLast(), QStringLiteral("mine"));
    }

    /// Nothing can answer a deleted message.
    void theFirstMessageIsDeleted() {
        Open f;
        QVERIFY(f.open(3));
        f.server.append(ben, MessageDeleted{f.first});
        const Seq last = f.answer(ben, QStringLiteral("answer 4"), f.first + 1);
        f.server.append(ben, MessageDeleted{last});
        QTRY_VERIFY(f.thread->timeline().count() == 5 && f.message(4).deletedAt);
        QVERIFY(f.thread->send(QStringLiteral("still here")));
        QTRY_COMPARE(f.server.requestsOf<MessageSend>().size(), size_t(1));
        QCOMPARE(f.server.requestsOf<MessageSend>().at(0).replyTo, f.first + 5); // answer 3
        QCOMPARE(f.bodies().constLast(), QStringLiteral("still here"));
    }

    void aBreakDelaysIt() {
        Open f;
        f.server.spoil = [](const Request& request) { return std::holds_alternative<RoomThread>(request); };
        QVERIFY(f.openRoom(2));
        f.thread = std::make_unique<ThreadMessages>(f.client, *f.room, f.first);
        QTRY_COMPARE(f.requests(), size_t(1));
        f.server.stop();
        QTRY_VERIFY(!f.client.session().isOnline());
        f.server.spoil = nullptr;
        f.server.listen();
        QTRY_COMPARE(f.thread->timeline().count(), 3);
        QVERIFY(!f.thread->problem());
        // What came during a break comes from the log.
        f.server.stop();
        QTRY_VERIFY(!f.room->isLive());
        f.answer(ben, QStringLiteral("meanwhile"), f.first, false);
        f.server.append(ben, MessageDeleted{f.first}, false);
        f.server.listen();
        QTRY_COMPARE(f.bodies().constLast(), QStringLiteral("meanwhile"));
        QTRY_VERIFY(f.message(0).deletedAt);
    }

    /// A gap that is too large to fill: the thread is read anew.
    void aGapInTheLog() {
        Open f;
        QVERIFY(f.open(2));
        f.server.stop();
        QTRY_VERIFY(!f.room->isLive());
        f.server.append(ben, MessageEdited{f.first, QStringLiteral("a better question"), {}}, false);
        f.answer(ben, QStringLiteral("meanwhile"), f.first, false);
        fill(f.server, 2500);
        f.server.listen();
        QTRY_COMPARE(f.bodies(), QStringList({QStringLiteral("a better question"), QStringLiteral("answer 1"),
                                              QStringLiteral("answer 2"), QStringLiteral("meanwhile")}));
    }

    void aRefusalIsReportedAndTriedAgain() {
        Open f;
        f.server.refuseThread = Error(ErrorKind::ServerBusy);
        QVERIFY(f.open(2));
        QVERIFY(f.thread->problem());
        QCOMPARE(f.thread->timeline().count(), 0);
        f.server.refuseThread.reset();
        f.thread->loadMore();
        QVERIFY(!f.thread->problem());
        QTRY_COMPARE(f.thread->timeline().count(), 3);
    }
};

QTEST_GUILESS_MAIN(TestThreads)
#include "tst_threads.moc"

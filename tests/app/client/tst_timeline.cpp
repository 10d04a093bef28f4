// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outboxfile.h"
#include "tests/app/client/timelineworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace confab;
using namespace confab::client;

namespace {

constexpr UserId me{1};
constexpr UserId ben{2};

Event said(Seq seq, UserId by, const char* body, const char* clientId = "") {
    return {RoomId{7}, seq, by, UtcTime{seq},
            MessagePosted{{QString::fromLatin1(body)}, QString::fromLatin1(clientId)}};
}

OutgoingMessage written(const char* clientId) {
    return {RoomId{7}, QString::fromLatin1(clientId), QStringLiteral("hello"), {}, UtcTime{5}};
}

MessageChange edited(Seq target, const char* body, qint64 at) {
    return *changeOf(Event{RoomId{7}, at, ben, UtcTime{at}, MessageEdited{target, QString::fromLatin1(body), {}}}, me);
}

QList<Seq> seqs(const Timeline& timeline) {
    QList<Seq> list;
    for (int row = 0; row < timeline.count(); ++row)
        list.append(timeline.at(row).seq());
    return list;
}

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newestFirst() {
        Timeline timeline;
        timeline.addEvents({said(1, ben, "a"), said(2, me, "b"), said(3, ben, "c")}, me);
        QCOMPARE(seqs(timeline), (QList<Seq>{3, 2, 1}));
        QCOMPARE(timeline.oldestSeq(), 1);
        QCOMPARE(timeline.newestSeq(), 3);
        QCOMPARE(timeline.rowOfSeq(2), 1);
        QCOMPARE(timeline.rowOfSeq(9), -1);
    }

    void pagesComeAsOneChange() {
        Timeline timeline;
        QSignalSpy inserting(&timeline, &Timeline::aboutToInsert);
        timeline.addEvents({said(10, ben, "a"), said(11, ben, "b")}, me);
        QCOMPARE(inserting.takeFirst(), (QVariantList{0, 1}));
        timeline.putPending(written("x"), me);
        QCOMPARE(inserting.takeFirst(), (QVariantList{0, 0}));
        timeline.addEvents({said(12, ben, "c"), said(13, ben, "d")}, me); // behind the unconfirmed one
        QCOMPARE(inserting.takeFirst(), (QVariantList{1, 2}));
        Message older{{QStringLiteral("old")}, RoomId{7}, 9, ben, UtcTime{9}, {}, {}, {}};
        timeline.addHistory({older}, me);
        QCOMPARE(inserting.takeFirst(), (QVariantList{5, 5}));
        QCOMPARE(seqs(timeline), (QList<Seq>{0, 13, 12, 11, 10, 9}));
    }

    void anAnswerThenItsEvent() {
        Timeline timeline;
        timeline.putPending(written("x"), me);
        QCOMPARE(timeline.at(0).state, TimelineEntry::State::Sending);
        timeline.confirm(QStringLiteral("x"), Sent{4, UtcTime{40}});
        QCOMPARE(timeline.at(0).state, TimelineEntry::State::Sent);
        QCOMPARE(timeline.at(0).seq(), 4);
        timeline.addEvents({said(4, me, "hello, normalised", "x")}, me);
        QCOMPARE(timeline.count(), 1);
        QCOMPARE(timeline.at(0).body(), QStringLiteral("hello, normalised"));
    }

    void anEventThenItsAnswer() {
        Timeline timeline;
        timeline.putPending(written("x"), me);
        timeline.addEvents({said(4, me, "hello", "x")}, me);
        timeline.confirm(QStringLiteral("x"), Sent{4, UtcTime{40}});
        QCOMPARE(seqs(timeline), QList<Seq>{4});
    }

    /// history may leave clientId out: then only the answer identifies the two.
    void aPageWithoutClientIdsThenTheAnswer() {
        Timeline timeline;
        timeline.putPending(written("x"), me);
        timeline.addHistory({Message{{QStringLiteral("hello")}, RoomId{7}, 4, me, UtcTime{4}, {}, {}, {}}}, me);
        QCOMPARE(seqs(timeline), (QList<Seq>{0, 4}));
        timeline.confirm(QStringLiteral("x"), Sent{4, UtcTime{4}});
        QCOMPARE(seqs(timeline), QList<Seq>{4});
    }

    void somebodyElsesClientIdIsNotOnesOwn() {
        Timeline timeline;
        timeline.putPending(written("x"), me);
        timeline.addEvents({said(4, ben, "mine now", "x")}, me);
        QCOMPARE(seqs(timeline), (QList<Seq>{0, 4}));
    }

    void whatFailedStaysAtTheEndAndSaysWhy() {
        Timeline timeline;
        OutgoingMessage message = written("x");
        timeline.putPending(message, me);
        message.state = OutgoingMessage::State::Failed;
        message.error = Error(ErrorKind::RoomForbidden);
        timeline.putPending(message, me);
        timeline.putPending(written("y"), me);
        timeline.addEvents({said(8, me, "hello", "y")}, me); // y overtakes: it goes below x
        QCOMPARE(seqs(timeline), (QList<Seq>{0, 8}));
        QCOMPARE(timeline.at(0).state, TimelineEntry::State::Failed);
        QCOMPARE(timeline.at(0).error->kind, ErrorKind::RoomForbidden);
    }

    void trimsTheOldest() {
        Timeline timeline;
        QList<Event> events;
        for (Seq seq = 1; seq <= 100; ++seq)
            events.append(said(seq, ben, "x"));
        timeline.addEvents(events, me);
        timeline.putPending(written("x"), me);
        QVERIFY(timeline.trim(40));
        QCOMPARE(timeline.count(), 40);
        QCOMPARE(timeline.oldestSeq(), 62);
        QVERIFY(!timeline.trim(40));
    }

    void aChangeReachesTheRowThatIsThere() {
        Timeline timeline;
        timeline.addEvents({said(1, ben, "a"), said(2, ben, "b")}, me);
        QSignalSpy changed(&timeline, &Timeline::changed);
        timeline.apply(edited(1, "new", 9));
        QCOMPARE(changed.takeFirst(), (QVariantList{1, 1}));
        QCOMPARE(timeline.at(1).body(), QStringLiteral("new"));
        QCOMPARE(timeline.at(1).message()->editedAt, UtcTime{9});
        QCOMPARE(timeline.at(0).body(), QStringLiteral("b"));
        QCOMPARE(timeline.count(), 2); // it is no row of its own
    }

    /// The server read the page before the change, and the change was faster.
    void aChangeWaitsForItsRow() {
        Timeline timeline;
        timeline.addEvents({said(8, ben, "later")}, me);
        timeline.apply(edited(3, "first", 9));
        timeline.apply(edited(3, "second", 10));
        timeline.addHistory({Message{{QStringLiteral("old")}, RoomId{7}, 3, ben, UtcTime{3}, {}, {}, {}}}, me);
        QCOMPARE(seqs(timeline), (QList<Seq>{8, 3}));
        QCOMPARE(timeline.at(1).body(), QStringLiteral("second"));
    }

    void aPageMayNotUndoAChange() {
        Timeline timeline;
        timeline.putPending(written("x"), me);
        timeline.confirm(QStringLiteral("x"), Sent{4, UtcTime{4}}); // a draft, which a page replaces
        timeline.apply(edited(4, "new", 9));
        timeline.addHistory({Message{{QStringLiteral("hello")}, RoomId{7}, 4, me, UtcTime{4}, {}, {}, {}}}, me);
        QCOMPARE(timeline.at(0).body(), QStringLiteral("new"));
        timeline.addHistory({Message{{QStringLiteral("hello")}, RoomId{7}, 4, me, UtcTime{4}, {}, {}, {}}}, me);
        QCOMPARE(timeline.at(0).body(), QStringLiteral("new"));
    }

    /// A page has the present state; the events behind it in the log, which are replayed, are older.
    void aReplayedChangeLeavesTheNewerStateAlone() {
        Timeline timeline;
        timeline.addHistory({Message{{QStringLiteral("newest")}, RoomId{7}, 3, ben, UtcTime{3}, {}, UtcTime{20}, {}}},
                            me);
        timeline.apply(edited(3, "older", 10));
        QCOMPARE(timeline.at(0).body(), QStringLiteral("newest"));
        QCOMPARE(timeline.at(0).message()->editedAt, UtcTime{20});
    }

    void keptChangesAreBoundedAndOfOneLog() {
        Timeline timeline;
        const auto page = [](Seq seq) {
            return QList<Message>{Message{{QStringLiteral("old")}, RoomId{7}, seq, ben, UtcTime{seq}, {}, {}, {}}};
        };
        for (Seq target = 1; target <= Seq(Timeline::changesKept) + 1; ++target)
            timeline.apply(edited(target, "new", 9000));
        timeline.addHistory(page(2), me);
        timeline.addHistory(page(1), me);
        QCOMPARE(timeline.at(0).body(), QStringLiteral("new"));
        QCOMPARE(timeline.at(1).body(), QStringLiteral("old")); // beyond the bound
        timeline.clearLog();
        timeline.addHistory(page(2), me);
        QCOMPARE(timeline.at(0).body(), QStringLiteral("old"));
    }

    void aChangeOfANoticeChangesNothing() {
        Timeline timeline;
        timeline.apply(edited(1, "new", 9));
        timeline.addEvents({{RoomId{7}, 1, ben, UtcTime{1}, MemberJoined{ben, QStringLiteral("Ben")}}}, me);
        timeline.apply(edited(1, "new", 9));
        QVERIFY(std::get_if<MemberJoined>(timeline.at(0).notice()));
    }

    void deletedMessagesAreKnownFromHistory() {
        Timeline timeline;
        Message gone{{QString()}, RoomId{7}, 3, ben, UtcTime{3}, {}, {}, UtcTime{9}};
        timeline.addHistory({gone}, me);
        QCOMPARE(timeline.at(0).message()->deletedAt, UtcTime{9});
    }

    /// 5,000 random histories: duplicates, reorderings, losses, answers before and after their events, failures, jumps.
    /// After every step the signals describe the rows; in the end every message is one row, in its place.
    void everyMessageIsOneRow() {
        for (unsigned seed = 1; seed <= 5000; ++seed) {
            test::TimelineWorld world(seed);
            QString problem;
            for (int step = 0; step < 60 && problem.isEmpty(); ++step)
                problem = world.step();
            if (problem.isEmpty())
                problem = world.settle();
            if (!problem.isEmpty())
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        }
    }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"

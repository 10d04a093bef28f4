// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/freshness.h"

#include <QTest>

using namespace confab;
using namespace std::chrono_literals;

namespace {

using Verdict = Freshness::Verdict;

const QString north = QStringLiteral("north");
const NodeRun run{north, 7};
const Freshness::Time start{100h};

} // namespace

/// Replayed node messages, with time as a parameter.
class TestFreshness : public QObject {
    Q_OBJECT

private:
    /// One that has heard the run up to this stamp.
    static Freshness after(quint64 stamp) {
        Freshness freshness;
        const std::optional<qint64> nonce = freshness.question(run, start);
        if (!nonce || !freshness.answered(run, *nonce, stamp, start))
            qFatal("the sender was not accepted");
        return freshness;
    }

private Q_SLOTS:
    void newSenderHasToAnswerFirst() {
        Freshness freshness;
        QCOMPARE(freshness.judge(run, 1, start), Verdict::Unproven);
        QCOMPARE(freshness.judge(run, 2, start), Verdict::Unproven);
        const std::optional<qint64> nonce = freshness.question(run, start);
        QVERIFY(nonce);
        QVERIFY(!freshness.answered(run, *nonce + 1, 3, start)); // the answer to an earlier question
        QVERIFY(!freshness.answered({north, 8}, *nonce, 3, start));
        QVERIFY(!freshness.answered({QStringLiteral("south"), 7}, *nonce, 3, start));
        QCOMPARE(freshness.judge(run, 3, start), Verdict::Unproven);
        QVERIFY(freshness.answered(run, *nonce, 4, start));
        QVERIFY(!freshness.answered(run, *nonce, 9, start)); // once
        QCOMPARE(freshness.judge(run, 5, start), Verdict::Fresh);
    }

    void whatWasSaidBeforeTheAnswerIsStale() {
        Freshness freshness = after(100);
        for (const quint64 stamp : {quint64(0), quint64(1), quint64(99), quint64(100)})
            QCOMPARE(freshness.judge(run, stamp, start), Verdict::Stale);
        QCOMPARE(freshness.judge(run, 101, start), Verdict::Fresh);
    }

    void eachNodeMessageCountsOnce() {
        Freshness freshness = after(0);
        const QList<quint64> stamps{1, 2, 5, 3, 900, 4, 899, 901};
        for (const quint64 stamp : stamps)
            QCOMPARE(freshness.judge(run, stamp, start), Verdict::Fresh);
        for (const quint64 stamp : stamps)
            QCOMPARE(freshness.judge(run, stamp, start), Verdict::Stale);
        QCOMPARE(freshness.judge(run, 6, start), Verdict::Fresh); // only overtaken
    }

    void whatIsFarBehindIsStale() {
        Freshness freshness = after(0);
        const quint64 last = 10 * limits::nodeMessagesOvertaking;
        QCOMPARE(freshness.judge(run, last, start), Verdict::Fresh);
        QCOMPARE(freshness.judge(run, last - limits::nodeMessagesOvertaking, start), Verdict::Stale);
        QCOMPARE(freshness.judge(run, last - limits::nodeMessagesOvertaking + 1, start), Verdict::Fresh);
    }

    void earlierRunIsOver() {
        Freshness freshness = after(5);
        QCOMPARE(freshness.judge({north, 6}, 1'000, start), Verdict::Stale);
        QCOMPARE(freshness.judge({north, 8}, 1, start), Verdict::Unproven);
        QCOMPARE(freshness.judge(run, 6, start), Verdict::Fresh); // until the later one has answered
        const std::optional<qint64> nonce = freshness.question({north, 8}, start);
        QVERIFY(nonce && freshness.answered({north, 8}, *nonce, 2, start));
        QCOMPARE(freshness.judge(run, 7, start), Verdict::Stale);
        QCOMPARE(freshness.judge({north, 8}, 3, start), Verdict::Fresh);
    }

    void silenceHasToBeExplained() {
        Freshness freshness = after(5);
        QCOMPARE(freshness.judge(run, 6, start + limits::proofLasts - 1ms), Verdict::Fresh);
        QCOMPARE(freshness.judge(run, 7, start + 2 * limits::proofLasts), Verdict::Unproven);
    }

    /// A recorded node message of an earlier run does not keep the present one from answering.
    void questionsAreNotReplaced() {
        Freshness freshness;
        const std::optional<qint64> nonce = freshness.question(run, start);
        QVERIFY(!freshness.question({north, 3}, start + 1ms));
        QVERIFY(!freshness.question(run, start + 1ms)); // it is on its way
        QVERIFY(freshness.answered(run, *nonce, 1, start + 2ms));
        QVERIFY(freshness.question(run, start + 2ms));
    }

    void lostQuestionIsAskedAgain() {
        Freshness freshness;
        const std::optional<qint64> first = freshness.question(run, start);
        const std::optional<qint64> second = freshness.question(run, start + limits::proofPause);
        QVERIFY(first && second && *first != *second);
        QVERIFY(!freshness.answered(run, *first, 1, start + limits::proofPause));
        QVERIFY(freshness.answered(run, *second, 1, start + limits::proofPause));
    }

    void sendersAreBounded() {
        Freshness freshness;
        for (int i = 0; i < 3 * limits::peers; ++i) {
            const NodeRun other{QString::number(i), 1};
            if (const std::optional<qint64> nonce = freshness.question(other, start))
                freshness.answered(other, *nonce, 1, start);
        }
        QCOMPARE(freshness.known(), limits::peers);
        const auto later = start + limits::proofLasts;
        const std::optional<qint64> nonce = freshness.question(run, later);
        QVERIFY(nonce && freshness.answered(run, *nonce, 1, later));
        QVERIFY(freshness.known() <= limits::peers);
    }
};

QTEST_APPLESS_MAIN(TestFreshness)
#include "tst_freshness.moc"

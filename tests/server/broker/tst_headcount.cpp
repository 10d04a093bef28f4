// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/headcount.h"
#include "server/broker/limits.h"

#include <QTest>

#include <optional>

using namespace confab;

namespace {

const QString north = QStringLiteral("north");
const QString south = QStringLiteral("south");
constexpr RoomId red{7};
constexpr RoomId blue{8};

class RecordingTeller final : public Teller {
public:
    void tell(const Channel&, Bulletin bulletin) override {
        if (const auto* question = std::get_if<CountsAsked>(&bulletin))
            asked.append(question->question);
    }
    QList<qint64> asked;
};

using PeopleByRoom = QHash<RoomId, int>;

QCoro::Task<> ask(HeadCount& headCount, std::optional<PeopleByRoom>& answer) {
    const QList<RoomId> rooms{red, blue};
    answer = co_await headCount.ask(rooms);
}

} // namespace

/// How many people are elsewhere: each node's word counts once, and nobody waits for one that is silent.
class TestHeadCount : public QObject {
    Q_OBJECT

private:
    Hub m_hub{{}};
    RecordingTeller m_teller;

private Q_SLOTS:
    void init() { m_teller.asked.clear(); }

    void aNodeThatSaysItTwiceCountsOnce() {
        Peers peers;
        peers.heard({north, 1}, {});
        peers.heard({south, 1}, {});
        HeadCount headCount(m_hub, peers, m_teller);
        std::optional<PeopleByRoom> answer;
        ask(headCount, answer);
        QCOMPARE(m_teller.asked.size(), 1);
        const qint64 question = m_teller.asked.constFirst();
        headCount.take(north, Counts{question, {{red, 3}}});
        headCount.take(north, Counts{question, {{red, 3}}}); // Redis and the network may bring it twice
        headCount.take(north, Counts{question, {{red, 5}, {blue, 1}}});
        QVERIFY(!answer); // south has not said anything
        headCount.take(south, Counts{question, {{red, 2}}});
        QTRY_VERIFY(answer);
        QCOMPARE(*answer, (PeopleByRoom{{red, 5}}));
    }

    void anotherQuestionsAnswerCountsNothing() {
        Peers peers;
        peers.heard({north, 1}, {});
        HeadCount headCount(m_hub, peers, m_teller);
        std::optional<PeopleByRoom> first;
        ask(headCount, first);
        headCount.take(north, Counts{m_teller.asked.constLast() + 1, {{red, 9}}}); // nobody asked that
        headCount.take(north, Counts{m_teller.asked.constLast(), {{red, 3}}});
        QTRY_VERIFY(first);
        std::optional<PeopleByRoom> second;
        ask(headCount, second);
        QCOMPARE(m_teller.asked.size(), 2);
        headCount.take(north, Counts{m_teller.asked.constFirst(), {{red, 9}}}); // too late
        headCount.take(north, Counts{m_teller.asked.constLast(), {{red, 4}}});
        QTRY_VERIFY(second);
        QCOMPARE(*first, (PeopleByRoom{{red, 3}}));
        QCOMPARE(*second, (PeopleByRoom{{red, 4}}));
    }

    void aSilentNodeIsNotWaitedFor() {
        Peers peers;
        peers.heard({north, 1}, {});
        peers.heard({south, 1}, {});
        HeadCount headCount(m_hub, peers, m_teller);
        std::optional<PeopleByRoom> answer;
        ask(headCount, answer);
        headCount.take(north, Counts{m_teller.asked.constFirst(), {{blue, 3}}});
        QTRY_VERIFY(answer);
        QCOMPARE(*answer, (PeopleByRoom{{blue, 3}}));
    }

    void aloneItAsksNobody() {
        Peers peers;
        HeadCount headCount(m_hub, peers, m_teller);
        std::optional<PeopleByRoom> answer;
        ask(headCount, answer);
        QVERIFY(answer && answer->isEmpty());
        QVERIFY(m_teller.asked.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHeadCount)
#include "tst_headcount.moc"

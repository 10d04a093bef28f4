// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/limits.h"
#include "server/broker/remoteoccupancy.h"
#include "tests/server/hub/recordingports.h"

#include <QTest>

#include <optional>

using namespace confab;

namespace {

const QString north = QStringLiteral("north");
const QString south = QStringLiteral("south");
constexpr RoomId red{7};
constexpr RoomId blue{8};

class RecordingPublisher final : public NodePublisher {
public:
    void publish(const Channel&, NodePayload payload) override {
        if (const auto* question = std::get_if<CountsAsked>(&payload))
            asked.append(question->question);
        if (const auto* counts = std::get_if<Counts>(&payload))
            answers.append(*counts);
    }
    QList<qint64> asked;
    QList<Counts> answers;
};

using PeopleByRoom = QHash<RoomId, int>;

QCoro::Task<> ask(RemoteOccupancy& occupancy, std::optional<PeopleByRoom>& answer) {
    const QList<RoomId> rooms{red, blue};
    answer = co_await occupancy.ask(rooms);
}

} // namespace

/// Head counts of other nodes: each node's answer counts once, and a silent node delays none.
class TestRemoteOccupancy : public QObject {
    Q_OBJECT

private:
    RecordingPorts m_ports{1};
    Hub m_hub{m_ports.all()};
    RecordingPublisher m_publisher;

    /// A person of this node is in the room.
    void enter(UserId user, RoomId room) {
        const ConnectionId connection{0, quint64(user.value)};
        m_hub.connected(connection);
        QList<Room> rooms(1);
        rooms[0].id = room;
        const quint64 signIn = m_hub.beginSignIn(connection, user, SessionId{user.value});
        QVERIFY(m_hub.finishSignIn(connection, signIn, QStringLiteral("somebody"), rooms));
        Entered entered;
        QVERIFY(m_hub.finishEntering(connection, m_hub.beginEntering(connection, room, false), {}, entered));
    }

private Q_SLOTS:
    void init() { m_publisher = {}; }

    void aNodeThatSaysItTwiceCountsOnce() {
        RemoteNodes remoteNodes;
        remoteNodes.heard({north, 1}, {});
        remoteNodes.heard({south, 1}, {});
        RemoteOccupancy occupancy(m_hub, remoteNodes, m_publisher);
        std::optional<PeopleByRoom> answer;
        ask(occupancy, answer);
        QCOMPARE(m_publisher.asked.size(), 1);
        const qint64 question = m_publisher.asked.constFirst();
        occupancy.take(north, Counts{question, {{red, 3}}});
        occupancy.take(north, Counts{question, {{red, 3}}}); // Redis and the network may bring it twice
        occupancy.take(north, Counts{question, {{red, 5}, {blue, 1}}});
        QCoreApplication::sendPostedEvents();
        QVERIFY(!answer); // south has not answered
        occupancy.take(south, Counts{question, {{red, 2}}});
        QCoreApplication::sendPostedEvents();
        QVERIFY(answer); // at once
        QCOMPARE(*answer, (PeopleByRoom{{red, 5}}));
    }

    void anotherQuestionsAnswerCountsNothing() {
        RemoteNodes remoteNodes;
        remoteNodes.heard({north, 1}, {});
        RemoteOccupancy occupancy(m_hub, remoteNodes, m_publisher);
        std::optional<PeopleByRoom> first;
        ask(occupancy, first);
        occupancy.take(north, Counts{m_publisher.asked.constLast() + 1, {{red, 9}}}); // not asked for
        occupancy.take(north, Counts{m_publisher.asked.constLast(), {{red, 3}}});
        QTRY_VERIFY(first);
        std::optional<PeopleByRoom> second;
        ask(occupancy, second);
        QCOMPARE(m_publisher.asked.size(), 2);
        occupancy.take(north, Counts{m_publisher.asked.constFirst(), {{red, 9}}}); // too late
        occupancy.take(north, Counts{m_publisher.asked.constLast(), {{red, 4}}});
        QTRY_VERIFY(second);
        QCOMPARE(*first, (PeopleByRoom{{red, 3}}));
        QCOMPARE(*second, (PeopleByRoom{{red, 4}}));
    }

    void aSilentNodeIsNotWaitedFor() {
        RemoteNodes remoteNodes;
        remoteNodes.heard({north, 1}, {});
        remoteNodes.heard({south, 1}, {});
        RemoteOccupancy occupancy(m_hub, remoteNodes, m_publisher);
        std::optional<PeopleByRoom> answer;
        ask(occupancy, answer);
        occupancy.take(north, Counts{m_publisher.asked.constFirst(), {{blue, 3}}});
        QTRY_VERIFY(answer);
        QCOMPARE(*answer, (PeopleByRoom{{blue, 3}}));
    }

    void onlySoManyAskAtOnce() {
        RemoteNodes remoteNodes;
        remoteNodes.heard({north, 1}, {});
        RemoteOccupancy occupancy(m_hub, remoteNodes, m_publisher);
        std::vector<std::optional<PeopleByRoom>> answers(limits::occupancyQuestionsAtOnce + 1);
        for (auto& answer : answers)
            ask(occupancy, answer);
        QCOMPARE(m_publisher.asked.size(), limits::occupancyQuestionsAtOnce);
        QVERIFY(answers.back() && answers.back()->isEmpty());
        for (const qint64 question : std::as_const(m_publisher.asked))
            occupancy.take(north, Counts{question, {}});
        QTRY_VERIFY(std::ranges::all_of(answers, [](const auto& answer) { return answer.has_value(); }));
        std::optional<PeopleByRoom> later;
        ask(occupancy, later);
        QCOMPARE(m_publisher.asked.size(), limits::occupancyQuestionsAtOnce + 1);
        occupancy.take(north, Counts{m_publisher.asked.constLast(), {}});
        QTRY_VERIFY(later);
    }

    void itCountsItsOwnPeopleAndSoManyRooms() {
        RemoteNodes remoteNodes;
        RemoteOccupancy occupancy(m_hub, remoteNodes, m_publisher);
        enter(UserId{1}, red);
        enter(UserId{2}, red);
        m_hub.rooms().remoteMoved(NodeRunId{1}, red, User{UserId{3}, QStringLiteral("elsewhere"), {}},
                                  PresenceState::Here);
        QCOMPARE(m_hub.rooms().hereCount(red), 3);
        QList<RoomId> rooms;
        for (qint64 i = 1; i < limits::foundRooms; ++i)
            rooms.append(RoomId{1000 + i});
        occupancy.take(north, CountsAsked{5, rooms + QList{red}});
        occupancy.take(north, CountsAsked{6, rooms + QList{blue, red}}); // one more than any list of rooms has
        QCOMPARE(m_publisher.answers.size(), 2);
        QCOMPARE(m_publisher.answers[0].question, 5);
        QCOMPARE(m_publisher.answers[0].rooms.size(), 1);
        QCOMPARE(m_publisher.answers[0].rooms[0].room, red);
        QCOMPARE(m_publisher.answers[0].rooms[0].count, 2);
        QVERIFY(m_publisher.answers[1].rooms.isEmpty());
    }

    void aloneItAsksNobody() {
        RemoteNodes remoteNodes;
        RemoteOccupancy occupancy(m_hub, remoteNodes, m_publisher);
        std::optional<PeopleByRoom> answer;
        ask(occupancy, answer);
        QVERIFY(answer && answer->isEmpty());
        QVERIFY(m_publisher.asked.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRemoteOccupancy)
#include "tst_remoteoccupancy.moc"

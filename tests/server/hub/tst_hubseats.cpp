// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/hub/hubtest.h"

using namespace confab;

/// Who is told what of people in a room: those who wait for a seat in it, and where somebody has gone.
class TestHubSeats : public HubTest {
    Q_OBJECT

private Q_SLOTS:
    /// Members are counted in the snapshot; an event that may be in it or not makes the figure worthless.
    void membersAreNotToldWhenTheyChangedMeanwhile() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        for (const bool joins : {false, true}) {
            const quint64 number = m_hub->beginEntering(c1, red, false);
            m_hub->publishEvent(message(red, 1, ben), QStringLiteral("ben"));
            if (joins)
                m_hub->publishEvent({red, 2, ben, {}, MemberJoined{ben, QStringLiteral("ben")}}, QStringLiteral("ben"));
            Entered entered;
            entered.members = 4;
            QVERIFY(m_hub->finishEntering(c1, number, {}, entered));
            QCOMPARE(entered.members.has_value(), !joins);
        }
    }

    /// A connection that found the room full gets its presence until it enters, exits or disconnects.
    void whoWaitsForASeatHearsWhoGoes() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        signIn(c2, ben, sessionB, {roomAs(red)});
        enter(c1, red);
        m_hub->awaitSeat(c2, blue); // not a member
        m_hub->awaitSeat(c2, red);
        m_hub->awaitSeat(c2, red); // tried again: told once
        m_hub->exit(c1, red);
        const auto told = [this] { return m_ports->receivedOf<RoomPresence>(c2).size(); };
        QCOMPARE(told(), size_t(1));
        const RoomPresence gone = m_ports->receivedOf<RoomPresence>(c2).back();
        QCOMPARE(gone.state, PresenceState::Gone);
        QCOMPARE(gone.user.id, ana);
        QCOMPARE(gone.user.presence, Availability::Online); // elsewhere
        QCOMPARE(gone.hereCount, 0);
        m_hub->publishEvent(message(red, 1), QStringLiteral("ana"));
        QCOMPARE(m_ports->receivedOf<RoomEventNotice>(c2).size(), size_t(0)); // not in it yet

        enter(c2, red);
        enter(c1, red);
        QCOMPARE(told(), size_t(2)); // as one of those in the room, and once
        m_hub->exit(c2, red);
        m_hub->awaitSeat(c2, red);
        m_hub->exit(c2, red); // looks elsewhere
        m_hub->exit(c1, red);
        QCOMPARE(told(), size_t(2));
        m_hub->awaitSeat(c2, red);
        m_hub->disconnected(c2);
        m_hub->disconnected(c1);
        QCOMPARE(m_hub->counts().rooms, 0);
    }

    void seatWaitersAreBounded() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        enter(c1, red);
        for (quint64 i = 0; i < quint64(ActiveRooms::seatWaiters) + 5; ++i) {
            const ConnectionId connection{0, 100 + i};
            signIn(connection, UserId{qint64(100 + i)}, SessionId{qint64(100 + i)}, {roomAs(red)});
            m_hub->awaitSeat(connection, red);
        }
        m_hub->exit(c1, red);
        int told = 0;
        for (quint64 i = 0; i < quint64(ActiveRooms::seatWaiters) + 5; ++i)
            told += int(m_ports->receivedOf<RoomPresence>({0, 100 + i}).size());
        QCOMPARE(told, int(ActiveRooms::seatWaiters));
    }

    /// What is known of a user without a connection here depends on whether there are other nodes.
    void whoHangsUpIsOffline() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        signIn(c2, ben, sessionB, {roomAs(red)});
        enter(c1, red);
        for (const bool isShared : {false, true}) {
            m_hub->setListener(nullptr, isShared);
            enter(c2, red);
            QCOMPARE(m_hub->connections().availabilityOf(ben), Availability::Online);
            m_hub->disconnected(c2);
            const RoomPresence gone = m_ports->receivedOf<RoomPresence>(c1).back();
            QCOMPARE(gone.state, PresenceState::Gone);
            const auto expected = isShared ? std::nullopt : std::optional(Availability::Offline);
            QCOMPARE(gone.user.presence, expected);
            QCOMPARE(m_hub->connections().availabilityOf(ben), expected);
            signIn(c2, ben, sessionB, {roomAs(red)});
        }
    }
};

QTEST_APPLESS_MAIN(TestHubSeats)
#include "tst_hubseats.moc"

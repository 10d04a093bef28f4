// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What NodeStore promises, and what the other stores promise to nodes.
class NodesContract : public QObject {
    Q_OBJECT

public:
    explicit NodesContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void headsOfTheRoomsThatExist();
    void headsOfAnyNumberOfRooms();
    void replayAsksForNoMembership();
    void oneRoomIsForItsMembers();
    void belongingsByUserThenRoom();
    void endedSessions();
    void signingKeyIsTheFirst();
    void installationIsRandomAndStays();

    void epochsCountUp();
    void laterEpochSupersedes();
    void lapsedLeaseIsNeverRevived();
    void endedLeaseIsOver();
    void roomWithoutCapacityTakesAnyNumber();
    void seatsAreBounded();
    void personIsCountedOnceOverAllNodes();
    void seatIsGivenUpOnlyByItsNode();
    void laterEpochVoidsTheSeats();
    void lapsedLeaseFreesItsSeats();
    void lapsedNodeTakesNoSeat();
    void raceForSeatsNeverExceedsTheCapacity();

private:
    Storage& storage() { return m_fixture.storage(); }
    NodeStore& nodes() { return m_fixture.storage().nodes(); }
    NodeLease begun(const char* node, std::chrono::milliseconds lease = std::chrono::hours(1));
    RoomId roomFor(int capacity);
    /// Renews until it can't; false when it still can after the test's patience.
    bool waitForLapse(const NodeLease& lease);

    StorageFixture& m_fixture;
    QList<UserId> m_people;
    UserId m_ana; // the first of them
};

} // namespace confab

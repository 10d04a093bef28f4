// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What RoomStore promises.
class RoomsContract : public QObject {
    Q_OBJECT

public:
    explicit RoomsContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void createdRoomIsTheOwners();
    void listIsByIdAndOnesOwn();
    void listComesInPages_data();
    void listComesInPages();
    void nobodyIsInTooManyRooms();
    void findIsByNameWithoutCase();
    void findPutsTheLargestFirst();
    void findPutsTheNameItselfFirst();
    void findEndsAtItsBytes();
    void findTakesWildcardsAsText();
    void findShowsNoWordsToStrangers();
    void joinFacts();
    void joinAddsAMember();
    void joinTwiceIsOneMembership();
    void fullRoomSaysHowManyFit();
    void leaveTakesAMemberAway();
    void ownershipGoesToTheLongestMember();
    void emptyRoomGoesToTheFirstWhoJoins();
    void onlyWhomTheRuleAllowsRemoves();
    void removedRoomIsGoneForEveryMethod();
    void readMarkOnlyMovesForward();
    void readMarkMovesBackOnRequest();
    void rejoiningReadsFromThere();
    void membersByPage();

private:
    Storage& storage() { return m_fixture.storage(); }
    void makeRooms(UserId owner, int count, const QString& topic);
    RoomStore& rooms() { return m_fixture.storage().rooms(); }

    StorageFixture& m_fixture;
    UserId m_ana;
    UserId m_ben;
    UserId m_chi;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What UserStore and SessionStore promise.
class AccountsContract : public QObject {
    Q_OBJECT

public:
    explicit AccountsContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init() { m_fixture.init(); }
    void cleanup() { m_fixture.cleanup(); }

    void userIsFoundAsStored();
    void emailIsUnique();
    void usersByIds();
    void passwordHashChanges();
    void accountsAreListed();
    void resetPasswordEndsSessions();
    void ownersPasswordKeepsOneSession();
    void removedAccountIsGone();

    void sessionLivesFromCreation();
    void accessTokenIsOfOneDatabase();
    void rotationSurvivesALostReply();
    void currentTokensStayValidUntilThePendingAreUsed();
    void reuseAfterConfirmationRevokes();
    void reuseAfterTheNextRotationRevokes();
    void idleSessionEnds();
    void rotationMovesTheIdleEnd();
    void aClockThatWasWrongEndsNoSession();
    void sessionEndsUsedOrNot();
    void revokedSessionIsOver();
    void onlyOnesOwnSessionIsRevoked();
    void sessionNeedsThePasswordOfItsProof();
    void devicesSayFromWhere();
    void unknownTokenIsExpired();
    void theOldestOfTooManySessionsEnds();
    void tokensOfLongAgoAreKnown();
    void sessionsSurviveAReopen();

private:
    Storage& storage() { return m_fixture.storage(); }
    SessionStore& sessions() { return m_fixture.storage().sessions(); }
    SessionHandle signIn(UserId user, const QByteArray& token);

    StorageFixture& m_fixture;
};

} // namespace confab

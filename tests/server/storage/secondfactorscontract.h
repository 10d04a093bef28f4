// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What every SecondFactorStore promises, and what becomes of an account that its owner changes or ends.
class SecondFactorsContract : public QObject {
    Q_OBJECT

public:
    explicit SecondFactorsContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void oneIsBegunConfirmedAndSwitchedOff();
    void oneThatIsOnIsNotReplaced();
    void aSessionNeedsAProof();
    void aStepIsGoodOnce();
    void ofTwoThatUseAStepAtOnceOneCan();
    void aRecoveryCodeIsGoodOnce();
    void aChallengeHasFewGuesses();
    void aChallengeEndsWithItsTimeAndItsUse();
    void aChallengeEndsWithItsPassword();
    void aChallengeEndsWithItsFactor();
    void thePersonsOldestChallengeMakesRoom();
    void anAddressIsChangedUnlessItIsTaken();
    void anEndedAccountIsErasedInSlices();

private:
    Storage& storage() const { return m_fixture.storage(); }
    SecondFactorStore& factors() const { return storage().secondFactors(); }
    void switchOn(UserId user);
    QString challenge(const QByteArray& hash, qint64 endsAt = 1000);
    QString guess(const QByteArray& hash, qint64 now = 1);

    StorageFixture& m_fixture;
    UserId m_ana;
};

} // namespace confab

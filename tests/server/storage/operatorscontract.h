// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/operators.h"
#include "tests/server/storage/storagefixture.h"

#include <functional>

namespace confab {

/// What OperatorStore promises, and what the other stores do with a disabled account.
class OperatorsContract : public QObject {
    Q_OBJECT

public:
    OperatorsContract(StorageFixture& fixture, std::function<OperatorStore&()> operators)
        : m_fixture(fixture), m_operators(std::move(operators)) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void listsAccountsByPage();
    void aRemovedAccountIsNone();
    void disablingEndsSessions();
    void aDisabledAccountSignsInNoMore();
    void enablingGivesTheOldPasswordBack();
    void listsDevicesThatAreSignedIn();
    void listsRooms();

private:
    Storage& storage() { return m_fixture.storage(); }
    OperatorStore& operators() { return m_operators(); }
    SessionId signIn(UserId user, const QByteArray& token);
    QString trySignIn(UserId user, const QByteArray& token);
    AccountStanding standing(UserId user) { return need(operators().account(user, at(0))).value_or(AccountStanding{}); }

    StorageFixture& m_fixture;
    const std::function<OperatorStore&()> m_operators;
    UserId m_ana;
    UserId m_ben;
};

} // namespace confab

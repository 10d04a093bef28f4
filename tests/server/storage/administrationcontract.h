// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/operators.h"
#include "tests/server/storage/storagefixture.h"

#include <functional>

namespace confab {

/// What AdminStore promises, and the entries that an OperatorStore's changes leave.
class AdministrationContract : public QObject {
    Q_OBJECT

public:
    AdministrationContract(StorageFixture& fixture, std::function<OperatorStore&()> operators)
        : m_fixture(fixture), m_operators(std::move(operators)) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void onlyAdministratorsAreServed();
    void peopleAreFoundByPage();
    void ofTwoWhoGiveUpTheRoleOneKeepsIt();
    void ofTwoWhoUseALinkAtOnceOneCan();
    void ofTwoWhoUseAnInvitationAtOnceOneCan();
    void settingsAreKept();
    void countsAreRight();
    void theOperatorsChangesAreInTheLog();
    void theLogForgetsWhatIsOld();

private:
    Storage& storage() const { return m_fixture.storage(); }
    AdminStore& admins() const { return storage().administration(); }
    Deed deed(UserId by, qint64 ms = 10) const { return {by, at(ms)}; }
    void appoint(UserId user) { need(m_operators().setRole(user, ServerRole::Admin, at(5))); }
    QStringList log();

    StorageFixture& m_fixture;
    const std::function<OperatorStore&()> m_operators;
    UserId m_ana; // an administrator
    UserId m_ben;
};

} // namespace confab

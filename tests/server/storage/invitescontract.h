// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What every InviteStore keeps of invitations.
class InvitesContract : public QObject {
    Q_OBJECT

public:
    explicit InvitesContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void theyAreKept();
    void theRulesAreAsked();
    void usesAreCounted();
    void theLastUseIsTakenOnce();
    void theyEndByThemselves();
    void theyEndWithTheirMaker();
    void theyEndWithTheRoom();
    void accountsAreMadeWithTheirMembership();

private:
    Storage& storage() const { return m_fixture.storage(); }
    InviteStore& invites() const { return storage().invites(); }
    Secret make(UserId by, std::optional<int> uses = {}, std::optional<UtcTime> expiresAt = {});
    QList<Invite> list(qint64 ms);
    QString look(const Secret& code, qint64 ms = 1);
    QString accept(const Secret& code, UserId user, qint64 ms = 1);

    StorageFixture& m_fixture;
    UserId m_ana, m_ben, m_chi;
    RoomId m_room;
    int m_made = 0;
};

} // namespace confab

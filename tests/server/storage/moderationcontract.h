// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What every ModerationStore keeps of roles and bans.
class ModerationContract : public QObject {
    Q_OBJECT

public:
    explicit ModerationContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void rolesChangeOnce();
    void aRoomHasAnOwner();
    void whoIsPutOutIsNoMember();
    void bansAreKept();
    void bansEndByThemselves();
    void aBanReplacesTheEarlierOne();
    void pagesOfBansHaveNoGaps();
    void theRulesAreAsked();
    void bansEndWithTheRoom();

private:
    Storage& storage() const { return m_fixture.storage(); }
    ModerationStore& moderation() const { return storage().moderation(); }
    QCoro::Task<Result<QList<Event>>> ban(UserId user, qint64 ms, std::optional<UtcTime> until = {},
                                          const QString& note = {});
    QList<Ban> bans(qint64 ms) { return need(moderation().bans(m_room, m_ana, {}, at(ms), ownersOnly)).bans; }

    StorageFixture& m_fixture;
    UserId m_ana, m_ben, m_chi;
    RoomId m_room;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What every DraftStore keeps, and for whom.
class DraftsContract : public QObject {
    Q_OBJECT

public:
    explicit DraftsContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void theLastOneOfAPlaceIsKept();
    void nobodyElseHasThem();
    void pagesHaveNoGaps();
    void theFirstChangedMakesRoom();
    void whoLeavesTheRoomHasNoneOfIt();

private:
    Storage& storage() const { return m_fixture.storage(); }
    Status put(UserId user, Draft draft) { return QCoro::waitFor(storage().drafts().put(user, std::move(draft))); }
    DraftsPage since(UserId user, qint64 ms) { return need(storage().drafts().changedSince(user, at(ms))); }

    StorageFixture& m_fixture;
    UserId m_ana, m_ben;
    RoomId m_room;
};

} // namespace confab

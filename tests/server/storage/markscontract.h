// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What every storage keeps of a member's level of notifications and of the time of the read mark, and tells others.
class MarksContract : public QObject {
    Q_OBJECT

public:
    explicit MarksContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void levelsAreKept();
    void levelsEndByThemselves();
    void levelsEndWithTheMembership();
    void readersAreThoseWhoReadOn();
    void readersHaveTheTimeOfTheLastAdvance();
    void aMarkThatNobodyMovedIsNoReader();
    void pagesOfReadersHaveNoGaps();
    void readersOfNoMessageAreNone();
    void strangersLearnNothing();

private:
    Storage& storage() const { return m_fixture.storage(); }
    RoomStore& rooms() const { return storage().rooms(); }
    bool read(UserId user, Seq seq, qint64 ms, bool mayGoBack = false) {
        return need(rooms().markRead(m_room, user, seq, mayGoBack, at(ms))).moved;
    }
    ReadersPage readers(Seq seq, UserId after = {}, int limit = limits::readersPerPage) {
        return need(storage().messages().readers(m_room, m_ana, seq, after, limit));
    }
    /// Ids and times, in the order of the answer.
    QList<std::pair<UserId, UtcTime>> told(Seq seq);

    StorageFixture& m_fixture;
    UserId m_ana, m_ben, m_chi;
    RoomId m_room;
};

} // namespace confab

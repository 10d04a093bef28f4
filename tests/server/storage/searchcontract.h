// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/search.h"
#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What SearchStore promises.
class SearchContract : public QObject {
    Q_OBJECT

public:
    explicit SearchContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void theTable();
    void rangesAreOfTheBody();
    void hitsAreWholeMessages();
    void onlyTheCallersRooms();
    void aDeletedMessageIsNotFound();
    void aDeletionAndAnEditInEachState_data();
    void aDeletionAndAnEditInEachState();
    void aDeletedRoomIsNotFound();
    void pagesHaveNoGapsUnderNewMessages();
    void pagesOfSeveralRooms();
    void aPageEndsWhenEnoughWasLookedAt();
    void theIndexIsFilledInSlices();
    void theIndexGoesOnAfterAnEnd();
    void searchingMarksNothingRead();

private:
    Storage& storage() { return m_fixture.storage(); }
    SearchStore& search() { return m_fixture.storage().search(); }
    Seq say(RoomId room, UserId by, const QString& body, UtcTime at, const QString& file = {});
    /// Many messages of Ana's in m_general, quickly: `body` with its number in place of %1.
    void sayMany(int count, const QString& body);
    void tell();
    void edit(Seq seq, const QString& body);
    void remove(Seq seq);
    void index(RoomId room);
    void indexAll();
    SearchQuestion questionOf(const QString& query, UserId caller) const;
    /// The texts of all hits, page by page.
    QStringList found(const QString& query, UserId caller, int limit = 5);
    /// The numbers of tell()'s messages.
    QString numbers(const QString& query);

    StorageFixture& m_fixture;
    UserId m_ana;
    UserId m_ben;
    UserId m_carl;
    RoomId m_general; // of Ana and Ben
    RoomId m_plans;   // likewise
    RoomId m_secret;  // Carl's
    int m_said = 0;
    QHash<std::pair<RoomId, Seq>, int> m_numbers;
};

} // namespace confab

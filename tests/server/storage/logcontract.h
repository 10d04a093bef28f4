// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What RoomLog promises.
class LogContract : public QObject {
    Q_OBJECT

public:
    explicit LogContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void strangersAreRefused();
    void privateRoomsDoNotExistForStrangers();
    void readSeesTheWriteThatWasAnswered();
    void unreadCountsTheMessagesOfOthers();
    void unreadIsCountedUpToItsBound();
    void unreadLooksNoFurtherThanItsBound();
    void mentionsFollowTheNames_data();
    void mentionsFollowTheNames();
    void aRoomIsCalledAsAWhole_data();
    void aRoomIsCalledAsAWhole();
    void hereCallsWhoIsPresent();
    void aCallOfTheRoomHidesNoOtherMention();
    void eventsByPage();
    void eventsNameTheirPeople();
    void historyByPage();
    void largePagesAreExact();
    void pagesAreBoundedInBytes();
    void namesCountAsBytesOfAPage();
    void enterIsOneState();
    void textComesOutAsItWentIn();
    void everythingSurvivesAReopen();

private:
    Storage& storage() { return m_fixture.storage(); }
    RoomLog& log() { return m_fixture.storage().log(); }
    MessageStore& store() { return m_fixture.storage().messages(); }

    StorageFixture& m_fixture;
    UserId m_ana;
    UserId m_ben;
    RoomId m_room; // ana's, with ben in it: the log is at 3
};

} // namespace confab

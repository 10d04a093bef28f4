// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What RoomStore promises of direct rooms and of a room's settings, and UserStore of finding people.
class DirectsContract : public QObject {
    Q_OBJECT

public:
    explicit DirectsContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void thePeopleAreTheRoom();
    void everyMessageOfADirectRoomIsAMention();
    void aDirectRoomStaysAsItIs();
    void strangersGetNoDirectRoom();
    void settingsChangeWhatTheyName();
    void settingsAreOfModerators();
    void peopleAreFoundByNameAndAddress();

private:
    Storage& storage() { return m_fixture.storage(); }
    DirectRoom open(QList<UserId> people, UserId by) {
        return need(storage().rooms().openDirect({std::move(people), by, at(5)}));
    }

    StorageFixture& m_fixture;
    UserId m_ana;
    UserId m_ben;
    UserId m_chi;
};

} // namespace confab

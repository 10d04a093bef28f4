// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What UserStore promises of what people tell of themselves, and what files and rooms make of it.
class ProfilesContract : public QObject {
    Q_OBJECT

public:
    explicit ProfilesContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void aProfileIsFoundAsStored();
    void everyRowHasIt();
    void aStatusThatHasEndedIsNone();
    void aPictureIsHeldAndLetGo();
    void onlyTheOwnPictureCounts();
    void presenceIsForThoseWhoShareARoom();
    void whoIsInvisibleWasNotSeen();
    void aRemovedAccountTellsNothing();

private:
    Storage& storage() { return m_fixture.storage(); }
    QString makeFile(UserId owner, const char* id, const char* type = "image/png");
    UserStore::ProfileOutcome change(ProfileChange change) {
        return need(storage().users().updateProfile(std::move(change)));
    }
    QString picture(UserId user, const std::optional<QString>& file);
    QString readable(const QString& file, UserId reader) { return outcome(m_fixture.files().readable(file, reader)); }
    User seen(UserId user, UserId asker) { return need(storage().users().byIds({user}, asker)).value(0); }

    StorageFixture& m_fixture;
    UserId m_ana, m_ben, m_eve; // two in a room, and a stranger
    RoomId m_room;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/files.h"
#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What FileStore promises.
class FilesContract : public QObject {
    Q_OBJECT

public:
    explicit FilesContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void anUploadBecomesAFile();
    void anUploadIsItsOwners();
    void anUploadExpires();
    void finishedIsFinishedOnce();
    void quotaOfAPerson();
    void quotaOfAll();
    void uploadsOfAPersonAreBounded();
    void abandonedUploadsDoNotCount();
    void aSmallerFileThanPromisedCountsLess();
    void raceForTheQuotaNeverExceedsIt();
    void aStrangerReadsNothing();
    void membersReadWhatAMessageCarries();
    void aMessageHasItsFiles();
    void aFileOfOthersCantBeSent();
    void aDeletedMessageHasNone();
    void aFileOfTwoMessagesStays();
    void aDeletedRoomReadsNothing();
    void aDeletedRoomFreesItsFiles();
    void aRoomShowsItsPicture();
    void aPictureIsTheCallersToShow();
    void forgetsLooseFiles();
    void forgetsUploads();
    void knowsWhatHasARow();

private:
    Storage& storage() { return m_fixture.storage(); }
    FileStore& files() { return m_fixture.files(); }
    /// An upload of Ana's with this id.
    Upload uploadOf(const QString& id, qint64 bytes = 100);
    StoredFile makeFile(const QString& id, qint64 bytes = 100, qint64 atMs = 0);
    static NewEvent fileMessage(RoomId room, UserId by, const QString& file, const QString& thumbnail);
    /// A message of Ana's that carries it; its clientId is the file's id.
    Seq sendFile(RoomId room, const QString& file, const QString& thumbnail = {});
    /// As Ana; nothing: none.
    QString setPicture(RoomId room, const std::optional<QString>& picture);
    QString begin(const Upload& upload, FileQuota quota = {});

    StorageFixture& m_fixture;
    UserId m_ana;
    UserId m_ben;
};

} // namespace confab

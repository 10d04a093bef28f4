// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/account.h"
#include "server/chat/caller.h"
#include "server/storage/filemaker.h"
#include "server/storage/storage.h"

#include <QSet>

namespace confab {

/// The rule by which a person gets all that the server keeps of them: lines of JSON in a file, written page by page, so
/// that a long history takes no memory.
/// Thread: chat thread. Owned by: ChatService.
class Exporting {
public:
    Exporting(Storage& storage, const Clock& clock) : m_storage(storage), m_clock(clock) {}

    /// Where its files go; it outlives the calls. Until then they are ServerBusy.
    void setFiles(FileMaker& files) { m_files = &files; }

    QCoro::Task<Result<FileAnswer>> handle(Caller caller, AccountExport request);

private:
    /// A file that is being written.
    struct Writing {
        Upload upload;
        qint64 bytes = 0;
    };
    using Read = QCoro::Task<Result<OwnRecordStore::Page>> (OwnRecordStore::*)(UserId, QString);

    QCoro::Task<Result<StoredFile>> write(UserId user);
    QCoro::Task<Status> writeAll(Writing& to);
    QCoro::Task<Status> writeAccount(Writing& to);
    QCoro::Task<Status> writeRooms(Writing& to);
    QCoro::Task<Status> writePages(Writing& to, Read read);
    QCoro::Task<Status> append(Writing& to, QByteArray lines);

    Storage& m_storage;
    const Clock& m_clock;
    FileMaker* m_files = nullptr;
    QSet<UserId> m_writing; // one file of a person at a time
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/serverfiles.h"

#include "server/files/filename.h"
#include "server/files/fileservice.h"
#include "server/files/limits.h"

namespace confab {

namespace {

// Of one file: text of a quarter of a million long messages.
constexpr qint64 mostBytes = 256LL * 1024 * 1024;

} // namespace

QCoro::Task<Result<Upload>> ServerFiles::begin(UserId user, QString name, QString type) {
    const UtcTime now = m_parts.clock.now();
    const UtcTime expires{now.ms + std::chrono::milliseconds(limits::uploadTime).count()};
    const Upload upload{newFileId(), user, cleanedFileName(name), type, mostBytes, false, now, expires};
    const FileQuota quota{0, m_parts.total, 0};
    Status begun = co_await m_parts.files.begin(upload, quota);
    if (!begun)
        co_return fail(std::move(begun.error()));
    co_return upload;
}

QCoro::Task<Status> ServerFiles::append(Upload upload, qint64 offset, QByteArray piece) {
    if (offset + piece.size() > upload.bytes)
        co_return fail(ErrorKind::FileTooLarge);
    auto write = [id = upload.id, offset, piece = std::move(piece)](Blobs& blobs) -> Result<bool> {
        return blobs.hashes.append(id, offset, piece).map([] { return true; });
    };
    Result<bool> written = co_await onFiles<bool>(m_parts.thread, std::move(write));
    co_return written.map([](bool) {});
}

QCoro::Task<Result<StoredFile>> ServerFiles::finish(Upload upload, qint64) {
    auto keep = [id = upload.id](Blobs& blobs) -> Result<UploadHashes::Kept> { return blobs.hashes.keep(id); };
    Result<UploadHashes::Kept> kept = co_await onFiles<UploadHashes::Kept>(m_parts.thread, std::move(keep));
    if (!kept)
        co_return fail(std::move(kept.error()));
    FileStore::Finished finished{kept->hash, kept->bytes, upload.type};
    Result<StoredFile> file =
        co_await m_parts.files.finish(upload.id, upload.user, std::move(finished), m_parts.clock.now());
    co_return file;
}

QCoro::Task<> ServerFiles::abandon(Upload upload) {
    const Status abandoned = co_await m_parts.files.abandon(upload.id, upload.user);
    Q_UNUSED(abandoned) // else the sweep finds it
    m_parts.thread.post([id = upload.id](Blobs& blobs) { (void)blobs.hashes.drop(id); });
}

} // namespace confab

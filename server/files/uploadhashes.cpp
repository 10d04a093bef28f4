// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/uploadhashes.h"

#include "server/files/limits.h"

namespace confab {

UploadHashes::Running UploadHashes::begun() {
    Running running;
    crypto_hash_sha256_init(&running.state);
    return running;
}

void UploadHashes::add(Running& running, QByteArrayView piece) {
    crypto_hash_sha256_update(&running.state, reinterpret_cast<const unsigned char*>(piece.data()),
                              static_cast<unsigned long long>(piece.size()));
    running.bytes += piece.size();
    if (running.head.size() < headBytes)
        running.head += piece.first(std::min(piece.size(), headBytes - running.head.size()));
}

Status UploadHashes::append(const QString& upload, qint64 offset, QByteArrayView piece) {
    if (Status appended = m_store.append(upload, offset, piece); !appended)
        return appended;
    auto running = m_running.find(upload);
    if (offset == 0 && m_running.size() < limits::hashesRemembered)
        running = m_running.insert(upload, begun());
    if (running != m_running.end() && running->bytes == offset)
        add(*running, piece);
    else if (running != m_running.end())
        m_running.erase(running);
    return {};
}

Result<UploadHashes::Running> UploadHashes::readAgain(const QString& upload, qint64 length) {
    Running running = begun();
    while (running.bytes < length) {
        const Result<QByteArray> piece = m_store.readPartial(upload, running.bytes, limits::pieceBytes);
        if (!piece)
            return fail(piece.error());
        if (piece->isEmpty())
            return fail(Error(ErrorKind::Unavailable, QStringLiteral("An upload is shorter than it was")));
        add(running, *piece);
    }
    return running;
}

Result<UploadHashes::Kept> UploadHashes::keep(const QString& upload) {
    const Result<qint64> length = m_store.length(upload);
    if (!length)
        return fail(length.error());
    const auto known = m_running.constFind(upload);
    Result<Running> running =
        known != m_running.cend() && known->bytes == *length ? Result<Running>(*known) : readAgain(upload, *length);
    if (!running)
        return fail(std::move(running.error()));
    QByteArray hash(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256_final(&running->state, reinterpret_cast<unsigned char*>(hash.data()));
    Kept kept{QString::fromLatin1(hash.toHex()), running->bytes, running->head};
    if (Status done = m_store.keep(upload, kept.hash); !done)
        return fail(std::move(done.error()));
    m_running.remove(upload);
    return kept;
}

Status UploadHashes::drop(const QString& upload) {
    m_running.remove(upload);
    return m_store.drop(upload);
}

} // namespace confab

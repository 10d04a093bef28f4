// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <algorithm>
#include <chrono>

namespace confab {

/// A blob's name: the SHA-256 of its bytes, as 64 lowercase hexadecimal digits.
using BlobHash = QString;

inline bool isBlobHash(const QString& text) {
    constexpr qsizetype digits = 64;
    return text.size() == digits &&
           std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

/// Letters, digits, '-' and '_' of ASCII only.
inline bool isUploadId(const QString& text) {
    constexpr qsizetype mostCharacters = 64;
    return !text.isEmpty() && text.size() <= mostCharacters && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
               c == u'_';
    });
}

/// The bytes of files. While bytes come, they are a partial blob under the id of its upload; keep() makes a blob of it,
/// which has its content's name and never changes. Equal contents are one blob.
///
/// Every error but those that are named is Unavailable: a full disk, a database that does not answer, a name that is
/// none (isBlobHash(), isUploadId()).
/// Thread: one, which may wait for disks (FileThread's). Owned by: that thread's owner.
class BlobStore {
public:
    using Age = std::chrono::milliseconds;

    virtual ~BlobStore() = default;

    /// Appends to the partial blob; with `offset` 0 it begins there, unless it has bytes already. Whole or not at all.
    /// InputInvalid when it does not have exactly `offset` bytes.
    virtual Status append(const QString& upload, qint64 offset, QByteArrayView piece) = 0;
    /// What was appended, if anything, survives a loss of power from here on.
    virtual Status sync(const QString& upload) = 0;
    /// The bytes that the partial blob has; 0 when there is none.
    virtual Result<qint64> length(const QString& upload) = 0;
    /// Up to `most` bytes of it from `offset` on; fewer at its end only.
    virtual Result<QByteArray> readPartial(const QString& upload, qint64 offset, qsizetype most) = 0;
    /// The partial blob, also one without bytes, becomes the blob `hash`, durably; when that exists, it counts as young
    /// again, and the partial one goes. `hash` is not checked.
    virtual Status keep(const QString& upload, const BlobHash& hash) = 0;
    /// Removes the partial blob, if there is one.
    virtual Status drop(const QString& upload) = 0;

    /// Up to `most` bytes of the blob from `offset` on; fewer at its end only. Unavailable also when there is no such
    /// blob: whoever asks has a row that names it.
    virtual Result<QByteArray> read(const BlobHash& hash, qint64 offset, qsizetype most) = 0;
    /// Removes the blob, if there is one and keep() was last called for it at least `age` ago: so a new file that has
    /// the same content does not lose it meanwhile.
    virtual Status remove(const BlobHash& hash, Age age) = 0;

    /// What is stored, to find what nobody needs any more.
    struct Listing {
        struct Partial {
            QString upload;
            Age age; ///< since its last append
        };
        QList<BlobHash> blobs;
        QList<Partial> partials;
        QString next; ///< where to go on; empty: this was all
    };
    /// A part of them, some thousand at most, from where `after` says (empty: the beginning).
    virtual Result<Listing> list(const QString& after) = 0;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/tokenbucket.h"

#include <QtGlobal>

#include <chrono>

/// The bounds of files.
namespace confab::limits {

/// What crosses between a socket and the files thread at once. Each transfer has two of them in memory at most, so a
/// hundred uploads take 12.5 MiB.
inline constexpr qsizetype pieceBytes = 64 * 1024;

/// The defaults of the settings.
inline constexpr qint64 fileBytes = 100LL * 1024 * 1024;
inline constexpr qint64 filesPerUser = 2LL * 1024 * 1024 * 1024;
inline constexpr qint64 filesTotal = 0; ///< no limit

/// Uploads of one person that are not finished. Each has a row and at most one open transfer.
inline constexpr int uploadsPerPerson = 200;
/// An upload that is not finished by then is forgotten.
inline constexpr std::chrono::hours uploadTime{24};
/// A file that no message carries by then is forgotten.
inline constexpr std::chrono::hours unsentTime{24};

inline constexpr std::chrono::hours sweepEvery{1};
/// How long a blob without a row is left alone: the request that stored it has TransportLimits::answerTime, a minute,
/// to make the row.
inline constexpr std::chrono::minutes blobGrace{10};
/// A kernel's time of a change may be so much earlier than the clock says: a tick is 10 ms at most.
inline constexpr std::chrono::milliseconds clockTick{20};

/// What uploads leave of a disk: this much, or a twentieth of a small one. A database of messages grows by some MiB a
/// day.
inline constexpr qint64 diskLeft = 64LL * 1024 * 1024;
inline constexpr qint64 diskLeftPart = 20;

/// Requests of one person about files: a room with fifty new pictures opens at once, and tus sends a large file in
/// pieces.
inline constexpr Rate fileRequests{50, 300};
inline constexpr qsizetype peopleRemembered = 100'000;

/// Jobs that wait for the files thread: above all one for each socket that transfers.
inline constexpr size_t fileJobsWaiting = 65'536;

/// Uploads whose running hash is remembered, some 300 bytes each; of others the bytes are read once more.
inline constexpr qsizetype hashesRemembered = 4096;

/// A file's name: what file systems take.
inline constexpr qsizetype fileNameBytes = 255;
/// RFC 6838, 4.2; as limits::fileTypeChars of the protocol.
inline constexpr qsizetype mediaTypeCharacters = 127;

} // namespace confab::limits

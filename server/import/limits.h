// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

/// What an import reads into memory at once. The files come from elsewhere; a larger one is refused by name.
namespace confab::limits {

inline constexpr qint64 importedLineBytes = 16 * 1024 * 1024;      // a post of Mattermost with all of its replies
inline constexpr qint64 importedDocumentBytes = 256 * 1024 * 1024; // a day of a channel of Slack, or its users.json
inline constexpr qint64 importedArchiveFiles = 1'000'000;          // each takes some 300 bytes; a channel has one a day
inline constexpr quint64 importedArchiveBytes = quint64(1) << 30;  // what any archive may become
inline constexpr quint64 importedArchiveGrowth = 100; // beyond that: times its own size; Slack's become ten
inline constexpr qsizetype importedNameChars = 4096;  // of a file in an archive, as file systems have it
inline constexpr qsizetype importedNameShown = 80;    // of one that is refused
inline constexpr qsizetype importedKeyChars = 200;    // of a source's name of a room

} // namespace confab::limits

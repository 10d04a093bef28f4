// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

/// Words about files, for people.
namespace confab::client {

/// "812 bytes", "4.2 MB" (of a million bytes), in the language of the system.
QString sizeText(qint64 bytes);
/// Errors about files in words that say what can be done; others unchanged.
Error inPlainWords(Error error);

/// A name for a file on this machine, from one that somebody else chose: the last part of a path, on one line, without
/// control characters and characters that reorder text, no name that a system gives a meaning of its own, at most 255
/// bytes with the extension kept; "file" when nothing is left.
QString safeFileName(const QString& name);

} // namespace confab::client

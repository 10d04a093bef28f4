// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab {

/// Text as the server keeps it: NFC, without control characters (Unicode category Cc) but newline and tab, CR LF and CR
/// as newline, without what does not survive UTF-8: lone surrogates, U+FFFE, U+FFFF, and U+FEFF at the
/// beginning.
QString normalisedText(const QString& text);

/// A name or topic: normalisedText on one line (line breaks and tabs as spaces), without white space at the ends,
/// without U+FEFF and the invisible characters that reorder the text around them (U+202A-202E, U+2066-2069).
QString normalisedLine(const QString& text);

/// The beginning of a message's body, limits::previewChars at the most, never half a character.
QString previewOf(const QString& body);

/// The key under which an e-mail address is unique: normalised, trimmed, case folded.
QString foldedEmail(const QString& email);

} // namespace confab

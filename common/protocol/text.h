// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace confab {

/// Text as the server stores it: NFC, without control characters (Unicode category Cc) but newline and tab, CR LF and
/// CR as newline, without code points that do not survive UTF-8: lone surrogates, U+FFFE, U+FFFF, and U+FEFF at the
/// beginning.
///
/// The time of every function here is linear in the length of the text, whatever its contents.
QString normalisedText(const QString& text);
/// The same, or empty when the result would exceed `mostBytes` of UTF-8. A text that is far too long is not normalised.
std::optional<QString> normalisedText(const QString& text, qsizetype mostBytes);

/// A name or topic: normalisedText on one line (line breaks and tabs as spaces), without white space at the ends,
/// without U+FEFF and the invisible characters that reorder the text around them (U+202A-202E, U+2066-2069). Empty when
/// no character of it is visible.
QString normalisedLine(const QString& text);

/// Whether a text that programs use as a name (a clientId) is stored unchanged, and is different from all others that
/// are: it has no control characters, no lone surrogates, no U+FEFF, U+FFFE and U+FFFF.
bool isPlainId(const QString& id);

/// The beginning of a message's body, limits::previewChars at the most; never cuts a character.
QString previewOf(const QString& body);

/// The key under which an e-mail address is unique: normalised, trimmed, case folded.
QString foldedEmail(const QString& email);

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/fieldwriting.h"

#include <QString>

namespace confab::console {

/// Makes other users' text safe for a terminal: every character that could control it (C0 and C1 control characters, so
/// every escape sequence) or reorder the line (bidirectional overrides) becomes U+FFFD. Newlines and tabs stay.
QString safeText(const QString& text);

/// The same on one line: newlines and tabs become spaces.
QString safeLine(const QString& text);

/// JSON in one line, in which control characters are written as \uXXXX, C1 and bidirectional ones too.
QString safeJson(const QByteArray& json);

/// A value of the wire, as one such line.
template <class T>
QString jsonLine(const T& value) {
    return safeJson(encodeFrame(value, Codec::Json));
}

} // namespace confab::console

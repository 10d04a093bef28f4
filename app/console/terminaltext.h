// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/fields.h"

#include <QString>

namespace confab::console {

/// Text of other people made safe for a terminal: whatever could command it (C0 and C1 control characters, so every
/// escape sequence) or reorder the line (bidirectional overrides) becomes U+FFFD. Newlines and tabs stay.
QString safeText(const QString& text);

/// The same on one line: newlines and tabs become spaces.
QString safeLine(const QString& text);

/// One line of JSON. Control characters in it are written as \uXXXX, C1 and bidirectional ones too.
QString jsonLine(const QCborMap& map);

} // namespace confab::console

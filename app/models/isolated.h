// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::models {

/// A name or another foreign text for a place within a sentence: one with letters that are written from right to left
/// stands between FSI and PDI (Unicode Bidirectional Algorithm, 2.4), so that it orders only itself, and has none of
/// the characters that reorder what follows. Others are unchanged. A pure function. Thread: any.
QString isolated(const QString& text);

} // namespace confab::models

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace confab {

/// Whether the text has a visible character: one that is neither white space nor control character, has not the Unicode
/// property Default_Ignorable_Code_Point (U+200B and the like), and whose glyph is not blank (U+2800).
bool hasVisibleCharacter(QStringView text);

/// Whether every character of the text is visible: none is one that hasVisibleCharacter() ignores, and none is a lone
/// surrogate.
bool isAllVisible(QStringView text);

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/emoji/emojilanguage.h"

#include <algorithm>

namespace confab {

const EmojiLanguage* emojiLanguage(QStringView locale) {
    const qsizetype end = locale.indexOf(u'_');
    const QStringView code = end < 0 ? locale : locale.left(end);
    const std::span<const EmojiLanguage> all{emojidata::languages, size_t(emojidata::languageCount)};
    const auto found = std::find_if(all.begin(), all.end(),
                                    [code](const EmojiLanguage& one) { return code == QLatin1String(one.code); });
    return found == all.end() ? nullptr : &*found;
}

} // namespace confab

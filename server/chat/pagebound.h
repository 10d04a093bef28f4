// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/limits.h"
#include "common/protocol/types.h"

namespace confab {

inline qsizetype bodyBytes(const Message& message) {
    return message.body.toUtf8().size();
}
inline qsizetype bodyBytes(const Event& event) {
    const auto* posted = std::get_if<MessagePosted>(&event.data);
    return posted ? posted->body.toUtf8().size() : 0;
}

/// Ends the page where its bodies pass limits::pageBytes, and says so in `more`. The first item always stays.
template <class Item>
void boundPage(QList<Item>& items, bool& more) {
    qsizetype bytes = 0;
    for (qsizetype i = 0; i < items.size(); ++i) {
        bytes += bodyBytes(items[i]);
        if (bytes > limits::pageBytes && i > 0) {
            items.resize(i);
            more = true;
            return;
        }
    }
}

} // namespace confab

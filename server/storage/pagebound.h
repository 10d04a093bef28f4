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
    return std::visit(
        [](const auto& data) -> qsizetype {
            if constexpr (requires { data.body; })
                return data.body.toUtf8().size();
            else if constexpr (requires { data.name; })
                return data.name.toUtf8().size();
            else
                return 0;
        },
        event.data);
}
/// All the texts of a room in a list.
inline qsizetype bodyBytes(const Room& room) {
    qsizetype bytes = room.name.toUtf8().size() + room.topic.toUtf8().size();
    if (room.lastMessage)
        bytes += bodyBytes(*room.lastMessage) + room.lastMessageName.value_or(QString()).toUtf8().size();
    return bytes;
}

/// How much one page may hold: so many items, and limits::pageBytes of bodies.
/// Thread: its owner's. Owned by: whoever fills or cuts a page.
class PageBound {
public:
    explicit PageBound(qsizetype items) : m_itemsLeft(items) {}

    /// Whether the next item belongs to the page; the first always does. Once it said no, the page is over.
    bool takes(qsizetype bytes) {
        m_bytes += bytes;
        const bool fits = m_isEmpty || (m_itemsLeft > 0 && m_bytes <= limits::pageBytes);
        m_isEmpty = false;
        --m_itemsLeft;
        return fits;
    }

private:
    qsizetype m_itemsLeft;
    qsizetype m_bytes = 0;
    bool m_isEmpty = true;
};

/// Ends the page where its bodies pass limits::pageBytes, and says so in `more`.
template <class Item>
void boundPage(QList<Item>& items, bool& more) {
    PageBound bound(items.size());
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (!bound.takes(bodyBytes(items[i]))) {
            items.resize(i);
            more = true;
            return;
        }
    }
}

} // namespace confab

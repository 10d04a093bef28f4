// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/jsonwriter.h"
#include "common/protocol/limits.h"
#include "common/protocol/types.h"

namespace confab {

/// An id as JSON writes it has up to 16 digits, and a comma.
inline qsizetype idBytes(const std::optional<QList<UserId>>& ids) {
    return ids ? ids->size() * 17 : 0;
}
/// The user-chosen texts of one item, at their length in JSON, which no codec exceeds.
inline qsizetype textBytes(const Message& message) {
    return wire::jsonBytes(message.body) + wire::jsonBytes(message.clientId.value_or(QString())) +
           idBytes(message.mentions);
}
inline qsizetype textBytes(const Event& event) {
    return std::visit(
        [](const auto& data) -> qsizetype {
            if constexpr (requires { data.body; })
                return wire::jsonBytes(data.body) + wire::jsonBytes(data.clientId) + idBytes(data.mentions);
            else if constexpr (requires { data.name; })
                return wire::jsonBytes(data.name);
            else
                return 0;
        },
        event.data);
}
inline qsizetype textBytes(const Room& room) {
    qsizetype bytes = wire::jsonBytes(room.name) + wire::jsonBytes(room.topic);
    if (room.lastMessage)
        bytes += textBytes(*room.lastMessage) + wire::jsonBytes(room.lastMessageName.value_or(QString()));
    return bytes;
}

/// How much one page may hold: so many items, and limits::pageBytes of texts.
/// Thread: its owner's. Owned by: the function that fills or cuts a page.
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

/// Ends the page where its texts pass limits::pageBytes, and says so in `more`.
template <class Item>
void boundPage(QList<Item>& items, bool& more) {
    PageBound bound(items.size());
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (!bound.takes(textBytes(items[i]))) {
            items.resize(i);
            more = true;
            return;
        }
    }
}

} // namespace confab

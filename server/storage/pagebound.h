// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/jsonwriter.h"
#include "common/protocol/limits.h"
#include "common/protocol/types.h"

#include <numeric>

namespace confab {

template <class T>
inline constexpr bool isList = false;
template <class T>
inline constexpr bool isList<QList<T>> = true;

/// The texts and lists of ids that people chose in a value of the wire, at their length in JSON, which no codec
/// exceeds; in all its members.
template <class T>
qsizetype textBytes(const T& value) {
    if constexpr (std::is_same_v<T, QString>)
        return wire::jsonBytes(value);
    else if constexpr (std::is_same_v<T, QList<UserId>>)
        return value.size() * 17; // an id has up to 16 digits, and a comma
    else if constexpr (wire::IsOptional<T>::value)
        return value ? textBytes(*value) : 0;
    else if constexpr (isList<T>)
        return std::accumulate(value.begin(), value.end(), qsizetype(0),
                               [](qsizetype sum, const auto& item) { return sum + textBytes(item); });
    else if constexpr (Described<T>)
        return std::apply([&](const auto&... field) { return (textBytes(value.*field.member) + ... + 0); },
                          T::fields());
    else
        return 0;
}
inline qsizetype textBytes(const Event& event) {
    return std::visit([](const auto& data) { return textBytes(data); }, event.data);
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

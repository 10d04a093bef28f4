// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QList>

#include <algorithm>
#include <map>

namespace confab {

/// Puts the items of one numbered log into the order of their numbers: each once, without gaps, in whatever way they
/// arrive (live, in pages, twice, out of order). It has no network and no database: the caller asks for what is missing
/// when hasGap(). `Item` has a function `Seq seqOf(const Item&)` in its namespace.
/// Thread: any one. Owned by: the reader of the log.
template <class Item>
class Sequencer {
public:
    /// Items up to `position` are delivered already. At most `bound` items wait behind a gap: further ones are dropped,
    /// and hasGap() stays true until they come again.
    Sequencer(Seq position, size_t bound) : m_position(position), m_head(position), m_bound(bound) {}

    /// The items that are in order now: none for a duplicate, or while a gap is before it.
    QList<Item> push(Item item) {
        QList<Item> ready;
        push(std::move(item), ready);
        return ready;
    }
    QList<Item> push(const QList<Item>& items) {
        QList<Item> ready;
        for (const Item& item : items)
            push(item, ready);
        return ready;
    }

    /// The log is known to go up to here.
    void raiseHead(Seq seq) { m_head = std::max(m_head, seq); }

    /// Everything up to here is delivered.
    Seq position() const { return m_position; }
    /// The highest number that is known to exist.
    Seq head() const { return m_head; }
    /// Whether items after position() are missing.
    bool hasGap() const { return m_head > m_position; }

private:
    void push(Item item, QList<Item>& ready) {
        const Seq seq = seqOf(item);
        raiseHead(seq);
        if (seq <= m_position)
            return;
        if (seq > m_position + 1) {
            if (m_buffered.size() < m_bound)
                m_buffered.emplace(seq, std::move(item));
            return;
        }
        ready.append(std::move(item));
        m_position = seq;
        m_buffered.erase(seq); // it may have been there, and come again
        for (auto it = m_buffered.begin(); it != m_buffered.end() && it->first == m_position + 1;
             it = m_buffered.erase(it)) {
            ready.append(std::move(it->second));
            ++m_position;
        }
    }

    Seq m_position;
    Seq m_head;
    size_t m_bound;
    std::map<Seq, Item> m_buffered; // beyond a gap
};

} // namespace confab

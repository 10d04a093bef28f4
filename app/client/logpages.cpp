// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/logpages.h"

namespace confab::client {

bool LogPages::canGet(const RoomHistory& wanted) const {
    if (m_session.isOnline())
        return true;
    const bool isMissing = (wanted.before && wanted.before == m_noBefore) ||
                           (wanted.after && wanted.after == m_noAfter) ||
                           (wanted.around && wanted.around == m_noAround);
    return m_stored && m_stored->isCurrent() && !isMissing;
}

void LogPages::get(const RoomHistory& wanted, Then<FoundPage> then) {
    if (!m_stored || !m_stored->isCurrent())
        return ask(wanted, std::move(then));
    const auto found = [this, wanted, then = std::move(then), due = m_stored->due()](Result<store::LogPage> page) {
        if (!page)
            return ask(wanted, then);
        const bool isStale = page->asOf < due;
        then(FoundPage{std::move(*page), false, isStale});
    };
    m_stored->page(wanted, {this, found});
}

void LogPages::ask(const RoomHistory& wanted, Then<FoundPage> then) {
    if (!m_session.isOnline()) {
        (wanted.around  ? m_noAround
         : wanted.after ? m_noAfter
                        : m_noBefore) = wanted.around  ? wanted.around
                                        : wanted.after ? wanted.after
                                                       : wanted.before;
        return then(fail(ErrorKind::Disconnected));
    }
    m_connection.call(wanted, {this, [this, wanted, then = std::move(then)](Result<HistoryPage> page) {
                                   if (page)
                                       answered(wanted, std::move(*page), then);
                                   else
                                       then(fail(std::move(page.error())));
                               }});
}

void LogPages::answered(const RoomHistory& wanted, HistoryPage page, const Then<FoundPage>& then) {
    m_people.learn(page.users);
    const bool isEmpty = page.messages.isEmpty();
    FoundPage found;
    found.asOf = page.asOf.value_or(0);
    found.isEnd = wanted.after && !page.more;
    found.low = wanted.after ? *wanted.after + 1 : page.more && !isEmpty ? page.messages.constLast().seq : 1;
    const Seq newest = isEmpty ? 0 : page.messages.constFirst().seq;
    found.high = wanted.after    ? std::max(*wanted.after, newest)
                 : wanted.around ? std::max(*wanted.around - 1, newest)
                                 : wanted.before.value_or(1) - 1;
    found.rows.reserve(page.messages.size());
    for (Message& message : page.messages)
        found.rows.append({std::move(message), std::nullopt});
    if (m_stored && page.asOf) {
        store::LogPage kept = found;
        if (found.isEnd)
            kept.high = std::max(kept.high, kept.asOf);
        m_stored->takePage(kept);
    }
    then(std::move(found));
}

} // namespace confab::client

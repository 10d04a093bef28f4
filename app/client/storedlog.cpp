// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/storedlog.h"

#include "app/client/storefeed.h"

namespace confab::client {

StoredLog::StoredLog(Connection& connection, Session& session, StoreFeed& store, const RoomFeed& feed,
                     std::optional<Seq> asOf)
    : m_connection(connection), m_session(session), m_store(store), m_feed(feed), m_asOf(asOf) {}

void StoredLog::begin(Seq seq) {
    const bool isFirst = !std::exchange(m_begun, true);
    const bool isOther = seq < m_delivered; // a feed that goes back follows another log
    m_delivered = seq;
    if (!m_asOf || isOther || seq - *m_asOf > mostCaughtUp) {
        ++m_round;
        m_reading = false;
        m_asOf = seq;
        m_store.put({store::LogBegun{m_feed.room(), seq, UtcTime::now()}});
    } else if (isFirst) {
        m_store.put({store::LogOpened{m_feed.room(), UtcTime::now()}});
    }
    catchUp();
}

void StoredLog::take(const QList<Event>& events) {
    if (!m_begun || events.isEmpty())
        return;
    m_delivered = events.constLast().seq;
    if (events.constFirst().seq > *m_asOf + 1)
        return catchUp();
    keep(events);
}

void StoredLog::keep(const QList<Event>& events) {
    if (events.constLast().seq <= *m_asOf)
        return;
    m_store.put({store::LogEvents{m_feed.room(), events}});
    m_asOf = events.constLast().seq;
}

/// Not one that the feed has overtaken on its way: changes of its messages, which came meanwhile, would be missing.
void StoredLog::takePage(const store::LogPage& page) {
    if (m_begun && page.asOf >= m_feed.last())
        m_store.put({store::LogRead{m_feed.room(), page}});
}

bool StoredLog::isCurrent() const {
    return m_begun && m_asOf && (!m_session.isOnline() || *m_asOf >= m_feed.last());
}

bool StoredLog::has(Seq seq) const {
    return m_store.has(m_feed.room(), seq);
}

std::optional<Message> StoredLog::message(Seq seq) const {
    return m_store.message(m_feed.room(), seq);
}

void StoredLog::page(const RoomHistory& wanted, Then<store::LogPage> then) const {
    m_store.page(wanted, [then = std::move(then)](std::optional<store::LogPage> page) {
        then(page ? Result<store::LogPage>(std::move(*page)) : fail(ErrorKind::InputInvalid));
    });
}

// ---- what the feed has passed by -----------------------------------------------------------------------------------

void StoredLog::catchUp() {
    if (m_reading || !m_begun || !m_asOf || *m_asOf >= m_feed.last() || !m_session.isOnline())
        return;
    m_reading = true;
    m_connection.call(RoomEvents{m_feed.room(), *m_asOf, limits::eventsPerPage},
                      {this, [this, round = m_round](Result<EventsPage> page) {
                           if (round == m_round)
                               caughtUp(std::move(page));
                       }});
}

/// Up to where the feed is: of what follows, pages that are on their way may have less.
void StoredLog::caughtUp(Result<EventsPage> page) {
    m_reading = false;
    if (!page)
        return; // asked for again by the next events, or when the room is live again
    const Seq before = *m_asOf;
    page->events.removeIf([last = m_feed.last()](const Event& event) { return event.seq > last; });
    if (page->events.isEmpty() || page->events.constFirst().seq > before + 1)
        return;
    keep(page->events);
    if (*m_asOf > before)
        catchUp();
}

} // namespace confab::client

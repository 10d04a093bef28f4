// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/logwindow.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace confab::client {

LogWindow::LogWindow(Connection& connection, Session& session, UserDirectory& people, RoomId room, Timeline& timeline)
    : m_connection(connection), m_session(session), m_people(people), m_room(room), m_timeline(timeline) {}

// ---- the end of the log ------------------------------------------------------------------------------------------

void LogWindow::feedBegins(Seq seq) {
    m_feedBegin = seq;
    if (m_atEnd && !m_before)
        m_hasOlder = seq > 0;
    Q_EMIT changed();
}

void LogWindow::restore(Seq low, bool hasOlder) {
    m_before = low;
    m_hasOlder = hasOlder;
}

void LogWindow::take(const QList<Event>& events) {
    if (!events.isEmpty())
        m_taken = events.constLast().seq;
    if (m_atEnd)
        return m_timeline.addEvents(events, me());
    for (const Event& event : events) {
        std::optional<MessageChange> change = m_byHistory ? changeOf(event, me()) : std::nullopt;
        if (change)
            m_timeline.apply(std::move(*change));
    }
    m_tail.append(events);
    if (m_tail.size() > tailKept * 3 / 2) {
        m_tail.remove(0, m_tail.size() - tailKept);
        m_feedBegin = m_tail.constFirst().seq - 1;
    }
}

void LogWindow::skipTo(Seq seq, bool keep) {
    // From where on its rows may lack changes that are skipped now.
    const Seq newest = m_atEnd ? m_timeline.newestSeq() : m_byHistory ? std::min(m_newest, m_taken) : m_newest;
    if (keep && newest > 0 && newest <= seq) {
        m_tail.clear();
        m_newest = newest;
        m_before = m_before.value_or(m_timeline.oldestSeq());
        m_atEnd = m_byHistory = false;
        m_timeline.clearPending();
    } else {
        clear();
        m_atEnd = true;
        m_hasOlder = seq > 0;
    }
    m_feedBegin = seq;
    if (m_atEnd)
        Q_EMIT endShown();
    Q_EMIT changed();
}

void LogWindow::showEnd() {
    if (m_atEnd) {
        m_wantsOlder = m_hasOlder && m_timeline.count() < rowsAtFirst;
        return;
    }
    clear();
    m_atEnd = true;
    m_hasOlder = m_feedBegin.value_or(0) > 0;
    m_wantsOlder = m_hasOlder && m_tail.size() < rowsAtFirst;
    put(std::exchange(m_tail, {}));
    Q_EMIT endShown();
    Q_EMIT changed();
}

void LogWindow::join() {
    m_tail.removeIf([this](const Event& event) { return event.seq <= m_newest; });
    put(std::exchange(m_tail, {}));
    m_atEnd = true;
    Q_EMIT endShown();
}

void LogWindow::trim(int keep) {
    if (!m_timeline.trim(keep))
        return;
    m_before = m_timeline.oldestSeq();
    m_hasOlder = true;
    Q_EMIT changed();
}

// ---- a passage ---------------------------------------------------------------------------------------------------

void LogWindow::show(Seq seq) {
    if (!reaches(seq)) {
        clear();
        m_atEnd = false;
        m_byHistory = true;
        m_newest = seq;
        m_before = seq + 1;
        m_wantsAround = true;
    } else if (const int row = m_timeline.rowsAfter(seq); m_timeline.count() - row < rowsAtFirst) {
        m_wantsOlder = m_hasOlder;
    }
    Q_EMIT changed();
}

void LogWindow::clear() {
    if (m_atEnd && m_timeline.newestSeq() > 0) {
        m_feedBegin =
            std::max(m_feedBegin.value_or(0), m_timeline.newestSeq()); // loaded in pages, when the reader gets there
        m_tail.clear();
    }
    ++m_passage;
    m_loadingAround = m_loadingOlder = m_loadingNewer = false;
    m_wantsAround = m_wantsOlder = m_wantsNewer = m_byHistory = false;
    m_before.reset();
    m_hasOlder = false; // before views are notified, which ask for older rows at once
    m_timeline.clearPending();
    m_timeline.clearLog();
}

void LogWindow::load() {
    if (!m_session.isOnline())
        return;
    if (m_wantsAround)
        return loadAround();
    if (m_wantsOlder)
        loadOlder();
    if (m_wantsNewer)
        loadNewer();
}

void LogWindow::loadAround() {
    if (std::exchange(m_loadingAround, true))
        return;
    RoomHistory request{m_room, {}, aroundPage};
    const Seq seq = m_newest + 1;
    request.around = seq;
    m_connection.call(request, {this, [this, seq, passage = m_passage](Result<HistoryPage> page) {
                                    if (passage == m_passage)
                                        around(seq, std::move(page));
                                }});
}

void LogWindow::around(Seq seq, Result<HistoryPage> page) {
    m_loadingAround = false;
    m_wantsAround = !page && page.error().kind == ErrorKind::Disconnected;
    if (page) {
        m_hasOlder = page->more;
        addPage(*page);
        const auto isAfter = [seq](const Message& message) { return message.seq >= seq; };
        const auto after = std::count_if(page->messages.begin(), page->messages.end(), isAfter);
        if (!page->messages.isEmpty()) {
            m_before = std::min(seq, page->messages.constLast().seq);
            m_newest = std::max(m_newest, page->messages.constFirst().seq);
        }
        m_wantsNewer = after < aroundPage / 2; // the end of the log, or a page of few long messages
        newerEnds(false);
    }
    Q_EMIT changed();
}

void LogWindow::addPage(const HistoryPage& page) {
    const QScopedValueRollback paging(m_paging, true);
    m_people.learn(page.users);
    m_timeline.addHistory(page.messages, me(), page.asOf.value_or(0));
}

void LogWindow::loadOlder() {
    const bool known = m_before || m_feedBegin;
    if (m_loadingOlder || !m_hasOlder || !known || !m_session.isOnline() || m_timeline.count() >= rowsMost)
        return;
    m_loadingOlder = true;
    Q_EMIT changed();
    const Seq before = low();
    m_connection.call(RoomHistory{m_room, before, limits::defaultPage},
                      {this, [this, before, passage = m_passage](Result<HistoryPage> page) {
                           if (passage == m_passage)
                               older(before, std::move(page));
                       }});
}

void LogWindow::older(Seq before, Result<HistoryPage> page) {
    m_loadingOlder = false;
    m_wantsOlder = !page && page.error().kind == ErrorKind::Disconnected;
    if (page && before == low()) { // otherwise trimmed in between
        addPage(*page);
        m_hasOlder = page->more && !page->messages.isEmpty();
        if (!page->messages.isEmpty())
            m_before = page->messages.constLast().seq;
    }
    Q_EMIT changed();
}

void LogWindow::loadNewer() {
    if (m_loadingNewer || m_atEnd || m_wantsAround || !m_session.isOnline())
        return;
    m_loadingNewer = true;
    Q_EMIT changed();
    if (m_byHistory) {
        RoomHistory request{m_room, {}, newerPage};
        request.after = m_newest;
        return m_connection.call(request, {this, [this, passage = m_passage](Result<HistoryPage> page) {
                                               if (passage == m_passage)
                                                   newer(std::move(page));
                                           }});
    }
    m_connection.call(RoomEvents{m_room, m_newest, newerPage},
                      {this, [this, passage = m_passage](Result<EventsPage> page) {
                           if (passage == m_passage)
                               newer(std::move(page));
                       }});
}

void LogWindow::newer(Result<EventsPage> page) {
    m_loadingNewer = false;
    m_wantsNewer = !page && page.error().kind == ErrorKind::Disconnected;
    if (page) {
        m_people.learn(page->users);
        put(page->events);
        if (!page->events.isEmpty())
            m_newest = page->events.constLast().seq;
        newerEnds(page->events.isEmpty());
    }
    Q_EMIT changed();
}

void LogWindow::newer(Result<HistoryPage> page) {
    m_loadingNewer = false;
    m_wantsNewer = !page && page.error().kind == ErrorKind::Disconnected;
    if (page && m_byHistory) { // otherwise a gap came in between, and events go on from before it

        addPage(*page);
        if (!page->messages.isEmpty())
            m_newest = std::max(m_newest, page->messages.constFirst().seq);
        newerEnds(!page->more);
    }
    Q_EMIT changed();
}

/// `isMet`: there are no further rows before the feed's beginning.
void LogWindow::newerEnds(bool isMet) {
    if (m_feedBegin && (isMet || m_newest >= *m_feedBegin)) {
        m_wantsNewer = false;
        join();
    }
    if (m_timeline.count() > passageKept)
        trim(passageKept * 2 / 3);
}

void LogWindow::put(const QList<Event>& events) {
    const QScopedValueRollback paging(m_paging, true);
    m_timeline.addEvents(events, me());
}

} // namespace confab::client

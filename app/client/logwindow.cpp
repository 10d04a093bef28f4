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

void LogWindow::take(const QList<Event>& events) {
    if (m_atEnd)
        return m_timeline.addEvents(events, me());
    m_tail.append(events);
    if (m_tail.size() > tailKept * 3 / 2) {
        m_tail.remove(0, m_tail.size() - tailKept);
        m_feedBegin = m_tail.constFirst().seq - 1;
    }
}

void LogWindow::skipTo(Seq seq, bool keep) {
    const Seq newest = m_atEnd ? m_timeline.newestSeq() : m_newest;
    if (keep && newest > 0 && newest <= seq) {
        m_tail.clear();
        m_newest = newest;
        m_before = m_before.value_or(m_timeline.oldestSeq());
        m_atEnd = false;
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
        m_newest = seq;
        m_before = seq + 1;
        m_hasOlder = seq > 0;
        m_wantsNewer = true;
        m_wantsOlder = m_hasOlder;
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
    m_loadingOlder = m_loadingNewer = m_wantsOlder = m_wantsNewer = false;
    m_before.reset();
    m_hasOlder = false; // before views are notified, which ask for older rows at once
    m_timeline.clearPending();
    m_timeline.clearLog();
}

void LogWindow::load() {
    if (!m_session.isOnline())
        return;
    if (m_wantsOlder)
        loadOlder();
    if (m_wantsNewer)
        loadNewer();
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
        const QScopedValueRollback paging(m_paging, true);
        m_people.learn(page->users);
        m_timeline.addHistory(page->messages, me(), page->asOf.value_or(0));
        m_hasOlder = page->more && !page->messages.isEmpty();
        if (!page->messages.isEmpty())
            m_before = page->messages.constLast().seq;
    }
    Q_EMIT changed();
}

void LogWindow::loadNewer() {
    if (m_loadingNewer || m_atEnd || !m_session.isOnline())
        return;
    m_loadingNewer = true;
    Q_EMIT changed();
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
        if (m_feedBegin && (m_newest >= *m_feedBegin || page->events.isEmpty()))
            join();
        if (m_timeline.count() > passageKept)
            trim(passageKept * 2 / 3);
    }
    Q_EMIT changed();
}

void LogWindow::put(const QList<Event>& events) {
    const QScopedValueRollback paging(m_paging, true);
    m_timeline.addEvents(events, me());
}

} // namespace confab::client

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/logwindow.h"

#include "app/client/logpages.h"
#include "app/client/timeline.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace confab::client {

LogWindow::LogWindow(Connection& connection, Session& session, UserDirectory& people, RoomId room, Timeline& timeline,
                     StoredLog* stored)
    : m_pages(std::make_unique<LogPages>(connection, session, people, stored)), m_session(session), m_room(room),
      m_timeline(timeline) {}

LogWindow::~LogWindow() = default;

/// The answer, unless it is for an earlier passage.
Then<FoundPage> LogWindow::mine(std::function<void(Result<FoundPage>)> answered) {
    return {this, [this, answered = std::move(answered), passage = m_passage](Result<FoundPage> page) {
                if (passage == m_passage)
                    answered(std::move(page));
            }};
}

// ---- the end of the log ------------------------------------------------------------------------------------------

void LogWindow::feedBegins(Seq seq) {
    m_feedBegin = seq;
    if (m_atEnd && !m_before)
        m_hasOlder = seq > 0;
    Q_EMIT changed();
}

void LogWindow::restore(const store::LogPage& page) {
    m_timeline.addPage(page, me());
    m_before = page.low;
    m_hasOlder = page.low > 1;
}

void LogWindow::take(const QList<Event>& events) {
    if (!events.isEmpty())
        m_taken = events.constLast().seq;
    if (m_atEnd) {
        m_timeline.addEvents(events, me());
        if (letNewestGo())
            Q_EMIT changed();
        return;
    }
    for (const Event& event : events) {
        if (std::optional<MessageChange> change = changeOf(event, me()))
            m_timeline.apply(std::move(*change));
    }
    m_tail.append(events);
    if (m_tail.size() > tailKept * 3 / 2) {
        m_tail.remove(0, m_tail.size() - tailKept);
        m_feedBegin = m_tail.constFirst().seq - 1;
    }
}

void LogWindow::skipTo(Seq seq, bool keep) {
    const Seq newest = m_atEnd ? m_timeline.newestSeq() : m_newest;
    if (keep && newest > 0 && newest <= seq) {
        leaveEnd();
        m_tail.clear();
        m_newest = newest;
        m_stale = newest + 1;
    } else {
        clear();
        m_atEnd = true;
        m_hasOlder = seq > 0;
    }
    m_feedBegin = seq;
    if (m_atEnd)
        Q_EMIT endShown();
    Q_EMIT changed();
    load();
}

/// The rows become a passage: what happens from here on is buffered.
void LogWindow::leaveEnd() {
    if (!m_atEnd)
        return;
    m_before = low();
    m_feedBegin = std::max(m_feedBegin.value_or(0), m_taken);
    m_tail.clear();
    m_atEnd = false;
    m_timeline.clearPending();
    m_newest = m_timeline.newestSeq();
}

void LogWindow::showEnd() {
    if (m_atEnd) {
        m_wantsOlder = m_hasOlder ? std::max(0, rowsAtFirst - m_timeline.count()) : 0;
        return;
    }
    clear();
    m_atEnd = true;
    m_hasOlder = m_feedBegin.value_or(0) > 0;
    m_wantsOlder = m_hasOlder ? std::max(0, rowsAtFirst - int(m_tail.size())) : 0;
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
        m_wantsAround = true;
    } else {
        const int rows = m_timeline.count() - m_timeline.rowsAfter(seq);
        m_wantsOlder = m_hasOlder ? std::max(0, rowsAtFirst - rows) : 0;
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
    m_wantsAround = m_wantsNewer = m_refreshing = false;
    m_wantsOlder = 0;
    m_stale.reset();
    m_before.reset();
    m_hasOlder = false; // before views are notified, which ask for older rows at once
    m_timeline.clearPending();
    m_timeline.clearLog();
}

void LogWindow::load() {
    if (m_wantsAround)
        return loadAround();
    if (m_wantsOlder > 0)
        loadOlder();
    if (m_wantsNewer)
        loadNewer();
    refresh();
}

void LogWindow::loadAround() {
    RoomHistory request{m_room, {}, aroundPage};
    const Seq seq = m_newest + 1;
    request.around = seq;
    if (m_loadingAround || !m_pages->canGet(request))
        return;
    m_loadingAround = true;
    m_pages->get(request, mine([this, seq](Result<FoundPage> page) { around(seq, std::move(page)); }));
}

void LogWindow::around(Seq seq, Result<FoundPage> page) {
    m_loadingAround = false;
    m_wantsAround = !page && page.error().kind == ErrorKind::Disconnected;
    if (page) {
        addPage(*page);
        const auto isAfter = [seq](const store::LogRow& row) { return row.message && row.seq() >= seq; };
        const auto after = std::count_if(page->rows.begin(), page->rows.end(), isAfter);
        m_before = std::min(seq, page->low);
        m_hasOlder = page->low > 1;
        m_newest = std::max(m_newest, page->high);
        m_wantsNewer = after < aroundPage / 2; // the end of the log, or a page of few long messages
        newerEnds(false);
    }
    Q_EMIT changed();
}

void LogWindow::addPage(const FoundPage& page) {
    const QScopedValueRollback paging(m_paging, true);
    m_timeline.addPage(page, me());
    if (page.isStale)
        m_stale = std::max(m_stale.value_or(0), page.high + 1);
}

void LogWindow::loadOlder() {
    const RoomHistory request{m_room, low(), limits::defaultPage};
    const bool known = m_before || m_feedBegin;
    if (m_loadingOlder || !m_hasOlder || !known || !m_pages->canGet(request))
        return;
    m_loadingOlder = true;
    Q_EMIT changed();
    m_pages->get(request, mine([this, before = low()](Result<FoundPage> page) { older(before, std::move(page)); }));
}

void LogWindow::older(Seq before, Result<FoundPage> page) {
    m_loadingOlder = false;
    if (!page)
        m_wantsOlder = page.error().kind == ErrorKind::Disconnected ? std::max(1, m_wantsOlder) : 0;
    if (page && before == low()) { // otherwise let go in between
        addPage(*page);
        m_before = page->low;
        m_hasOlder = page->low > 1;
        m_wantsOlder = m_hasOlder ? std::max(0, m_wantsOlder - int(page->rows.size())) : 0;
        letNewestGo();
    }
    Q_EMIT changed();
}

void LogWindow::loadNewer() {
    RoomHistory request{m_room, {}, newerPage};
    request.after = m_newest;
    if (m_loadingNewer || m_atEnd || m_wantsAround || !m_pages->canGet(request))
        return;
    m_loadingNewer = true;
    Q_EMIT changed();
    m_pages->get(request, mine([this, after = m_newest](Result<FoundPage> page) { newer(after, std::move(page)); }));
}

void LogWindow::newer(Seq after, Result<FoundPage> page) {
    m_loadingNewer = false;
    m_wantsNewer = !page && page.error().kind == ErrorKind::Disconnected;
    if (page && after == m_newest) { // otherwise let go in between
        addPage(*page);
        m_newest = std::max(m_newest, page->high);
        newerEnds(page->isEnd);
    }
    Q_EMIT changed();
}

/// `isMet`: there are no further rows before the feed's beginning.
void LogWindow::newerEnds(bool isMet) {
    if (m_feedBegin && (isMet || m_newest >= *m_feedBegin)) {
        m_wantsNewer = false;
        join();
    }
    letOldestGo();
}

void LogWindow::put(const QList<Event>& events) {
    const QScopedValueRollback paging(m_paging, true);
    m_timeline.addEvents(events, me());
}

// ---- bounds --------------------------------------------------------------------------------------------------------

void LogWindow::setViewed(Seq oldest, Seq newest) {
    m_viewedOldest = oldest;
    m_viewedNewest = newest;
}

/// While the reader is far up. Not without a reader: nobody would ask for these rows again. True when some went.
bool LogWindow::letNewestGo() {
    const int count = m_timeline.count();
    if (count <= rowsMost || m_viewedNewest == 0)
        return false;
    const int first = std::min(count - rowsLeft, m_timeline.rowsAfter(m_viewedNewest) - rowsNear);
    const Seq newest = first < newerPage ? 0 : m_timeline.at(first).seq();
    if (newest == 0)
        return false;
    leaveEnd();
    m_timeline.trimNewest(newest);
    m_newest = newest;
    m_wantsNewer = false;
    return true;
}

void LogWindow::letOldestGo() {
    if (m_timeline.count() <= rowsMost)
        return;
    const int viewed = m_viewedOldest > 0 ? m_timeline.rowsAfter(m_viewedOldest) + rowsNear : 0;
    trim(std::max(rowsLeft, viewed));
}

// ---- after a gap ---------------------------------------------------------------------------------------------------

/// From the newest row on, a page at a time.
void LogWindow::refresh() {
    if (!m_stale || m_refreshing || !m_session.isOnline())
        return;
    m_refreshing = true;
    m_pages->ask({m_room, *m_stale, limits::messagesPerPage},
                 mine([this, before = *m_stale](Result<FoundPage> page) { refreshed(before, std::move(page)); }));
}

void LogWindow::refreshed(Seq before, Result<FoundPage> page) {
    m_refreshing = false;
    if (before != m_stale)
        return refresh();
    if (!page) {
        if (page.error().kind != ErrorKind::Disconnected) // otherwise asked for at the next Online
            m_stale.reset();
        return;
    }
    m_stale = page->low;
    page->rows.removeIf([this](const store::LogRow& row) { return row.seq() < m_timeline.oldestSeq(); });
    addPage(*page);
    if (*m_stale <= m_timeline.oldestSeq())
        m_stale.reset();
    refresh();
}

} // namespace confab::client

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <functional>
#include <memory>

namespace confab::store {
struct LogPage;
}

namespace confab::client {

class LogPages;
class StoredLog;
class Timeline;
class UserDirectory;
struct FoundPage;

/// The part of a room's log that its timeline shows, without a gap: it reaches to the present end, or is a passage
/// before that. It slides along with the reader: it grows by pages where the reader gets near one of its ends, and lets
/// go of rows at the other end, which are pages again when the reader comes back. While it is a passage, the events
/// that arrive at the end are buffered until the two meet. The messages of a page have all of the log at the time of
/// the page, and the changes that arrive are applied to all rows at once. After a gap in the feed the rows that stay
/// are read again, in their places. Thread: the client's. Owned by: OpenRoom.
class LogWindow : public QObject {
    Q_OBJECT
public:
    /// `stored`: null when nothing is kept.
    LogWindow(Connection& connection, Session& session, UserDirectory& people, RoomId room, Timeline& timeline,
              StoredLog* stored = nullptr);
    ~LogWindow() override;

    /// Whether the newest row is the end of the log, where events arrive.
    bool isAtEnd() const { return m_atEnd; }
    /// Whether there may be messages before the oldest row, or events after the newest.
    bool hasOlder() const { return m_hasOlder; }
    bool hasNewer() const { return !m_atEnd; }
    bool isLoadingOlder() const { return m_loadingOlder; }
    bool isLoadingNewer() const { return m_loadingNewer; }
    /// Whether rows that stayed over a gap may lack changes still.
    bool isStale() const { return m_stale.has_value(); }
    /// Whether show() or showEnd() still lacks pages.
    bool isWanting() const { return m_wantsAround || m_wantsOlder > 0 || m_wantsNewer; }
    /// Whether the event after `seq` and the following ones are loaded.
    bool reaches(Seq seq) const { return low() <= seq + 1 && (m_atEnd || seq <= m_newest); }
    /// True while rows are inserted that are not new: pages, and the end after a passage.
    bool isPaging() const { return m_paging; }

    /// The feed delivers the events after `seq` from now on.
    void feedBegins(Seq seq);
    /// Shows this page, which ends where the feed begins; called before feedBegins().
    void restore(const store::LogPage& page);
    /// The next events of the feed.
    void take(const QList<Event>& events);
    /// A gap that is too large to fill: the feed continues after `seq`. `keep`: the reader is in the middle of the
    /// loaded rows, so they stay, as a passage; never when the server's log is a shorter one now.
    void skipTo(Seq seq, bool keep);

    /// Shows the rows around `seq`: at once when they are loaded, else as a passage of its own that load() requests.
    void show(Seq seq);
    /// Shows the end of the log.
    void showEnd();
    /// Requests the pages that show() and showEnd() lack, each once, as far as there is somebody to ask.
    void load();
    /// Load a page beyond the oldest or newest row; do nothing while loading, or at the end of the log. Offline there
    /// are those that are stored.
    void loadOlder();
    void loadNewer();
    /// Keeps the newest `keep` rows.
    void trim(int keep);
    /// The reader has the rows from `oldest` to `newest` in view, by their seq: they and those near them stay. 0, 0:
    /// nothing is known of a reader, and the newest rows stay while older ones are loaded.
    void setViewed(Seq oldest, Seq newest);

    static constexpr int rowsMost = 1500;  ///< more are let go, at the end that is far from the reader,
    static constexpr int rowsLeft = 1000;  ///< down to this number: a view pays for each removal
    static constexpr int rowsNear = 150;   ///< on each side of what is in view: some screens, which stay
    static constexpr int newerPage = 100;  ///< messages
    static constexpr int aroundPage = 100; ///< messages: half of them on each side
    static constexpr int rowsAtFirst = 30; ///< a screen; load() requests a page when there are fewer
    static constexpr int tailKept = 1000;  ///< events buffered

Q_SIGNALS:
    /// hasOlder(), hasNewer() or one of the isLoading… has changed.
    void changed();
    /// The timeline has the end of the log (again): the user's unconfirmed messages belong below it.
    void endShown();

private:
    Then<FoundPage> mine(std::function<void(Result<FoundPage>)> answered);
    Seq low() const { return m_before.value_or(m_feedBegin.value_or(0) + 1); }
    void clear();
    void loadAround();
    void around(Seq seq, Result<FoundPage> page);
    void older(Seq before, Result<FoundPage> page);
    void newer(Seq after, Result<FoundPage> page);
    void newerEnds(bool isMet);
    bool letNewestGo();
    void letOldestGo();
    void leaveEnd();
    void refresh();
    void refreshed(Seq before, Result<FoundPage> page);
    void addPage(const FoundPage& page);
    void join();
    void put(const QList<Event>& events);
    UserId me() const { return m_session.user().id; }

    const std::unique_ptr<LogPages> m_pages;
    Session& m_session;
    const RoomId m_room;
    Timeline& m_timeline;
    std::optional<Seq> m_feedBegin;
    QList<Event> m_tail; // while not at the end: the events delivered after m_feedBegin
    Seq m_taken = 0;     // the last event of the feed
    bool m_atEnd = true;
    Seq m_newest = 0;            // while not at the end: the last loaded event, or message
    std::optional<Seq> m_before; // history continues before this; empty: before the feed's beginning
    int m_passage = 0;           // answers for an earlier passage are dropped
    std::optional<Seq> m_stale;  // rows before this one may lack changes
    Seq m_viewedOldest = 0;
    Seq m_viewedNewest = 0;
    bool m_refreshing = false;
    bool m_hasOlder = true;
    bool m_loadingOlder = false;
    bool m_loadingNewer = false;
    bool m_loadingAround = false;
    bool m_wantsAround = false; // the first page of a passage, after m_newest
    int m_wantsOlder = 0;       // rows
    bool m_wantsNewer = false;
    bool m_paging = false;
};

} // namespace confab::client

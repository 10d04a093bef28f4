// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/people.h"
#include "app/client/session.h"
#include "app/client/timeline.h"

namespace confab::client {

/// The part of a room's log that its timeline shows, without a hole: it reaches to the present end, or it is a passage
/// before that. Either way it grows by pages where the reader comes near one of its ends. While it is a passage, the
/// events that arrive at the end are kept aside until the two meet.
/// Thread: the client's. Owned by: OpenRoom.
class LogWindow : public QObject {
    Q_OBJECT
public:
    LogWindow(Connection& connection, Session& session, People& people, RoomId room, Timeline& timeline);

    /// Whether the newest row is the end of the log, where events arrive.
    bool isAtEnd() const { return m_atEnd; }
    /// Whether there may be messages before the oldest row, or events after the newest.
    bool hasOlder() const { return m_hasOlder; }
    bool hasNewer() const { return !m_atEnd; }
    bool isLoadingOlder() const { return m_loadingOlder; }
    /// Whether show() or showEnd() lacks pages still.
    bool isWanting() const { return m_wantsOlder || m_wantsNewer; }
    /// Whether what follows `seq` is here, from the event after it on.
    bool reaches(Seq seq) const { return low() <= seq + 1 && (m_atEnd || seq <= m_newest); }
    /// True while rows go in that are not news: pages, and the end after a passage.
    bool isPaging() const { return m_paging; }

    /// The feed gives out the events after `seq` from now on.
    void feedBegins(Seq seq);
    /// The next events of the feed.
    void take(const QList<Event>& events);
    /// A hole that is too large to fill: the feed goes on after `seq`. `keep`: the reader is in the middle of what is
    /// here, so it stays, as a passage; never when the server's log is a shorter one now.
    void skipTo(Seq seq, bool keep);

    /// Shows what is before and after `seq`: at once when it is here, else as a passage of its own. load() gets it.
    void show(Seq seq);
    /// Shows the end of the log.
    void showEnd();
    /// Asks for the pages that show() and showEnd() lack; for none twice. Does nothing while offline.
    void load();
    /// Load a page beyond the oldest or newest row; do nothing while loading, offline, or where there is none.
    void loadOlder();
    void loadNewer();
    /// Keeps the newest `keep` rows.
    void trim(int keep);

    static constexpr int rowsMost = 20000;   ///< loadOlder() stops here
    static constexpr int newerPage = 100;    ///< events
    static constexpr int rowsAtFirst = 30;   ///< a screen; load() gets a page when there are fewer
    static constexpr int tailKept = 1000;    ///< events kept aside
    static constexpr int passageKept = 1500; ///< rows while loading newer ones

Q_SIGNALS:
    /// hasOlder(), hasNewer() or one of the isLoading… is another one.
    void changed();
    /// The timeline has the end of the log (again): one's own unconfirmed messages belong below it.
    void endShown();

private:
    Seq low() const { return m_before.value_or(m_feedBegin.value_or(0) + 1); }
    void clear();
    void older(Seq before, Result<HistoryPage> page);
    void newer(Result<EventsPage> page);
    void join();
    void put(const QList<Event>& events);
    UserId me() const { return m_session.user().id; }

    Connection& m_connection;
    Session& m_session;
    People& m_people;
    const RoomId m_room;
    Timeline& m_timeline;
    std::optional<Seq> m_feedBegin;
    QList<Event> m_tail; // while not at the end: what the feed gave out after m_feedBegin
    bool m_atEnd = true;
    Seq m_newest = 0;            // while not at the end: the last event that is here
    std::optional<Seq> m_before; // history goes on before this; nothing: before the feed's beginning
    int m_passage = 0;           // answers for an earlier one are for nobody
    bool m_hasOlder = true;
    bool m_loadingOlder = false;
    bool m_loadingNewer = false;
    bool m_wantsOlder = false;
    bool m_wantsNewer = false;
    bool m_paging = false;
};

} // namespace confab::client

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/roomfeed.h"
#include "app/store/roomlog.h"

namespace confab::client {

class StoreFeed;

/// What the store keeps of an open room's log: takes in what the room gets, and gives it back in pages.
/// The store follows the log event by event, as the room's feed does, so all that it keeps is right up to one event.
/// When the feed goes on far behind that, the events between are read for the store alone; of too many it begins anew.
/// Thread: the client's. Owned by: OpenRoom.
class StoredLog : public QObject {
    Q_OBJECT
public:
    /// `asOf`: the last event that the store has; empty: what it keeps is void. All must outlive this.
    StoredLog(Connection& connection, Session& session, StoreFeed& store, const RoomFeed& feed,
              std::optional<Seq> asOf);

    /// The feed delivers the events after `seq` from now on. Events before that may be missing, or be others now.
    void begin(Seq seq);
    /// The next events of the feed.
    void take(const QList<Event>& events);
    /// A page that the server gave.
    void takePage(const store::LogPage& page);
    /// Reads what the feed has passed by, if there is a connection.
    void catchUp();

    /// Whether its rows are as good as the server's; without a connection they are what there is.
    bool isCurrent() const;
    /// The last event of the feed, which a page should have.
    Seq due() const { return m_feed.last(); }
    bool has(Seq seq) const;
    /// Empty: it has none there.
    std::optional<Message> message(Seq seq) const;
    /// A page of the store. InputInvalid: it has none there.
    void page(const RoomHistory& wanted, Then<store::LogPage> then) const;

    /// More events than these are not read for the store: twenty pages.
    static constexpr Seq mostCaughtUp = 20 * limits::eventsPerPage;

private:
    void keep(const QList<Event>& events);
    void caughtUp(Result<EventsPage> page);

    Connection& m_connection;
    Session& m_session;
    StoreFeed& m_store;
    const RoomFeed& m_feed;
    std::optional<Seq> m_asOf; // never empty once it has begun
    Seq m_delivered = 0;       // by the feed
    bool m_begun = false;
    bool m_reading = false; // room.events is pending
    int m_round = 0;        // answers for what was kept before are dropped
};

} // namespace confab::client

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/client/userdirectory.h"
#include "common/core/sequencer.h"

namespace confab::client {

/// Follows a room's log, entered on the server for the lifetime of this object: delivers each event once, in order,
/// without a gap, across every loss of the connection.
/// Thread: the client's. Owned by: OpenRoom, or a console command.
class RoomFeed : public QObject {
    Q_OBJECT
public:
    /// Where to begin, and how far to catch up.
    struct Range {
        /// Events after this one; empty: about `recent` events before the present end.
        std::optional<Seq> after;
        int recent = 50;
        /// A gap greater than this is skipped (skipped()), to the `recent` last events. 0: never.
        Seq most = 2000;
    };

    RoomFeed(Connection& connection, Session& session, UserDirectory& people, RoomId room, Range range,
             Backoff backoff = Backoff());
    ~RoomFeed() override;

    RoomId room() const { return m_room; }
    /// Delivers the events after this one; those up to it are history's. Empty while unknown. skipped() raises it.
    std::optional<Seq> begin() const { return m_begin; }
    /// The last delivered event, or begin().
    Seq last() const { return m_sequencer.position(); }
    /// Entered, and no known event is missing. Stays true while moving to another node.
    bool isLive() const { return m_live; }
    /// The occupants of the room, by name; while offline, the last known ones. Of more than some hundreds only the
    /// known ones: the user, some who were there before, and all who entered since.
    const QList<User>& here() const { return m_here; }
    /// The number of occupants; more than here().size() when not all are known.
    int hereCount() const { return m_hereCount; }
    /// The capacity of the room, when it was full at the last attempt: its log is still read and followed, only not
    /// live, and entering is retried until there is a seat. Empty when entered, or offline.
    std::optional<int> fullAt() const { return m_fullAt; }

Q_SIGNALS:
    void events(const QList<confab::Event>& events);
    /// begin() is `seq` now: earlier events do not join on to later ones (too many were missed, or the server's log is
    /// another one now).
    void skipped(confab::Seq seq);
    void liveChanged();
    void hereChanged();
    void fullChanged();
    /// The room has this many members when its log ends at `at`.
    void membersCounted(int members, confab::Seq at);
    /// Entering failed with an error that a retry does not change (RoomNotMember, RoomNotFound, ...), or the room is
    /// full: emitted once, until the room was entered or the connection was lost.
    void refused(const confab::Error& error);

private:
    void enter();
    void moved();
    void entered(const Entered& answer, std::optional<Seq> after);
    void restart(Seq after);
    void fetched(Result<EventsPage> page);
    void take(const QList<Event>& events);
    void catchUp();
    void fetch();
    void full(const Error& error);
    void setFull(std::optional<int> capacity);
    void seatMoved(const RoomPresence& presence);
    void failed(const Error& error);
    void offline();
    void setLive(bool live);
    void setHere(QList<User> here, int count);
    void presence(const RoomPresence& presence);
    void notified(const Notification& notification);

    /// The most events held back while a gap is open, some 400 KiB of usual ones; later ones are requested again.
    static constexpr size_t eventsHeld = 2000;

    Connection& m_connection;
    Session& m_session;
    UserDirectory& m_people;
    const RoomId m_room;
    const Range m_range;
    Sequencer<Event> m_sequencer{0, eventsHeld};
    std::optional<Seq> m_begin;
    int m_lines = 0;         // the number of moves of the session; answers by earlier lines are dropped
    bool m_entered = false;  // on the present line
    bool m_entering = false; // room.enter is pending
    bool m_fetching = false; // room.events is pending
    bool m_live = false;
    bool m_wasLive = false;
    QList<User> m_here;
    int m_hereCount = 0;
    std::optional<int> m_fullAt;
    bool m_readWhileFull = false; // the log was read up to its end since the room was found full
    Backoff m_backoff;
    QTimer m_retryTimer;
};

} // namespace confab::client

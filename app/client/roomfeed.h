// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/logcursor.h"
#include "app/client/people.h"
#include "app/client/session.h"

namespace confab::client {

/// A room's log as it grows, entered on the server for as long as this object lives: events come once each, in order,
/// without a hole, across every loss of the connection.
/// Thread: the client's. Owned by: OpenRoom, or a console command.
class RoomFeed : public QObject {
    Q_OBJECT
public:
    /// Where to begin, and how far to catch up.
    struct Range {
        /// Events after this one; nothing: about `recent` events before the present end.
        std::optional<Seq> after;
        int recent = 50;
        /// A hole greater than this is jumped over (skipped()), to the `recent` last events. 0: never.
        Seq most = 2000;
    };

    RoomFeed(Connection& connection, Session& session, People& people, RoomId room, Range range,
             Backoff backoff = Backoff());
    ~RoomFeed() override;

    RoomId room() const { return m_room; }
    /// Events after this one are given out; those up to it are history's. Nothing while not known. skipped() raises it.
    std::optional<Seq> begin() const { return m_begin; }
    /// The last event that was given out, or begin().
    Seq last() const { return m_cursor.last(); }
    /// Entered, and nothing known is missing. Moving to another node does not end it.
    bool isLive() const { return m_live; }
    /// Who is in the room, by name; while offline, who was there last. Of more than some hundreds these are the ones
    /// that are known: oneself, some who were there before, and all who came since.
    const QList<User>& here() const { return m_here; }
    /// How many are in the room; more than here() when not all are known.
    int hereCount() const { return m_hereCount; }
    /// How many may be in the room, when it was full at the last try: its log is read and followed all the same, only
    /// not live, and entering is tried again until there is a seat. Nothing when entered, or offline.
    std::optional<int> fullAt() const { return m_fullAt; }

Q_SIGNALS:
    void events(const QList<confab::Event>& events);
    /// begin() is `seq` now: what came before is not joined to what follows (too many were missed, or the server's log
    /// is another one than it was).
    void skipped(confab::Seq seq);
    void liveChanged();
    void hereChanged();
    void fullChanged();
    /// So many belong to the room when its log ends at `at`.
    void membersCounted(int members, confab::Seq at);
    /// Entering failed with something that trying again does not change (RoomNotMember, RoomNotFound, ...), or the room
    /// is full: said once, until it has been entered or the connection was lost..
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

    Connection& m_connection;
    Session& m_session;
    People& m_people;
    const RoomId m_room;
    const Range m_range;
    LogCursor m_cursor;
    std::optional<Seq> m_begin;
    int m_lines = 0;         // how often the session has moved; answers from earlier lines are for nobody
    bool m_entered = false;  // on the present line
    bool m_entering = false; // room.enter is on its way
    bool m_fetching = false; // room.events is on its way
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

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/sequencer.h"
#include "server/broker/namedevent.h"
#include "server/broker/nodecounters.h"
#include "server/storage/roomlog.h"

#include <QHash>
#include <QSet>

#include <deque>

namespace confab {

/// Follows the logs of the rooms that are open on this node and delivers each whole and in order: from what this node
/// stores, from what other nodes send, and, for holes, from the database.
/// Thread: chat thread. Owned by: Backplane.
class RoomFollower {
public:
    /// The calls to its owner, which must outlive it.
    class Reader {
    public:
        virtual ~Reader() = default;
        virtual void next(const NamedEvent& event) = 0;
        /// The database does not have this room any more.
        virtual void roomGone(RoomId room) = 0;
        /// Whether the database answered the last time.
        virtual void databaseAnswers(bool answers) = 0;
        /// False: other nodes' events wait in the database.
        virtual bool hasRoom() { return true; }
    };
    /// `isAlone`: no other node writes to the database, so nothing has to be compared with it.
    RoomFollower(RoomLog& log, Reader& reader, bool isAlone) : m_log(log), m_reader(reader), m_isAlone(isAlone) {}

    void open(RoomId room, Seq known);
    void close(RoomId room);
    void push(NamedEvent event);
    /// From here on what is published about the room arrives. The head is compared once more: an event may have been
    /// published before.
    void confirmed(RoomId room);
    /// Nothing arrives any more.
    void unconfirmAll();
    /// Every limits::nodeBeat.
    void beat();

    struct Counts {
        qsizetype rooms = 0;
        qsizetype unconfirmed = 0;
        quint64 fills = 0;        ///< pages read because of a hole
        quint64 eventsFilled = 0; ///< events that came from the database
    };
    Counts counts() const;
    /// Any thread.
    const FollowerCounters& counters() const { return m_counters; }

private:
    struct Room {
        Sequencer<NamedEvent> sequencer;
        bool confirmed = false;
        bool compare = false; // with the database at the next beat
        bool filling = false;
    };
    void handOut(const QList<NamedEvent>& events);
    QList<RoomId> toCompare();
    QCoro::Task<> compare(QList<RoomId> rooms);
    void take(const QList<RoomId>& asked, const QList<RoomLog::Head>& heads);
    void startFills();
    QCoro::Task<> fill(RoomId room);
    /// False when there is nothing more to fill.
    bool takePage(RoomId room, const LogPage& page);

    RoomLog& m_log;
    Reader& m_reader;
    const bool m_isAlone;
    QHash<RoomId, Room> m_rooms;
    QSet<RoomId> m_holes; // rooms that had one at the last push or comparison
    int m_beats = 0;
    bool m_comparing = false;
    int m_filling = 0;
    FollowerCounters m_counters;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/search.h"
#include "server/storage/sql/search/grams.h"
#include "server/storage/sql/search/postings.h"

#include <deque>
#include <map>

namespace confab {

class SqlConnection;

/// What a search asks of each message, and of the index.
struct SearchDemand {
    explicit SearchDemand(const SearchQuestion& asked);
    /// Whether the message is one that is looked for. The index only says which may be.
    bool isMetBy(const Message& message) const;
    /// The time before which hits are; greatest: any.
    UtcTime end() const;

    const SearchQuestion& question;
    std::vector<GramRange> ranges; ///< each has to be met; none: the index says nothing
};

/// A room and where its log and its index stand.
struct SearchedRoom {
    RoomId room;
    QString name;
    Seq lastSeq = 0;
    Seq indexedSeq = 0;
    UtcTime lastAt; ///< of its last message
};

/// The hits of one room, newest first, found step by step: what is not indexed yet message by message, the rest by the
/// index. Thread: a reader's. Owned by: findMessages().
class RoomScan {
public:
    RoomScan(const SearchedRoom& room, const SearchDemand& demand);

    RoomId room() const { return m_room.room; }
    bool isDone() const { return m_found.empty() && m_below <= 1; }
    bool hasHit() const { return !m_found.empty(); }
    /// Of the next hit, or a time after which there is none.
    UtcTime at() const { return hasHit() ? m_found.front().at : m_bound; }
    /// No hit before this seq was found yet.
    Seq below() const { return m_below; }
    /// The next hit.
    Message take();

    /// When there is no hit: goes on for some messages, or some rows of the index. Adds what it looked at to `looked`.
    Status step(SqlConnection& db, int& looked);

private:
    Status seek(SqlConnection& db, int& looked);
    Status stepThroughLog(SqlConnection& db, int& looked);
    Status stepByIndex(SqlConnection& db, int& looked);
    Status readCandidates(SqlConnection& db, int& looked);
    /// Fills m_candidates out of the next segments.
    Status findCandidates(SqlConnection& db, int& looked);
    /// What may be hits, by segments from the newest one on.
    using Segments = std::map<Seq, Places, std::greater<>>;
    Status narrow(SqlConnection& db, Segments& segments, int& looked) const;
    void consider(Message message);
    Status noteBound(SqlConnection& db);
    bool isBehindPlace(const Message& message);

    const SearchedRoom m_room;
    const SearchDemand& m_demand;
    Seq m_below;                 // what is from here on was looked at
    UtcTime m_bound;             // of what is before
    std::deque<Message> m_found; // hits that are not taken
    std::deque<Seq> m_candidates;
    Seq m_segmentsBelow = 0; // m_candidates have all from this segment on
    bool m_hasSought = false;
    bool m_isBehindPlace = false; // a hit behind the place was met; all further ones are
    int m_messagesAtOnce;
    Seq m_segmentsAtOnce;
};

} // namespace confab

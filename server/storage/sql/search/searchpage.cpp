// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/search/searchpage.h"

#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"
#include "server/storage/pagebound.h"
#include "server/storage/sql/columns.h"
#include "server/storage/sql/messagerows.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/search/roomscan.h"
#include "server/storage/sql/sqlusers.h"
#include "server/storage/sql/storagelimits.h"

#include <algorithm>
#include <map>
#include <set>

namespace confab {

namespace {

constexpr auto searchedColumns =
    std::tuple{column("r.id", &SearchedRoom::room), column("r.name", &SearchedRoom::name),
               column("r.last_seq", &SearchedRoom::lastSeq),
               column("coalesce(s.indexed_seq, 0)", &SearchedRoom::indexedSeq), column("lm.at", &SearchedRoom::lastAt)};

/// The caller's rooms that have messages. The only place that says where a search may look.
Result<std::vector<SearchedRoom>> roomsToSearch(SqlConnection& db, const SearchQuestion& question) {
    if (question.room) {
        if (const Result<Membership> mine = membership(db, *question.room, question.caller); !mine)
            return fail(mine.error());
    }
    static const QString sql = QString(u"SELECT " % selectList(searchedColumns) %
                                       u" FROM members me JOIN rooms r ON r.id = me.room_id "
                                       u"JOIN messages lm ON lm.room_id = r.id AND lm.seq = r.last_message_seq "
                                       u"LEFT JOIN search_rooms s ON s.room_id = r.id "
                                       u"WHERE me.user_id = ? AND r.deleted_at IS NULL");
    Result<SqlRows> rows = db.run(sql, question.caller);
    if (!rows)
        return fail(std::move(rows.error()));
    std::vector<SearchedRoom> rooms;
    while (rows->next()) {
        SearchedRoom room = readRow<SearchedRoom>(*rows, searchedColumns);
        if (!question.room || room.room == *question.room)
            rooms.push_back(std::move(room));
    }
    return rooms;
}

/// Those with one of the names; for a name that none has, those whose names contain it.
void keepNamed(std::vector<SearchedRoom>& rooms, const QStringList& names) {
    std::set<RoomId> kept;
    for (const QString& name : names) {
        const auto keep = [&](const auto& isNamed) {
            const size_t before = kept.size();
            for (const SearchedRoom& room : rooms) {
                if (isNamed(foldedText(room.name)))
                    kept.insert(room.room);
            }
            return kept.size() > before;
        };
        if (!keep([&name](const QString& folded) { return folded == name; }))
            keep([&name](const QString& folded) { return folded.contains(name); });
    }
    std::erase_if(rooms, [&kept](const SearchedRoom& room) { return !kept.contains(room.room); });
}

/// The one with the newest next hit, or that may have it, is the last of a heap.
bool isLater(const RoomScan* a, const RoomScan* b) {
    return std::pair(a->at(), a->room()) < std::pair(b->at(), b->room());
}

/// Merges the hits of rooms. Thread: a reader's. Owned by: findMessages().
class Merge {
public:
    Merge(std::vector<RoomScan>& scans, const SearchQuestion& question) : m_bound(question.limit) {
        for (RoomScan& scan : scans) {
            if (!scan.isDone())
                m_heap.push_back(&scan);
        }
        std::ranges::make_heap(m_heap, isLater);
        if (question.from)
            m_earliest = question.from->at;
    }

    Status run(SqlConnection& db) {
        while (!m_heap.empty() && !m_next) {
            RoomScan& newest = *m_heap.front();
            if (newest.hasHit()) {
                take(newest);
            } else if (m_looked >= limits::searchedPerPage) {
                m_next = SearchPlace{newest.at(), newest.room(), newest.below()};
                continue;
            } else if (Status stepped = newest.step(db, m_looked); !stepped) {
                return stepped;
            }
            std::ranges::pop_heap(m_heap, isLater);
            if (m_heap.back()->isDone())
                m_heap.pop_back();
            else
                std::ranges::push_heap(m_heap, isLater);
        }
        return {};
    }

    QList<Message>& hits() { return m_hits; }
    const std::optional<SearchPlace>& next() const { return m_next; }

private:
    /// Or ends the page before the hit.
    void take(RoomScan& scan) {
        Message message = scan.take();
        if (!m_bound.takes(textBytes(message))) {
            m_next = m_last;
            return;
        }
        m_earliest = m_earliest ? std::min(*m_earliest, message.at) : message.at;
        m_last = SearchPlace{*m_earliest, message.room, message.seq};
        m_hits.append(std::move(message));
    }

    PageBound m_bound;
    std::vector<RoomScan*> m_heap;
    QList<Message> m_hits;
    std::optional<UtcTime> m_earliest; // of all hits before: what is behind the place is behind all of them
    std::optional<SearchPlace> m_last;
    std::optional<SearchPlace> m_next;
    int m_looked = 0;
};

/// What is not in the rows of the messages, room by room.
Status completeHits(SqlConnection& db, UserId caller, QList<Message>& hits) {
    std::map<RoomId, QList<Message>> byRoom;
    for (Message& hit : hits) {
        hit.files.reset(); // they come with the rest
        byRoom[hit.room].append(hit);
    }
    for (auto& [room, messages] : byRoom) {
        if (Status completed = completeMessages(db, room, caller, messages); !completed)
            return completed;
    }
    for (Message& hit : hits)
        hit = byRoom[hit.room].takeFirst();
    return {};
}

Result<SearchPage> pageOf(SqlConnection& db, const SearchQuestion& question, QList<Message> hits) {
    if (Status completed = completeHits(db, question.caller, hits); !completed)
        return fail(std::move(completed.error()));
    SearchPage page;
    std::set<UserId> authors;
    for (Message& hit : hits) {
        authors.insert(hit.by);
        QList<QList<int>> ranges = matchedRanges(question.terms, hit.body, limits::rangesPerHit);
        page.hits.append(SearchHit{std::move(hit), std::move(ranges)});
    }
    return usersByIds(db, QList<UserId>(authors.begin(), authors.end())).map([&](QList<User> users) {
        page.users = std::move(users);
        return std::move(page);
    });
}

} // namespace

Result<SearchPage> findMessages(SqlConnection& db, const SearchQuestion& question) {
    Result<std::vector<SearchedRoom>> rooms = roomsToSearch(db, question);
    if (!rooms)
        return fail(std::move(rooms.error()));
    if (!question.roomNames.isEmpty())
        keepNamed(*rooms, question.roomNames);
    if (question.by && question.by->isEmpty())
        rooms->clear(); // by nobody
    const SearchDemand demand(question);
    std::vector<RoomScan> scans;
    scans.reserve(rooms->size());
    for (const SearchedRoom& room : *rooms)
        scans.emplace_back(room, demand);
    Merge merge(scans, question);
    if (Status merged = merge.run(db); !merged)
        return fail(std::move(merged.error()));
    return pageOf(db, question, std::move(merge.hits())).map([&merge](SearchPage page) {
        page.next = merge.next();
        return page;
    });
}

} // namespace confab

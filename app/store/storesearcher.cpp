// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/storesearcher.h"

#include "app/store/searchdemand.h"
#include "app/store/searchsigns.h"
#include "app/store/storedvalues.h"
#include "common/search/searchmatch.h"

#include <QSqlError>
#include <QVariant>

#include <algorithm>
#include <queue>

namespace confab::store {

namespace {

Error problemOf(const QSqlQuery& query) {
    return Error(ErrorKind::Unavailable, query.lastError().text());
}

/// The places that may be hits, newest first. A segment is looked at when no place that is known is newer than all of
/// it, so that only what a page needs is read.
/// Thread: any. Owned by: searchStored().
class PlaceFinder {
public:
    PlaceFinder(const StoreDatabase& database, const SearchDemand& demand)
        : m_demand(demand), m_sought(demand), m_signs(database.query()) {
        m_signs.prepare(QStringLiteral("SELECT signs FROM log_signs WHERE room = ? AND segment = ?"));
    }

    Status listSegments(const StoreDatabase& database) {
        QSqlQuery query = database.query();
        if (!query.exec(QStringLiteral("SELECT newest, oldest, room, segment FROM log_signs ORDER BY newest DESC")))
            return fail(problemOf(query));
        for (; query.next(); ++m_all) {
            if (query.isNull(0)) {
                ++m_missing;
                continue;
            }
            const Segment segment{UtcTime{query.value(0).toLongLong()}, UtcTime{query.value(1).toLongLong()},
                                  RoomId{query.value(2).toLongLong()}, query.value(3).toLongLong()};
            if (mayHave(segment))
                m_segments.push_back(segment);
        }
        return {};
    }

    /// Empty: there is no further one, or it is not wanted any more.
    Result<std::optional<SearchPlace>> next(const std::function<bool()>& isWanted) {
        while (m_next < m_segments.size() && (m_places.empty() || m_places.top().at <= m_segments[m_next].newest)) {
            if (!isWanted())
                return std::nullopt;
            if (Status looked = look(m_segments[m_next++]); !looked)
                return fail(std::move(looked.error()));
        }
        if (m_places.empty())
            return std::nullopt;
        const SearchPlace place = m_places.top();
        m_places.pop();
        return place;
    }

    /// Per cent of the store that has signs; none: all.
    std::optional<int> indexed() const {
        return m_missing > 0 ? std::optional((m_all - m_missing) * 100 / m_all) : std::nullopt;
    }

private:
    struct Segment {
        UtcTime newest, oldest;
        RoomId room;
        Seq number = 0;
    };

    bool mayHave(const Segment& segment) const {
        return (!m_demand.rooms || m_demand.rooms->contains(segment.room)) &&
               (!m_demand.before || segment.oldest < *m_demand.before) &&
               (!m_demand.after || segment.newest >= *m_demand.after) &&
               (!m_demand.from || segment.oldest <= m_demand.from->at);
    }

    Status look(const Segment& segment) {
        m_signs.addBindValue(segment.room.value);
        m_signs.addBindValue(segment.number);
        if (!m_signs.exec())
            return fail(problemOf(m_signs));
        m_found.clear();
        if (m_signs.next())
            m_sought.find(m_signs.value(0).toByteArray(), segment.number, m_found);
        m_signs.finish();
        for (const SignedPlace& found : m_found) {
            const SearchPlace place{found.at, segment.room, found.seq};
            if (m_demand.isAtTime(place))
                m_places.push(place);
        }
        return {};
    }

    const SearchDemand& m_demand;
    const SoughtSigns m_sought;
    QSqlQuery m_signs;
    std::vector<Segment> m_segments; // those whose newest message is newest first
    size_t m_next = 0;
    std::priority_queue<SearchPlace> m_places; // of the segments before
    std::vector<SignedPlace> m_found;
    int m_all = 0;
    int m_missing = 0;
};

Result<SearchAnswer> pageOf(const StoreDatabase& database, const SearchDemand& demand, int limit,
                            const std::function<bool()>& isWanted) {
    PlaceFinder places(database, demand);
    if (Status listed = places.listSegments(database); !listed)
        return fail(std::move(listed.error()));
    QSqlQuery query = database.query();
    query.prepare(QStringLiteral("SELECT row FROM log_rows WHERE room = ? AND seq = ?"));
    SearchAnswer answer;
    answer.indexing = places.indexed();
    SearchPlace last;
    for (int read = 0;; ++read) {
        const Result<std::optional<SearchPlace>> place = places.next(isWanted);
        if (!place)
            return fail(place.error());
        if (!isWanted())
            return fail(Error(ErrorKind::Unavailable, QStringLiteral("Another search began")));
        if (!*place)
            return answer;
        if (answer.hits.size() == limit || read == readMost) {
            answer.cursor = last.toCursor();
            return answer;
        }
        last = **place;
        query.addBindValue(last.room.value);
        query.addBindValue(last.seq);
        if (!query.exec())
            return fail(problemOf(query));
        std::optional<LogRow> row = query.next() ? rowFrom(query.value(0).toByteArray()) : std::nullopt;
        query.finish();
        if (row && row->message && demand.isMetBy(*row->message)) {
            QList<QList<int>> ranges = matchedRanges(demand.terms, row->message->body, limits::rangesPerHit);
            answer.hits.append({std::move(*row->message), std::move(ranges)});
        }
    }
}

} // namespace

Result<SearchAnswer> searchStored(const StoreDatabase& database, const SearchMessages& request,
                                  const std::function<bool()>& isWanted) {
    return database.atOnce([&]() -> Result<SearchAnswer> {
        const Result<SearchDemand> demand = SearchDemand::of(request, database);
        if (!demand)
            return fail(demand.error());
        const bool isNobody = demand->by && demand->by->isEmpty();
        const bool isNowhere = demand->rooms && demand->rooms->isEmpty();
        if (isNobody || isNowhere)
            return SearchAnswer();
        const int limit = std::clamp(request.limit.value_or(limits::foundByDefault), 1, limits::foundMessages);
        return pageOf(database, *demand, limit, isWanted);
    });
}

Status StoreSearcher::open(const QString& path) {
    Result<std::unique_ptr<StoreDatabase>> database = StoreDatabase::open(path, StoreDatabase::Access::Read);
    if (!database)
        return fail(std::move(database.error()));
    m_database = std::move(*database);
    return {};
}

Result<SearchAnswer> StoreSearcher::search(const SearchMessages& request, Seeker seeker, int number) const {
    if (!m_database)
        return fail(ErrorKind::Unavailable);
    return searchStored(*m_database, request, [=, this] { return isWanted(seeker, number); });
}

} // namespace confab::store

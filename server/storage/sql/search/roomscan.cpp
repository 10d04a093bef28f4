// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/search/roomscan.h"

#include "common/search/searchmatch.h"
#include "server/storage/sql/search/searchedmessages.h"
#include "server/storage/sql/sqlconnection.h"

#include <algorithm>
#include <limits>

namespace confab {

namespace {

// A caller may have many rooms, whose newest messages are what a page shows: each begins with little.
constexpr int fewMessages = 8;
constexpr int manyMessages = 256;
constexpr Seq fewSegments = 4;
constexpr Seq manySegments = 64;

/// Clocks of nodes differ, and may be set back a little: what is so much earlier is looked at, too.
constexpr qint64 clockSlackMs = 10'000;
/// In a shorter log it costs more to find the place of a time than to pass by what is later.
constexpr Seq worthSeeking = 256;

constexpr UtcTime endOfTime{std::numeric_limits<qint64>::max()};

} // namespace

SearchDemand::SearchDemand(const SearchQuestion& asked) : question(asked) {
    for (const QString& term : asked.terms) {
        const std::vector<GramRange> ofTerm = rangesOf(term);
        ranges.insert(ranges.end(), ofTerm.begin(), ofTerm.end());
    }
    const auto need = [this](Gram gram) { ranges.push_back({gram, gram}); };
    if (asked.by && asked.by->size() == 1)
        need(gramOfAuthor(asked.by->first()));
    if (asked.hasFile)
        need(gramOfFiles);
    if (asked.hasLink)
        need(gramOfLinks);
    if (asked.hasImage)
        need(gramOfImages);
}

bool SearchDemand::isMetBy(const Message& message) const {
    if (message.deletedAt || (question.by && !question.by->contains(message.by)) ||
        (question.before && message.at >= *question.before) || (question.after && message.at < *question.after))
        return false;
    if ((question.hasFile && (!message.files || message.files->isEmpty())) ||
        (question.hasImage && !hasImage(message)) || (question.hasLink && !hasLink(message.body)))
        return false;
    return containsAll(question.terms, message.body, fileNames(message));
}

UtcTime SearchDemand::end() const {
    UtcTime end = question.before.value_or(endOfTime);
    if (question.from)
        end = std::min(end, UtcTime{question.from->at.ms + 1});
    return end;
}

RoomScan::RoomScan(const SearchedRoom& room, const SearchDemand& demand)
    : m_room(room), m_demand(demand), m_below(room.lastSeq + 1), m_bound(std::min(room.lastAt, demand.end())),
      m_messagesAtOnce(fewMessages), m_segmentsAtOnce(fewSegments) {
    const std::optional<SearchPlace>& place = demand.question.from;
    if (place && place->room == room.room) {
        m_below = std::min(m_below, place->seq);
        m_isBehindPlace = true;
    }
}

Message RoomScan::take() {
    Message message = std::move(m_found.front());
    m_found.pop_front();
    if (!hasHit())
        m_bound = std::min(m_bound, message.at);
    return message;
}

Status RoomScan::step(SqlConnection& db, int& looked) {
    if (!m_hasSought) {
        m_hasSought = true;
        if (Status sought = seek(db, looked); !sought)
            return sought;
        return {};
    }
    const bool isIndexed = m_below <= m_room.indexedSeq + 1 && !m_demand.ranges.empty();
    Status stepped = isIndexed ? stepByIndex(db, looked) : stepThroughLog(db, looked);
    const std::optional<UtcTime>& after = m_demand.question.after;
    if (stepped && after && m_bound.ms < after->ms - clockSlackMs)
        m_below = 0; // all further ones are earlier
    return stepped;
}

/// Passes by what is too late. Says then when the next message was sent, so that rooms take turns by that.
Status RoomScan::seek(SqlConnection& db, int& looked) {
    const UtcTime end = m_demand.end();
    if (m_room.lastAt < end && m_below > m_room.lastSeq)
        return {};
    if (m_room.lastAt >= end && m_below > worthSeeking) {
        const Result<Seq> first = firstSeqFrom(db, m_room.room, UtcTime{end.ms + clockSlackMs}, m_below - 1);
        if (!first)
            return fail(first.error());
        m_below = std::min(m_below, *first);
    }
    looked += fewMessages;
    return noteBound(db);
}

Status RoomScan::noteBound(SqlConnection& db) {
    const Result<std::optional<UtcTime>> sent = sentBefore(db, m_room.room, m_below);
    if (!sent)
        return fail(sent.error());
    if (!*sent)
        m_below = 0;
    else
        m_bound = std::min(**sent, m_bound);
    return {};
}

Status RoomScan::stepThroughLog(SqlConnection& db, int& looked) {
    const Seq above = m_demand.ranges.empty() ? 0 : std::min(m_room.indexedSeq, m_below - 1);
    Result<QList<Message>> messages = messagesBelow(db, m_room.room, m_below, above, m_messagesAtOnce);
    if (!messages)
        return fail(std::move(messages.error()));
    looked += int(messages->size()) + 1;
    const bool isAll = messages->size() < m_messagesAtOnce;
    m_messagesAtOnce = std::min(m_messagesAtOnce * 2, manyMessages);
    m_below = isAll ? above + 1 : messages->last().seq;
    if (!messages->isEmpty())
        m_bound = messages->last().at;
    for (Message& message : *messages)
        consider(std::move(message));
    return {};
}

Status RoomScan::stepByIndex(SqlConnection& db, int& looked) {
    if (!m_candidates.empty())
        return readCandidates(db, looked);
    if (Status found = findCandidates(db, looked); !found)
        return found;
    if (!m_candidates.empty())
        return readCandidates(db, looked);
    m_below = m_segmentsBelow * segmentSeqs;
    return m_below > 1 ? noteBound(db) : Status();
}

Status RoomScan::readCandidates(SqlConnection& db, int& looked) {
    QList<Seq> seqs;
    for (; !m_candidates.empty() && seqs.size() < m_messagesAtOnce; m_candidates.pop_front())
        seqs.append(m_candidates.front());
    Result<QList<Message>> messages = messagesOf(db, m_room.room, seqs);
    if (!messages)
        return fail(std::move(messages.error()));
    looked += int(seqs.size()) + 1;
    m_messagesAtOnce = std::min(m_messagesAtOnce * 2, manyMessages);
    m_below = m_candidates.empty() ? m_segmentsBelow * segmentSeqs : seqs.last();
    if (!messages->isEmpty())
        m_bound = messages->last().at;
    for (Message& message : *messages)
        consider(std::move(message));
    return {};
}

/// The rarest gram first, of several segments at once; then the others, of those that have it.
Status RoomScan::findCandidates(SqlConnection& db, int& looked) {
    const Seq last = segmentOf(m_below - 1);
    const Seq first = std::max<Seq>(0, last - m_segmentsAtOnce + 1);
    m_segmentsAtOnce = std::min(m_segmentsAtOnce * 2, manySegments);
    m_segmentsBelow = first;
    Segments segments;
    {
        const GramRange& rarest = m_demand.ranges.front();
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT segment, data FROM search_grams WHERE room_id = ? "
                                                     "AND part = ? AND segment >= ? AND segment <= ?"),
                                      m_room.room, partOf(rarest.first), first, last);
        if (!rows)
            return fail(std::move(rows.error()));
        for (; rows->next(); ++looked) {
            Places places;
            addPlaces(rows->bytes(1), rarest, places);
            if (places.any())
                segments.emplace(rows->integer(0), places);
        }
    }
    if (Status narrowed = narrow(db, segments, looked); !narrowed)
        return narrowed;
    for (const auto& [segment, places] : segments) {
        for (size_t place = places.any() ? places.size() : 0; place-- > 0;) {
            const Seq seq = segment * segmentSeqs + Seq(place);
            if (places[place] && seq < m_below)
                m_candidates.push_back(seq);
        }
    }
    ++looked;
    return {};
}

/// All segments by one statement: on PostgreSQL each costs more than what it reads.
Status RoomScan::narrow(SqlConnection& db, Segments& segments, int& looked) const {
    const std::vector<GramRange>& ranges = m_demand.ranges;
    if (ranges.size() < 2 || segments.empty())
        return {};
    QList<qint64> parts, numbers;
    for (size_t i = 1; i < ranges.size(); ++i)
        parts.append(partOf(ranges[i].first));
    for (const auto& [segment, places] : segments)
        numbers.append(segment);
    const Dialect& dialect = db.dialect();
    const QString sql =
        QString(u"SELECT segment, part, data FROM search_grams WHERE room_id = ? AND " %
                dialect.among(QStringLiteral("part")) % u" AND " % dialect.among(QStringLiteral("segment")));
    Result<SqlRows> rows = db.runWith(sql, {toSql(m_room.room), dialect.list(parts), dialect.list(numbers)});
    if (!rows)
        return fail(std::move(rows.error()));
    std::map<Seq, std::vector<Places>> having;
    for (; rows->next(); ++looked) {
        const int part = int(rows->integer(1));
        const QByteArray data = rows->bytes(2);
        std::vector<Places>& ofSegment = having.try_emplace(rows->integer(0), ranges.size()).first->second;
        for (size_t i = 1; i < ranges.size(); ++i) {
            if (partOf(ranges[i].first) == part)
                addPlaces(data, ranges[i], ofSegment[i]);
        }
    }
    for (auto& [segment, places] : segments) {
        const auto found = having.find(segment);
        if (found == having.end())
            places.reset();
        for (size_t i = 1; found != having.end() && i < ranges.size(); ++i)
            places &= found->second[i];
    }
    return {};
}

/// Of hits in the order of their seqs: the first one that is behind the place, and all that follow. So none is passed
/// by where a clock was set back.
bool RoomScan::isBehindPlace(const Message& message) {
    const std::optional<SearchPlace>& place = m_demand.question.from;
    if (!m_isBehindPlace)
        m_isBehindPlace = !place || std::pair(message.at, m_room.room) < std::pair(place->at, place->room);
    return m_isBehindPlace;
}

void RoomScan::consider(Message message) {
    if (m_demand.isMetBy(message) && isBehindPlace(message))
        m_found.push_back(std::move(message));
}

} // namespace confab

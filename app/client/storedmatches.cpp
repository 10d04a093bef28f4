// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/storedmatches.h"

#include "app/client/rooms.h"
#include "app/client/storefeed.h"
#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"
#include "common/search/searchquery.h"

#include <QPointer>

#include <algorithm>

namespace confab::client {

namespace {

bool isSame(const SearchHit& a, const SearchHit& b) {
    return a.message.room == b.message.room && a.message.seq == b.message.seq;
}

QStringList fileNames(const Message& message) {
    QStringList names;
    for (const File& file : message.files.value_or(QList<File>()))
        names.append(file.name);
    return names;
}

/// Only words can be looked for here; nothing for a query with filters, whose people and rooms the store knows.
std::optional<QStringList> termsOf(const QString& query) {
    const SearchQuery parsed = parseSearchQuery(query);
    SearchQuery words;
    words.words = parsed.words;
    const QStringList terms = foldedTerms(parsed.words);
    return parsed == words && !terms.isEmpty() ? std::optional(terms) : std::nullopt;
}

} // namespace

StoredMatches::StoredMatches(Session& session, UserDirectory& people, const Rooms& rooms, StoreFeed& store)
    : m_people(people), m_rooms(rooms), m_store(store) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    connect(&m_delay, &QTimer::timeout, this, [this] { look({}, {}, 1); });
    connect(&session, &Session::ended, this, [this] { setQuery({}); });
}

StoredMatches::~StoredMatches() {
    stop();
}

void StoredMatches::stop() {
    ++m_round;
    m_delay.stop();
    m_store.stopSearch(store::Seeker::Switcher);
}

void StoredMatches::setQuery(const QString& query) {
    if (query == m_query)
        return;
    m_query = query;
    stop();
    keepFitting();
    if (!query.isEmpty() && query.size() <= limits::searchChars)
        m_delay.start();
}

void StoredMatches::keepFitting() {
    const std::optional<QStringList> terms = termsOf(m_query);
    for (int row = count(); row-- > 0;) {
        const Message& message = m_hits[row].message;
        if (terms && containsAll(*terms, message.body, fileNames(message))) {
            m_hits[row].ranges = matchedRanges(*terms, message.body, limits::rangesPerHit);
            Q_EMIT changed(row, row);
        } else {
            remove(row);
        }
    }
}

void StoredMatches::look(const QList<SearchHit>& found, std::optional<QString> cursor, int page) {
    SearchMessages request;
    request.query = m_query;
    request.limit = most;
    request.cursor = std::move(cursor);
    const auto answer = [this, found, page, round = m_round, guard = QPointer(this)](const Result<SearchAnswer>& part) {
        if (guard && round == m_round)
            answered(found, part.value_or(SearchAnswer()), page);
    };
    m_store.search(request, answer, store::Seeker::Switcher);
}

void StoredMatches::answered(QList<SearchHit> found, const SearchAnswer& answer, int page) {
    m_people.learn(answer.users);
    for (const SearchHit& hit : answer.hits) {
        if (found.size() < most && m_rooms.find(hit.message.room)) // the user may have left it
            found.append(hit);
    }
    if (found.size() < most && answer.cursor && page < pagesMost)
        return look(found, answer.cursor, page + 1);
    show(found);
}

/// What is there already is a part of the hits in the same order, unless messages have come or gone meanwhile.
void StoredMatches::show(const QList<SearchHit>& hits) {
    for (int row = count(); row-- > 0;) {
        if (std::ranges::none_of(hits, [&](const SearchHit& hit) { return isSame(hit, m_hits[row]); }))
            remove(row);
    }
    for (int row = 0; row < hits.size(); ++row) {
        if (row < count() && isSame(m_hits[row], hits[row])) {
            m_hits[row] = hits[row];
            Q_EMIT changed(row, row);
            continue;
        }
        Q_EMIT aboutToInsert(row, row);
        m_hits.insert(row, hits[row]);
        Q_EMIT inserted();
    }
    while (count() > hits.size())
        remove(count() - 1);
}

void StoredMatches::remove(int row) {
    Q_EMIT aboutToRemove(row, row);
    m_hits.removeAt(row);
    Q_EMIT removed();
}

} // namespace confab::client

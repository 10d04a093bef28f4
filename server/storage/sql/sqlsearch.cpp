// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlsearch.h"

#include "server/storage/sql/search/searchindex.h"
#include "server/storage/sql/search/searchpage.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/storagelimits.h"

#include <algorithm>

namespace confab {

namespace {

/// Nothing while so little is not indexed that no page is short because of it.
std::optional<int> indexedPercent(const SearchBacklog& backlog) {
    if (backlog.unindexed <= limits::unindexedUnsaid)
        return std::nullopt;
    return int((backlog.events - backlog.unindexed) * 100 / backlog.events);
}

} // namespace

QCoro::Task<Result<SearchPage>> SqlSearch::find(SearchQuestion question) {
    question.limit = std::clamp(question.limit, 1, limits::foundMessages);
    const ReadLine line = lineOf(question.caller);
    Result<SearchPage> page = co_await onReader<SearchPage>(
        m_reader, line, [question = std::move(question)](SqlConnection& db) { return findMessages(db, question); });
    if (page)
        page->indexed = m_indexed;
    co_return page;
}

QCoro::Task<Result<SearchBacklog>> SqlSearch::backlog() {
    Result<SearchBacklog> backlog =
        co_await onReader<SearchBacklog>(m_reader, ReadLine::Server, [](SqlConnection& db) { return readBacklog(db); });
    if (backlog)
        m_indexed = indexedPercent(*backlog);
    co_return backlog;
}

QCoro::Task<Result<bool>> SqlSearch::indexSlice(RoomId room) {
    Result<bool> more = co_await onWriter<bool>(
        m_writer, [room](SqlConnection& db) { return confab::indexSlice(db, room); }, lockOrder(room));
    if (!more && more.error().kind == ErrorKind::RoomNotFound)
        more = false;
    co_return more;
}

} // namespace confab

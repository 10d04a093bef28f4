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

// Work that owns something is made before the expression that waits for it: GCC 12 would destroy it twice.

QCoro::Task<Result<SearchPage>> SqlSearch::find(SearchQuestion question) {
    question.limit = std::clamp(question.limit, 1, limits::foundMessages);
    const ReadLine line = lineOf(question.caller);
    auto work = [question = std::move(question)](SqlConnection& db) { return findMessages(db, question); };
    Result<SearchPage> page = co_await onReader<SearchPage>(m_reader, line, std::move(work));
    if (page)
        page->indexed = m_indexed;
    co_return page;
}

QCoro::Task<Result<SearchBacklog>> SqlSearch::backlog() {
    Result<SearchBacklog> backlog = co_await onReader<SearchBacklog>(m_reader, ReadLine::Server, readBacklog);
    if (backlog)
        m_indexed = indexedPercent(*backlog);
    co_return backlog;
}

QCoro::Task<Result<bool>> SqlSearch::indexSlice(RoomId room) {
    auto work = [room](SqlConnection& db) { return confab::indexSlice(db, room); };
    Result<bool> more = co_await onWriter<bool>(m_writer, std::move(work), lockOrder(room));
    if (!more && more.error().kind == ErrorKind::RoomNotFound)
        more = false;
    co_return more;
}

} // namespace confab

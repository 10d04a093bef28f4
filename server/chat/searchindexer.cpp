// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/searchindexer.h"

#include <QLoggingCategory>

#include <algorithm>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.search")

using std::chrono::milliseconds;

/// What is new waits so long: a slice costs nearly the same for one message as for some hundred, and the search looks
/// at what is not indexed anyway.
constexpr milliseconds newsWait{2000};
/// A pause is so many times as long as the slice before it took.
constexpr int pauseFactor = 4;
constexpr milliseconds longestPause{1000};
/// After a failure of the database.
constexpr milliseconds retryWait{10'000};

} // namespace

SearchIndexer::SearchIndexer(SearchStore& store) : m_store(store) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { work(); });
    m_store.onAppend([this] { noteAppend(); });
}

SearchIndexer::~SearchIndexer() {
    m_store.onAppend({});
}

void SearchIndexer::start() {
    m_timer.start(0);
}

void SearchIndexer::noteAppend() {
    m_hasNews = true;
    if (!isBusy())
        m_timer.start(newsWait);
}

QCoro::Task<> SearchIndexer::work() {
    m_isWorking = true;
    if (m_rooms.isEmpty())
        co_await look();
    else
        co_await indexNext();
    m_isWorking = false;
}

QCoro::Task<> SearchIndexer::look() {
    m_hasNews = false;
    const Result<SearchBacklog> backlog = co_await m_store.backlog();
    if (!backlog)
        co_return failed(backlog.error());
    m_isFailing = false;
    m_counters.unindexed.set(backlog->unindexed);
    m_rooms = backlog->rooms;
    m_hasMore = backlog->more;
    if (!m_rooms.isEmpty())
        m_timer.start(0);
    else if (m_hasNews)
        m_timer.start(newsWait);
}

QCoro::Task<> SearchIndexer::indexNext() {
    const auto begun = std::chrono::steady_clock::now();
    const Result<bool> more = co_await m_store.indexSlice(m_rooms.first());
    if (!more)
        co_return failed(more.error());
    m_counters.slices.add(1);
    m_hasMore = m_hasMore || *more;
    m_rooms.removeFirst(); // one with more comes again with the next look, if it still has most
    const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
    const milliseconds pause = std::min(took * pauseFactor, longestPause);
    if (!m_rooms.isEmpty() || m_hasMore)
        m_timer.start(pause);
    else
        m_timer.start(newsWait); // and look whether that was all
}

void SearchIndexer::failed(const Error& error) {
    m_rooms.clear();
    if (error.kind == ErrorKind::ServerDraining)
        return;
    if (!std::exchange(m_isFailing, true))
        qCWarning(lc).noquote() << "The index of the search does not follow:" << error.message;
    m_timer.start(retryWait);
}

} // namespace confab

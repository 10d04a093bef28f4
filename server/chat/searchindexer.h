// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "server/storage/search.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace confab {

/// Figures of the index, for metrics.
struct IndexerCounters {
    Gauge unindexed; ///< events, as it last looked
    Counter slices;  ///< that were indexed
};

/// Keeps the index of the search up with the log: after the start what earlier versions or runs have left, then what is
/// new. Slice by slice, with pauses several times as long as a slice, so that it never holds up those who write; rooms
/// with most to do first. While nothing is written, it sleeps.
/// Thread: chat thread; counters() any. Owned by: ChatParts.
class SearchIndexer : public QObject {
    Q_OBJECT

public:
    /// `store` outlives this and resumes its coroutines on this thread.
    explicit SearchIndexer(SearchStore& store);
    ~SearchIndexer() override;

    void start();
    /// Whether it has something to do, now or in a moment.
    bool isBusy() const { return m_isWorking || m_timer.isActive(); }
    const IndexerCounters& counters() const { return m_counters; }

private:
    void noteAppend();
    /// A look at what there is to do, or a slice.
    QCoro::Task<> work();
    QCoro::Task<> look();
    QCoro::Task<> indexNext();
    void failed(const Error& error);

    SearchStore& m_store;
    QTimer m_timer;
    QList<RoomId> m_rooms; // to index, the first one next
    bool m_isWorking = false;
    bool m_hasNews = false; // since the last look
    bool m_hasMore = false; // than the last look named
    bool m_isFailing = false;
    IndexerCounters m_counters;
};

} // namespace confab

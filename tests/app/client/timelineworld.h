// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/outboxfile.h"
#include "app/client/timeline.h"
#include "common/core/sequencer.h"

#include <random>

namespace confab::test {

/// The rows of a view that trusts a list's signals and reads rows only when a signal tells it to.
class Shadow : public QObject {
public:
    explicit Shadow(client::Timeline& timeline);
    /// Empty when it equals the timeline, else the difference.
    QString difference() const;

private:
    client::Timeline& m_timeline;
    std::vector<client::TimelineEntry> m_rows;
    int m_first = -1;
    int m_last = -1;
    QString m_broken; // a signal that was inconsistent
};

/// A room's log on a server, and a client that reads it over a line that repeats, reorders, delays and loses frames.
/// Both are kept apart: the true log, and the timeline's rows.
/// Every step is drawn from the seed, so that a failure can be repeated.
class TimelineWorld {
public:
    explicit TimelineWorld(unsigned seed);

    /// Does one random step. Empty, or the error after it.
    QString step();
    /// Delivers and requests everything that is missing. Empty, or how rows and log differ.
    QString settle();

private:
    struct Own {
        client::OutgoingMessage message;
        std::optional<Sent> stored;
    };

    bool chance(int percent) { return int(m_random() % 100) < percent; }
    size_t below(size_t bound) { return m_random() % bound; }
    void store(UserId by, EventData data);
    void somebodyActs();
    void write();
    void serverStores();
    void deliverEvent();
    void deliverAnswer();
    void fetchEvents();
    void fetchHistory();
    void fail();
    void discard();
    void skip();
    void show(const QList<Event>& due);
    QString check() const;
    QString expectedRow(int row, const client::TimelineEntry& entry, Seq seq) const;
    Seq lastSeq() const { return Seq(m_log.size()); }

    static constexpr UserId me{1};
    std::mt19937 m_random;
    std::vector<Event> m_log; // the truth: seq 1 is first
    QList<Event> m_flying;    // live events in flight
    QList<QString> m_answers; // clientIds whose answer is in flight
    std::vector<Own> m_own;   // not seen in the log yet, in the order of writing
    Seq m_begin = 0;
    std::optional<Seq> m_before;
    bool m_hasOlder = true;
    Sequencer<Event> m_sequencer{0, 2000};
    client::Timeline m_timeline;
    Shadow m_shadow{m_timeline};
    int m_written = 0;
};

} // namespace confab::test

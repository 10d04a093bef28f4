// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "common/core/work.h"

#include <QString>
#include <QThread>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace confab {

/// Detects stalled threads from outside: an event loop has to answer a posted call, a thread that takes jobs has to end
/// each. A thread that exceeds its limit is logged with the name of its work, counted, and reported to `changed`; its
/// recovery is logged, too. The cost for a watched thread is one posted call each look.
///
/// Time is counted in looks, so that a stopped process or a sleeping machine counts as no stall.
/// Thread: watch(), start(), stop() on one; look() on one, which is the watchdog's own after start(); the rest on any.
/// Owned by: Daemon.
class Watchdog {
public:
    using Milliseconds = std::chrono::milliseconds;
    static constexpr Milliseconds lookEvery{250};
    static constexpr Milliseconds turnTime{1000}; ///< noticeable to people; a hundred times the longest turn

    /// `changed`: told whether all threads run; called by look().
    explicit Watchdog(std::function<void(bool allTurn)> changed);
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// Before start(). The thread's object and work outlive stop(). `most`: how long one turn of it may take.
    void watch(WatchedThread thread, Milliseconds most = turnTime);
    void watchAll(std::vector<WatchedThread> threads, Milliseconds most = turnTime);
    /// Looks every lookEvery on a thread of its own.
    void start();
    /// Stops looking.
    void stop();
    /// One look at all threads.
    void look();

    /// As a sentence: "db-writer has been busy with message.send for 3 s"; empty when no thread is stalled.
    QString words() const;

    struct Figures {
        const std::string& thread;
        quint64 stalls = 0;     ///< how often it was stalled
        double heldSeconds = 0; ///< how long it has been stalled; 0 below its limit
    };
    std::vector<Figures> figures() const;

private:
    struct Watched;
    void note(Watched& watched);

    const std::function<void(bool)> m_changed;
    std::vector<std::unique_ptr<Watched>> m_watched;
    bool m_allTurn = true;            // as was told last; the looking thread's
    BlockingQueue<int> m_stopping{1}; // closed by stop()
    std::unique_ptr<QThread> m_thread;
};

} // namespace confab

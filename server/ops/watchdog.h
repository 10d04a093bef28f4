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
/// A process that rests is left alone: when all threads have answered and next to no CPU time was used for some looks,
/// the watchdog sleeps until one of the event loops says that it is awake, which those of glib say after their work. So
/// a server without traffic has no wake-ups at all.
///
/// Time is counted in looks, so that a stopped process or a sleeping machine counts as no stall.
/// Thread: watch(), start(), stop() on one; look() on one, which is the watchdog's own after start(); the rest on any.
/// Owned by: Daemon.
class Watchdog {
public:
    using Milliseconds = std::chrono::milliseconds;
    static constexpr Milliseconds lookEvery{250};
    static constexpr Milliseconds turnTime{1000}; ///< noticeable to people; a hundred times the longest turn
    static constexpr int upkeepEvery = 20;        ///< looks: 5 s
    /// So many quiet looks in a row, and the process rests.
    static constexpr int quietLooks = 4;
    /// CPU time of the process from one quiet look to the next: several times what the looks themselves cost.
    static constexpr Milliseconds quietTime{2};

    /// `changed`: told whether all threads run; called by look().
    explicit Watchdog(std::function<void(bool allTurn)> changed);
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// Before start(). The thread's object and work outlive stop(). `most`: how long one turn of it may take.
    void watch(WatchedThread thread, Milliseconds most = turnTime);
    void watchAll(std::vector<WatchedThread> threads, Milliseconds most = turnTime);
    /// Before start(): work for the watchdog's thread, done every upkeepEvery looks, when the process begins to be
    /// quiet, and right before the watchdog rests.
    void setUpkeep(std::function<void()> upkeep) { m_upkeep = std::move(upkeep); }
    /// Looks every lookEvery on a thread of its own, while the process does not rest.
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

    /// Any thread: whether it sleeps until an event loop wakes.
    bool isResting() const;

private:
    struct Watched;
    struct Rest;
    void note(Watched& watched);
    void listenTo(const WatchedThread& thread);
    void run();
    bool isQuiet();
    bool rest();

    const std::function<void(bool)> m_changed;
    std::vector<std::unique_ptr<Watched>> m_watched;
    bool m_allTurn = true; // as was told last; the looking thread's
    std::function<void()> m_upkeep;
    Milliseconds m_cpuTime{0}; // of the process at the last look; the watchdog's
    const std::shared_ptr<Rest> m_rest;
    std::vector<QMetaObject::Connection> m_listening; // to event loops
    std::unique_ptr<QThread> m_thread;
};

} // namespace confab

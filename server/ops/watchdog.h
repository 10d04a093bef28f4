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

/// Looks from outside whether threads turn: an event loop has to answer a call that is posted to it, a thread that
/// takes jobs has to end each. One that does not for longer than it may is logged with the name of what it works on,
/// counted, and told to `changed`; when it turns again that is said, too. The watched threads pay for it with one
/// posted call each look.
///
/// Time is counted in looks, so that a process that was stopped, or a machine that was asleep, accuses no thread.
/// Thread: watch(), start(), stop() on one; look() on one, which is the watchdog's own after start(); the rest on any.
/// Owned by: Daemon.
class Watchdog {
public:
    using Milliseconds = std::chrono::milliseconds;
    static constexpr Milliseconds lookEvery{250};
    static constexpr Milliseconds turnTime{1000}; ///< what people notice, a hundred times what the longest turn takes

    /// `changed`: whether all threads turn; called by look().
    explicit Watchdog(std::function<void(bool allTurn)> changed);
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// Before start(). The thread's object and work outlive stop(). `most`: how long one turn of it may take.
    void watch(WatchedThread thread, Milliseconds most = turnTime);
    void watchAll(std::vector<WatchedThread> threads, Milliseconds most = turnTime);
    /// Looks every lookEvery on a thread of its own.
    void start();
    /// Looks no more.
    void stop();
    /// One look at all threads.
    void look();

    /// In words, for people: "db-writer has been busy with message.send for 3 s"; empty when all threads turn.
    QString words() const;

    struct Figures {
        const std::string& thread;
        quint64 stalls = 0;     ///< how often it did not turn in time
        double heldSeconds = 0; ///< how long it has not turned now; 0 when that is less than it may
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

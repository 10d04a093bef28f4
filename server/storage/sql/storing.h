// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

#include <chrono>
#include <functional>

namespace confab {

/// Whether the database stores, as reported. A refusal counts at once. Its end does not: on a full disk small writes go
/// through while larger ones fail, so only a large write on trial counts, and when the database refuses again soon
/// after, several of them in a row, twice as many each time. Each reason is logged once for each refusal.
/// Thread: the writer's. Owned by: WriterThread.
class Storing {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// `tell`: told of each change; may be empty. At first the database stores.
    explicit Storing(std::function<void(bool stores)> tell) : m_tell(std::move(tell)) {}

    bool refuses() const { return m_refuses; }
    /// A write of so many jobs was refused.
    void refused(const QString& why, size_t jobs, Time now);
    /// Nothing can be written from the start on; reading works.
    void beganReadOnly(const QString& why, Time now);

    /// Whether a large write should be tried now.
    bool isTrialDue(Time now) const { return m_refuses && now >= m_nextTrial; }
    /// The outcome of the trial.
    void tried(bool stored, Time now);

    /// A refusal this soon after a recovery continues the earlier one.
    static constexpr std::chrono::seconds relapse{60};
    static constexpr int mostTrials = 32;

private:
    void begin(Time now);

    const std::function<void(bool)> m_tell;
    bool m_refuses = false;
    QStringList m_said; // reasons; at most mostReasons
    Time m_nextTrial;
    Time m_endedAt;
    bool m_hasEnded = false;
    int m_needed = 1; // good trials in a row
    int m_good = 0;   // of these
};

} // namespace confab

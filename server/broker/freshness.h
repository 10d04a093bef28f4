// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/limits.h"
#include "server/broker/nodemessage.h"

#include <QHash>

#include <bitset>
#include <chrono>
#include <optional>

namespace confab {

/// Detects replayed node messages. Any program can publish a recorded node message again, so the stamps of each sender
/// are remembered. A sender that was silent lately must answer a question before its node messages count; the answer
/// shows its present stamp. Thread: any one. Owned by: RedisBroker.
class Freshness {
public:
    using Time = std::chrono::steady_clock::time_point;

    enum class Verdict {
        Fresh,
        Stale,   ///< seen before, too far behind, or of an earlier run
        Unproven ///< the sender first has to prove that it is live
    };
    Verdict judge(const NodeRun& from, quint64 stamp, Time now);
    /// The number to send to an unproven sender; std::nullopt when it was asked a moment ago, or when too many are
    /// unproven.
    std::optional<qint64> question(const NodeRun& from, Time now);
    /// The sender's answer. False when it does not match the last question; otherwise node messages after this one
    /// count.
    bool answered(const NodeRun& from, qint64 nonce, quint64 stamp, Time now);

    qsizetype known() const { return m_known.size(); }

private:
    struct Sender {
        qint64 epoch = 0;
        Time heardAt;
        quint64 highest = 0;
        std::bitset<limits::nodeMessagesOvertaking> heard; // bit 0: the highest, bit 1: the one before it, …
    };
    struct Asked {
        qint64 epoch = 0;
        qint64 nonce = 0;
        Time at;
    };

    QHash<QString, Sender> m_known; // by node
    QHash<QString, Asked> m_asked;
};

} // namespace confab

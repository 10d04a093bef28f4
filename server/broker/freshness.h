// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/letter.h"
#include "server/broker/limits.h"

#include <QHash>

#include <bitset>
#include <chrono>
#include <optional>

namespace confab {

/// Which genuine letters are new. A recorded one can be published again by anybody; so the stamps of each sender are
/// remembered, and a sender that was not heard lately has to answer a question before its letters count, which shows
/// where its stamps are now.
/// Thread: any one. Owned by: RedisBroker.
class Freshness {
public:
    using Time = std::chrono::steady_clock::time_point;

    enum class Verdict {
        Fresh,
        Stale,   ///< heard before, too far behind, or of an earlier run
        Unproven ///< the sender has to prove first that it is there
    };
    Verdict judge(const NodeRun& from, quint64 stamp, Time now);
    /// The number to ask a sender for that is unproven; nothing when it was asked a moment ago, or when too many are.
    std::optional<qint64> question(const NodeRun& from, Time now);
    /// The sender's answer. False when it is not the one to the last question; from then on letters after this one
    /// count.
    bool answered(const NodeRun& from, qint64 nonce, quint64 stamp, Time now);

    qsizetype known() const { return m_known.size(); }

private:
    struct Sender {
        qint64 epoch = 0;
        Time heardAt;
        quint64 highest = 0;
        std::bitset<limits::lettersOvertaking> heard; // bit 0: the highest, bit 1: the one before it, …
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

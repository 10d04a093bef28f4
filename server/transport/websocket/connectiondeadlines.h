// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/closecodes.h"
#include "server/transport/io/deadlinequeue.h"
#include "server/transport/limits.h"

#include <QString>

#include <chrono>
#include <optional>

namespace confab {

/// The times at which an open WebSocket has to do something by itself. All times are milliseconds of the monotonic
/// clock. It knows no socket.
/// Thread: its connection's. Owned by: its connection.
class ConnectionDeadlines {
public:
    enum class Due {
        HangUp,     ///< the close time is over
        CloseAfter, ///< the listener's time is over: closing() says how
        Unfinished, ///< a message was begun and not finished
        Dead,       ///< nothing was heard for too long
        Ping,       ///< nothing was heard for a while
    };
    struct Closing {
        CloseCode code = CloseCode::Normal;
        QString reason;
    };

    /// `isWatched`: the system watches for a dead peer (deadpeer.h).
    ConnectionDeadlines(const TransportLimits& limits, bool isWatched, qint64 now);

    /// Bytes came from the peer.
    void heard(qint64 now) {
        m_heardAt = now;
        m_pings = 0;
    }
    qint64 heardAt() const { return m_heardAt; }
    void closeAfter(qint64 at, CloseCode code, const QString& reason);
    void keepOpen();
    const Closing& closing() const { return m_closing; }
    /// From here on there is only the time to hang up.
    void startClosing(qint64 hangUpAt);

    /// The next time, or kNever. `unfinishedSince`: when the message began that has not ended yet.
    qint64 next(std::optional<qint64> unfinishedSince) const;
    /// What has to be done, once next() has been reached. A ping counts as sent.
    Due due(qint64 now, std::optional<qint64> unfinishedSince);

private:
    const TransportLimits& m_limits;
    const std::chrono::milliseconds m_pingAfter; // of silence
    const std::chrono::milliseconds m_deadAfter;
    qint64 m_heardAt;
    int m_pings = 0; // since then
    bool m_isClosing = false;
    qint64 m_hangUpAt = kNever;
    qint64 m_closeAfter = kNever; // the listener's
    Closing m_closing;
};

} // namespace confab

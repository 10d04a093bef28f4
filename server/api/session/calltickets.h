// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/outbound.h"

#include <QHash>

#include <functional>

namespace confab {

/// The calls of one io thread that have no connection, and what continues with their answers. Each HTTP connection has
/// one at a time, so the sockets bound their number.
/// Thread: its io thread. Owned by: IoInbox.
class CallTickets {
public:
    using Continuation = std::function<void(const StatelessReply&)>;

    /// The ticket's number. `then` is called once, unless clear() comes before.
    quint64 issue(Continuation then) {
        m_waiting.emplace(++m_last, std::move(then));
        return m_last;
    }
    void replied(const StatelessReply& reply) {
        if (const Continuation then = m_waiting.take(reply.ticket.number))
            then(reply);
    }
    /// Nobody continues.
    void clear() { m_waiting.clear(); }
    qsizetype size() const { return m_waiting.size(); }

private:
    QHash<quint64, Continuation> m_waiting;
    quint64 m_last = 0;
};

} // namespace confab

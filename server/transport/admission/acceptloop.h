// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/transport/admission/acceptor.h"
#include "server/transport/admission/connectionlimiter.h"
#include "server/transport/admission/listenaddress.h"
#include "server/transport/http/http.h"
#include "server/transport/io/iothread.h"
#include "server/transport/limits.h"
#include "server/transport/transportcounters.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace confab {

/// Accepts on every address and distributes the sockets to the io threads in turn. Without a free place or descriptor
/// it pauses for a moment instead of spinning. An address at its limit gets an answer; under TLS it is disconnected,
/// because without a handshake it could not read one.
/// Thread: the Transport's. Owned by: the Transport.
class AcceptLoop {
public:
    AcceptLoop(const TransportLimits& limits, SocketBudget& budget, ConnectionLimiter& limiter,
               std::vector<std::unique_ptr<IoThread>>& ioThreads, bool isUnderTls);

    /// All of these addresses or none. Unavailable, with address and reason, for one that can't be bound.
    Status listen(const std::vector<ListenAddress>& addresses);
    std::vector<ListenAddress> addresses() const;
    void close();
    /// Any thread.
    const AcceptCounters& counters() const { return m_counters; }

private:
    void accepted(qintptr descriptor);
    void refuse(qintptr descriptor, const AddressLedger::Refusal& refusal);
    void answer(qintptr descriptor, const HttpAnswer& answer);
    void rest();
    void goOn();

    const TransportLimits& m_limits;
    SocketBudget& m_budget;
    AcceptCounters m_counters;
    ConnectionLimiter& m_limiter;
    std::vector<std::unique_ptr<IoThread>>& m_ioThreads;
    const bool m_isUnderTls;
    std::vector<std::unique_ptr<Acceptor>> m_acceptors;
    QTimer m_resting;
    size_t m_next = 0;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "server/transport/admission/addressledger.h"
#include "server/transport/admission/addressslot.h"

#include <QObject>

namespace confab {

/// Lets connections in, or not, by the address they come from.
/// Thread: the accept loop's; ask() from any, and places go anywhere. Owned by: the Transport, which outlives all
/// places.
class ConnectionLimiter {
public:
    explicit ConnectionLimiter(AddressLimits limits);

    struct Decision {
        AddressSlot place;
        std::optional<AddressLedger::Refusal> refusal;
    };
    /// For a socket that was just accepted. A proxy's is admitted: it names its client later. A socket that has hung up
    /// already, and so has no address, is refused.
    Decision decide(qintptr descriptor, AddressLedger::Time now);

    /// From an io thread, once it knows the client behind a proxy's socket.
    struct Question {
        quint16 io = 0;
        quint64 serial = 0; ///< of the peer that waits for the answer
        Network network;
        bool isKnown = true; ///< false: the proxy did not say who the client is; this is the nearest hop
    };
    /// Any thread: news and questions that wait. Each socket has a few at most.
    size_t waiting() const { return m_changes.size() + m_questions.size(); }
    void ask(const Question& question) { m_questions.post(question); }
    /// Any thread: how often an address was refused.
    quint64 refused() const { return m_refused.value(); }
    /// Any thread: clients of proxies that the proxy did not name.
    quint64 unknownClients() const { return m_unknownClients.value(); }
    /// The receiver of the decisions, on this thread.
    void setAnswer(std::function<void(const Question&, Decision)> answer) { m_answer = std::move(answer); }

private:
    Decision decide(const Network& network, AddressLedger::Time now);
    void take(const std::vector<AddressSlot::SlotChange>& changes);
    void take(const std::vector<Question>& questions);
    void noteUnknown(const Network& nearest);

    const AddressLimits m_limits;
    AddressLedger m_ledger{m_limits};
    Counter m_refused;
    Counter m_unknownClients;
    std::function<void(const Question&, Decision)> m_answer;
    QObject m_home;
    AddressSlot::SlotChanges m_changes;
    Mailbox<Question> m_questions;
};

} // namespace confab

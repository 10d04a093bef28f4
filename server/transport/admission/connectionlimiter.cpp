// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission/connectionlimiter.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.transport")

} // namespace

AddressSlot::~AddressSlot() {
    if (m_changes)
        m_changes->post({m_network, true, m_signedIn});
}

void AddressSlot::setSignedIn(bool signedIn) {
    if (!m_changes || m_signedIn == signedIn)
        return;
    m_signedIn = signedIn;
    m_changes->post({m_network, false, signedIn});
}

// Both queues are bounded by the sockets: each causes a few reports and one question.
ConnectionLimiter::ConnectionLimiter(AddressLimits limits)
    : m_limits(std::move(limits)),
      m_changes(&m_home, 0, [this](std::vector<AddressSlot::SlotChange>& changes) { take(changes); }),
      m_questions(&m_home, 0, [this](std::vector<Question>& questions) { take(questions); }) {}

ConnectionLimiter::Decision ConnectionLimiter::decide(qintptr descriptor, AddressLedger::Time now) {
    const QHostAddress peer = peerOf(descriptor);
    if (peer.isNull())
        return {AddressSlot(), AddressLedger::Refusal{{}, false}};
    if (isIn(m_limits.proxies, peer))
        return {};
    return decide(Network::of(peer), now);
}

ConnectionLimiter::Decision ConnectionLimiter::decide(const Network& network, AddressLedger::Time now) {
    if (auto refusal = m_ledger.enter(network, now)) {
        m_refused.add();
        return {AddressSlot(), refusal};
    }
    return {AddressSlot(m_changes, network), std::nullopt};
}

void ConnectionLimiter::take(const std::vector<AddressSlot::SlotChange>& changes) {
    for (const AddressSlot::SlotChange& one : changes) {
        if (one.hasGone)
            m_ledger.leave(one.network, one.signedIn);
        else
            m_ledger.setSignedIn(one.network, one.signedIn);
    }
}

void ConnectionLimiter::take(const std::vector<Question>& questions) {
    const AddressLedger::Time now = std::chrono::steady_clock::now();
    for (const Question& question : questions) {
        if (!question.isKnown)
            noteUnknown(question.network);
        m_answer(question, decide(question.network, now));
    }
}

/// Logged once: the cause is the proxy's configuration, the same for all its clients.
void ConnectionLimiter::noteUnknown(const Network& nearest) {
    if (m_unknownClients.value() == 0)
        qCWarning(lc).noquote() << "A proxy does not say in X-Forwarded-For for which address it asks. All its clients "
                                   "without one share the limits of"
                                << nearest.toString() << "now: see --proxy";
    m_unknownClients.add();
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.transport")

} // namespace

AddressPlace::~AddressPlace() {
    if (m_news)
        m_news->post({m_network, true, m_signedIn});
}

void AddressPlace::setSignedIn(bool signedIn) {
    if (!m_news || m_signedIn == signedIn)
        return;
    m_signedIn = signedIn;
    m_news->post({m_network, false, signedIn});
}

// Both queues are bounded by the sockets: each causes a few reports and one question.
Admission::Admission(AddressLimits limits)
    : m_limits(std::move(limits)), m_news(&m_home, 0, [this](std::vector<AddressPlace::News>& news) { take(news); }),
      m_questions(&m_home, 0, [this](std::vector<Question>& questions) { take(questions); }) {}

Admission::Decision Admission::decide(qintptr descriptor, AddressLedger::Time now) {
    const QHostAddress peer = peerOf(descriptor);
    if (peer.isNull())
        return {AddressPlace(), AddressLedger::Refusal{{}, false}};
    if (isIn(m_limits.proxies, peer))
        return {};
    return decide(Network::of(peer), now);
}

Admission::Decision Admission::decide(const Network& network, AddressLedger::Time now) {
    if (auto refusal = m_ledger.enter(network, now)) {
        m_refused.add();
        return {AddressPlace(), refusal};
    }
    return {AddressPlace(m_news, network), std::nullopt};
}

void Admission::take(const std::vector<AddressPlace::News>& news) {
    for (const AddressPlace::News& one : news) {
        if (one.hasGone)
            m_ledger.leave(one.network, one.signedIn);
        else
            m_ledger.setSignedIn(one.network, one.signedIn);
    }
}

void Admission::take(const std::vector<Question>& questions) {
    const AddressLedger::Time now = std::chrono::steady_clock::now();
    for (const Question& question : questions) {
        if (!question.isKnown)
            noteUnknown(question.network);
        m_answer(question, decide(question.network, now));
    }
}

/// Logged once: the cause is the proxy's configuration, the same for all its clients.
void Admission::noteUnknown(const Network& nearest) {
    if (m_unknownClients.value() == 0)
        qCWarning(lc).noquote() << "A proxy does not say in X-Forwarded-For for which address it asks. All its clients "
                                   "without one share the limits of"
                                << nearest.toString() << "now: see --proxy";
    m_unknownClients.add();
}

} // namespace confab

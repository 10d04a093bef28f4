// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission.h"

namespace confab {

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

// What waits there is bounded by the sockets: each is told of a few times.
Admission::Admission(AddressLimits limits)
    : m_limits(std::move(limits)), m_news(&m_home, 0, [this](std::vector<AddressPlace::News>& news) { take(news); }) {}

Admission::Decision Admission::decide(qintptr descriptor, AddressLedger::Time now) {
    const QHostAddress peer = peerOf(descriptor);
    if (peer.isNull() || isIn(m_limits.proxies, peer))
        return {};
    const Network network = Network::of(peer);
    if (auto refusal = m_ledger.enter(network, now))
        return {AddressPlace(), refusal};
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

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/peerrelay.h"

#include "server/api/links/limits.h"

namespace confab::links {

using namespace std::chrono_literals;

PeerRelay::PeerRelay() {
    QObject::connect(&m_clock, &QTimer::timeout, &m_clock, [this] { look(); });
    m_clock.setInterval(1s);
}

PeerRelay::~PeerRelay() = default;

void PeerRelay::bring(const HttpExchange& exchange, const QByteArray& node, const QList<QSslCertificate>& trusted) {
    if (m_requests.size() >= limits::relaysPerThread)
        return exchange.reply(httpStatus(503));
    const auto finished = [this](PeerRequest& request) { forget(request); };
    const QUrl url(QString::fromLatin1(node));
    m_requests.push_back(PeerRequest::make(exchange, url, trusted, finished));
    if (!m_clock.isActive())
        m_clock.start();
}

void PeerRelay::forget(const PeerRequest& request) {
    std::erase_if(m_requests, [&request](const auto& one) { return one.get() == &request; });
    if (m_requests.empty())
        m_clock.stop(); // a server without traffic sleeps
}

/// Clients that hang up while they wait say so to their socket only.
void PeerRelay::look() {
    std::erase_if(m_requests, [](const auto& one) { return !one->isWanted(); });
    if (m_requests.empty())
        m_clock.stop();
}

} // namespace confab::links

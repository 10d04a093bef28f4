// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/frontdoor.h"

#include "server/transport/descriptors.h"

#include <QTcpSocket>

namespace confab {

FrontDoor::FrontDoor(const TransportLimits& limits, SocketBudget& budget, Admission& admission,
                     std::vector<std::unique_ptr<IoThread>>& ioThreads, bool isUnderTls)
    : m_limits(limits), m_budget(budget), m_admission(admission), m_ioThreads(ioThreads), m_isUnderTls(isUnderTls) {
    m_resting.setSingleShot(true);
    m_resting.setInterval(limits.acceptPause);
    QObject::connect(&m_resting, &QTimer::timeout, &m_resting, [this] { goOn(); });
}

Done FrontDoor::listen(const std::vector<ListenAddress>& addresses) {
    std::vector<std::unique_ptr<Acceptor>> opened;
    for (const ListenAddress& address : addresses) {
        auto acceptor =
            std::make_unique<Acceptor>(m_limits.backlog, [this](qintptr descriptor) { accepted(descriptor); });
        if (!acceptor->listen(address.host, address.port))
            return fail(
                Error(ErrorKind::Unavailable,
                      QStringLiteral("Can't listen on %1: %2").arg(address.toString(), acceptor->errorString())));
        acceptor->watchForExhaustion();
        QObject::connect(acceptor.get(), &Acceptor::exhausted, &m_resting, [this] {
            m_counters.noDescriptor.add();
            rest();
        });
        opened.push_back(std::move(acceptor));
    }
    std::move(opened.begin(), opened.end(), std::back_inserter(m_acceptors));
    return {};
}

std::vector<ListenAddress> FrontDoor::addresses() const {
    std::vector<ListenAddress> addresses;
    for (const auto& acceptor : m_acceptors)
        addresses.push_back({acceptor->serverAddress(), acceptor->serverPort()});
    return addresses;
}

void FrontDoor::close() {
    m_resting.stop();
    m_acceptors.clear();
}

void FrontDoor::accepted(qintptr descriptor) {
    Admission::Decision decision = m_admission.decide(descriptor, std::chrono::steady_clock::now());
    if (decision.refusal)
        return refuse(descriptor, *decision.refusal);
    if (!m_budget.tryTake()) {
        m_counters.noPlace.add();
        answer(descriptor, httpStatus(503));
        return rest();
    }
    m_ioThreads[m_next]->adopt({descriptor, std::move(decision.place)});
    m_next = (m_next + 1) % m_ioThreads.size();
}

/// Its address has enough. Others are let in meanwhile.
void FrontDoor::refuse(qintptr descriptor, const AddressLedger::Refusal& refusal) {
    if (!refusal.isPolite)
        return closeDescriptor(descriptor);
    answer(descriptor, tooManyRequests(refusal.retryAfter));
}

/// Here and now, and nothing else on this connection. The answer fits into the fresh socket's buffer, so nothing waits;
/// a request that lies there is read first, or closing would reset the connection, answer and all.
void FrontDoor::answer(qintptr descriptor, const HttpAnswer& answer) {
    if (m_isUnderTls)
        return closeDescriptor(descriptor);
    QTcpSocket socket;
    if (!socket.setSocketDescriptor(descriptor))
        return;
    socket.waitForReadyRead(0);
    socket.write(httpBytes(answer, true));
    socket.flush();
}

void FrontDoor::rest() {
    if (m_resting.isActive())
        return;
    for (const auto& acceptor : m_acceptors)
        acceptor->pauseAccepting();
    m_resting.start();
}

void FrontDoor::goOn() {
    for (const auto& acceptor : m_acceptors)
        acceptor->resumeAccepting();
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission/acceptloop.h"

#include "server/transport/io/descriptors.h"

#include <QTcpSocket>

namespace confab {

AcceptLoop::AcceptLoop(const TransportLimits& limits, SocketBudget& budget, ConnectionLimiter& limiter,
                       std::vector<std::unique_ptr<IoThread>>& ioThreads, bool isUnderTls)
    : m_limits(limits), m_budget(budget), m_limiter(limiter), m_ioThreads(ioThreads), m_isUnderTls(isUnderTls) {
    m_resting.setSingleShot(true);
    m_resting.setInterval(limits.acceptPause);
    QObject::connect(&m_resting, &QTimer::timeout, &m_resting, [this] { goOn(); });
}

namespace {

/// The reason and the way out.
QString whyNot(const Acceptor& acceptor, const ListenAddress& address) {
    switch (acceptor.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return QStringLiteral(
            "another program uses this port already. Stop it (\"ss -ltnp\" shows which it is) or choose "
            "another port.");
    case QAbstractSocket::SocketAccessError:
        return address.port < 1024
                   ? QStringLiteral("the system does not permit it. Ports below 1024 need root or the capability "
                                    "CAP_NET_BIND_SERVICE; choose a higher port, or put a proxy in front.")
                   : QStringLiteral("the system does not permit it. Choose another port.");
    case QAbstractSocket::SocketAddressNotAvailableError:
        return QStringLiteral("this machine does not have that address. Use one of its own, or :%1 for all of them.")
            .arg(address.port);
    default:
        return QString(acceptor.errorString() % u'.');
    }
}

} // namespace

Status AcceptLoop::listen(const std::vector<ListenAddress>& addresses) {
    std::vector<std::unique_ptr<Acceptor>> opened;
    for (const ListenAddress& address : addresses) {
        auto acceptor =
            std::make_unique<Acceptor>(m_limits.backlog, [this](qintptr descriptor) { accepted(descriptor); });
        if (!acceptor->listen(address.host, address.port))
            return fail(
                Error(ErrorKind::Unavailable,
                      QStringLiteral("Can't listen on %1: %2").arg(address.toString(), whyNot(*acceptor, address))));
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

std::vector<ListenAddress> AcceptLoop::addresses() const {
    std::vector<ListenAddress> addresses;
    for (const auto& acceptor : m_acceptors)
        addresses.push_back({acceptor->serverAddress(), acceptor->serverPort()});
    return addresses;
}

void AcceptLoop::close() {
    m_resting.stop();
    m_acceptors.clear();
}

void AcceptLoop::accepted(qintptr descriptor) {
    ConnectionLimiter::Decision decision = m_limiter.decide(descriptor, std::chrono::steady_clock::now());
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

/// Its address is at its limit. Others are admitted meanwhile.
void AcceptLoop::refuse(qintptr descriptor, const AddressLedger::Refusal& refusal) {
    if (!refusal.answersWith429)
        return closeDescriptor(descriptor);
    answer(descriptor, tooManyRequests(refusal.retryAfter));
}

/// Answers immediately and closes. The answer fits into the new socket's buffer, so nothing blocks; a request that has
/// arrived is read first, or closing would reset the connection and lose the answer.
void AcceptLoop::answer(qintptr descriptor, const HttpAnswer& answer) {
    if (m_isUnderTls)
        return closeDescriptor(descriptor);
    QTcpSocket socket;
    if (!socket.setSocketDescriptor(descriptor))
        return;
    socket.waitForReadyRead(0);
    socket.write(httpBytes(answer));
    socket.flush();
}

void AcceptLoop::rest() {
    if (m_resting.isActive())
        return;
    for (const auto& acceptor : m_acceptors)
        acceptor->pauseAccepting();
    m_resting.start();
}

void AcceptLoop::goOn() {
    for (const auto& acceptor : m_acceptors)
        acceptor->resumeAccepting();
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/transport.h"

#include "server/transport/admission/acceptloop.h"
#include "server/transport/admission/socketbudget.h"
#include "server/transport/io/descriptors.h"
#include "server/transport/io/iothread.h"

#include <algorithm>

namespace confab {

namespace {

/// Descriptors that clients may not use up: databases, logs, dispatchers, and the next listening sockets.
constexpr int kReservedDescriptors = 64;

int placesFor(const TransportLimits& limits) {
    return std::max(1, std::min(limits.maxConnections, raiseDescriptorLimit() - kReservedDescriptors));
}

} // namespace

Transport::Transport(TransportConfig config, ListenerFactory makeListener)
    : m_config(std::move(config)), m_budget(std::make_unique<SocketBudget>(placesFor(m_config.limits))),
      m_limiter(std::make_unique<ConnectionLimiter>(m_config.addresses)) {
    for (int io = 0; io < std::max(1, m_config.ioThreads); ++io)
        m_ioThreads.push_back(std::make_unique<IoThread>(quint16(io), m_config, *m_budget, *m_limiter, makeListener));
    m_limiter->setAnswer([this](const ConnectionLimiter::Question& question, ConnectionLimiter::Decision decision) {
        if (question.io < m_ioThreads.size()) // none is left after stop()
            m_ioThreads[question.io]->admit({question.serial, std::move(decision)});
    });
    m_acceptLoop =
        std::make_unique<AcceptLoop>(m_config.limits, *m_budget, *m_limiter, m_ioThreads, m_config.tls != nullptr);
}

Transport::~Transport() {
    stop();
}

Status Transport::listen(const QStringList& addresses) {
    std::vector<ListenAddress> parsed;
    for (const QString& text : addresses) {
        Result<ListenAddress> address = ListenAddress::parse(text);
        if (!address)
            return fail(std::move(address.error()));
        parsed.push_back(*address);
    }
    return m_acceptLoop->listen(parsed);
}

QStringList Transport::addresses() const {
    QStringList texts;
    for (const ListenAddress& address : m_acceptLoop->addresses())
        texts.append(address.toString());
    return texts;
}

quint16 Transport::port() const {
    const std::vector<ListenAddress> addresses = m_acceptLoop->addresses();
    return addresses.empty() ? quint16(0) : addresses.front().port;
}

void Transport::setTls(const std::shared_ptr<const TlsContext>& tls) {
    for (const auto& io : m_ioThreads)
        io->setTls(tls);
}

void Transport::stopListening() {
    m_acceptLoop->close();
    for (const auto& io : m_ioThreads)
        io->drain();
}

void Transport::stop(CloseCode code, const QString& reason) {
    stopListening();
    for (const auto& io : m_ioThreads)
        io->beginStop(code, reason);
    for (const auto& io : m_ioThreads)
        io->join();
    m_ioThreads.clear();
}

int Transport::openSockets() const {
    return m_budget->open();
}

int Transport::maxSockets() const {
    return m_budget->limit();
}

std::vector<const IoCounters*> Transport::ioCounters() const {
    std::vector<const IoCounters*> counters;
    for (const auto& io : m_ioThreads)
        counters.push_back(&io->counters());
    return counters;
}

quint64 Transport::addressRefusals() const {
    return m_limiter->refused();
}

quint64 Transport::unknownClients() const {
    return m_limiter->unknownClients();
}

std::vector<size_t> Transport::socketsWaiting() const {
    std::vector<size_t> waiting;
    for (const auto& io : m_ioThreads)
        waiting.push_back(io->waiting());
    return waiting;
}

size_t Transport::admissionsWaiting() const {
    return m_limiter->waiting();
}

std::vector<WatchedThread> Transport::threads() {
    std::vector<WatchedThread> threads;
    for (const auto& io : m_ioThreads)
        threads.push_back(io->watched());
    return threads;
}

const AcceptCounters& Transport::acceptCounters() const {
    return m_acceptLoop->counters();
}

} // namespace confab

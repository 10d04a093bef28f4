// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/ioworker.h"

#include "server/transport/http/httpconnection.h"
#include "server/transport/qt/qtconnection.h"
#include "server/transport/qt/qthandshake.h"
#include "server/transport/websocket/handshake.h"
#include "server/transport/websocket/socketconnection.h"

#include <QThread>

#ifdef Q_OS_UNIX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace confab {

namespace {

/// Qt's setters for these need a QTcpSocket; both kinds of stream want them.
void prepareSocket(qintptr descriptor, const TransportLimits& limits) {
#ifdef Q_OS_UNIX
    const int on = 1;
    ::setsockopt(int(descriptor), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(int(descriptor), SOL_SOCKET, SO_SNDBUF, &limits.kernelSendBytes, sizeof limits.kernelSendBytes);
#else
    Q_UNUSED(descriptor);
    Q_UNUSED(limits);
#endif
}

} // namespace

IoWorker::IoWorker(quint16 io, const TransportConfig& config, SocketBudget& budget, ConnectionLimiter& limiter,
                   ListenerFactory makeListener)
    : m_io(io), m_config(config), m_budget(budget), m_limiter(limiter),
      m_mostWaiting(config.limits.allOutboxBytes / std::max(1, config.ioThreads)),
      m_makeListener(std::move(makeListener)), m_accepted(this, size_t(config.limits.maxConnections),
                                                          [this](std::vector<AcceptedSocket>& sockets) {
                                                              for (AcceptedSocket& accepted : sockets)
                                                                  adoptNow(std::move(accepted));
                                                          }),
      m_admitted(this, size_t(config.limits.maxConnections), // each socket asks once
                 [this](std::vector<AdmittedSocket>& peers) {
                     for (AdmittedSocket& admitted : peers)
                         admitNow(std::move(admitted));
                 }),
      m_tls(config.tls), m_readRoom(size_t(config.limits.readBytes)) {}

IoWorker::~IoWorker() {
    Q_ASSERT(m_peers.empty() && !m_listener);
}

void IoWorker::start() {
    Q_ASSERT(QThread::currentThread() == thread());
    m_work.attach();
    m_timer = std::make_unique<QTimer>();
    m_timer->setSingleShot(true);
    connect(m_timer.get(), &QTimer::timeout, this, &IoWorker::lookAtDeadlines);
    if (m_config.kind == TransportKind::Qt)
        m_qtHandshake = std::make_unique<QtHandshake>();
    m_listener = m_makeListener(m_io);
    if (!m_config.webSocketPath.isEmpty())
        m_router.addWebSocket(m_config.webSocketPath);
    if (m_config.routes)
        m_config.routes(m_io, m_router);
}

void IoWorker::adoptNow(AcceptedSocket accepted) {
    prepareSocket(accepted.descriptor, m_config.limits);
    std::unique_ptr<ByteStream> stream = makeByteStream(m_config.kind, accepted.descriptor, m_tls.get());
    if (!stream) {
        m_budget.give();
        return;
    }
    m_counters.sockets.add();
    const quint64 serial = ++m_lastSerial;
    ClientSocketHost& host = *this;
    auto http = std::make_unique<HttpConnection>(serial, std::move(stream), host);
    HttpConnection& started = *http;
    started.m_place = std::move(accepted.place);
    m_peers.emplace(serial, std::move(http));
    if (m_stopping)
        started.cutOff();
    else
        started.start();
}

void IoWorker::askLimiter(ClientSocket& peer, const QHostAddress& client, bool isKnown) {
    m_limiter.ask({m_io, peer.serial(), Network::of(client), isKnown});
}

void IoWorker::admitNow(AdmittedSocket admitted) {
    const auto found = m_peers.find(admitted.serial);
    if (found == m_peers.end() || found->second->m_isGone)
        return; // and its place is given back
    found->second->m_place = std::move(admitted.decision.place);
    found->second->admitted(admitted.decision.refusal);
}

void IoWorker::upgrade(HttpConnection& http, const HttpRequest& request, const QByteArray& behind) {
    const quint64 serial = http.serial();
    const auto place = m_peers.find(serial);
    m_retired.push_back(std::move(place->second)); // it is calling
    http.m_isGone = true;
    wantTurnEnd();

    const std::optional<Codec> agreed = offeredCodec(request); // a client that offers none speaks JSON
    std::unique_ptr<WebSocketConnection> made = connectionFor(http, agreed.value_or(Codec::Json));
    WebSocketConnection& connection = *made;
    connection.m_place = std::move(http.m_place);
    place->second = std::move(made);
    if (!connection.open(request, agreed, behind))
        connection.abort();
}

std::unique_ptr<WebSocketConnection> IoWorker::connectionFor(HttpConnection& http, Codec codec) {
    ClientSocketHost& host = *this;
    const ConnectionId id{m_io, http.serial()};
    if (m_qtHandshake)
        return std::make_unique<QtConnection>(id, codec, http.client(), http.releaseStream(), *m_qtHandshake, host);
    return std::make_unique<SocketConnection>(id, codec, http.client(), http.releaseStream(), host);
}

void IoWorker::deadlineMoved(ClientSocket& peer) {
    if (peer.m_isGone)
        return;
    const qint64 at = peer.deadline();
    if (at >= peer.m_scheduledAt)
        return; // it is looked at before anyway
    peer.m_scheduledAt = at;
    m_deadlines.add(at, peer.serial());
    armTimer();
}

void IoWorker::armTimer() {
    const qint64 next = m_deadlines.next();
    if (next >= m_timerAt)
        return;
    m_timerAt = next;
    m_timer->start(int(std::clamp<qint64>(next - now(), 0, 60'000)));
}

void IoWorker::lookAtDeadlines() {
    m_timerAt = kNever;
    const qint64 now = ClientSocketHost::now();
    while (const auto due = m_deadlines.takeDue(now)) {
        const auto found = m_peers.find(due->serial);
        if (found == m_peers.end() || found->second->m_isGone || found->second->m_scheduledAt != due->at)
            continue;
        ClientSocket& peer = *found->second;
        peer.m_scheduledAt = kNever;
        if (peer.deadline() <= now)
            peer.deadlineReached(now);
        deadlineMoved(peer);
    }
    armTimer();
}

void IoWorker::atTurnEnd(ClientSocket& peer) {
    if (peer.m_inTurn || peer.m_isGone)
        return;
    peer.m_inTurn = true;
    m_toFlush.push_back(&peer);
    wantTurnEnd();
}

void IoWorker::gone(ClientSocket& peer) {
    if (peer.m_isGone)
        return;
    peer.m_isGone = true;
    m_gone.push_back(&peer);
    wantTurnEnd();
}

/// Checked after the turn, when each reader was written what it takes.
void IoWorker::moreWaits() {
    if (m_counters.outboxBytes.value() > m_mostWaiting)
        wantTurnEnd();
}

/// Frees some extra room, or the next turn would have to check all of them again.
void IoWorker::giveUpSlowest() {
    std::vector<ClientSocket*> slow;
    for (const auto& [serial, peer] : m_peers) {
        if (!peer->m_isGone && peer->waitingBytes() > 0)
            slow.push_back(peer.get());
    }
    std::ranges::sort(slow, std::ranges::greater{}, [](const ClientSocket* peer) { return peer->waitingBytes(); });
    for (ClientSocket* peer : slow) {
        if (m_counters.outboxBytes.value() <= m_mostWaiting / 4 * 3)
            return;
        peer->giveUp();
        m_counters.evictedReaders.add();
    }
}

void IoWorker::wantTurnEnd() {
    if (m_turnEndPosted)
        return;
    m_turnEndPosted = true;
    QMetaObject::invokeMethod(this, &IoWorker::endTurn, Qt::QueuedConnection);
}

void IoWorker::endTurn() {
    m_turnEndPosted = false;
    std::vector<ClientSocket*> toFlush;
    toFlush.swap(m_toFlush);
    for (ClientSocket* peer : toFlush) {
        peer->m_inTurn = false;
        peer->endTurn();
    }
    if (m_counters.outboxBytes.value() > m_mostWaiting)
        giveUpSlowest();
    std::vector<ClientSocket*> gone;
    gone.swap(m_gone);
    for (ClientSocket* peer : gone)
        remove(*peer);
    m_retired.clear();
    if (m_toFlush.empty()) { // keeps the memory for the next turn
        toFlush.clear();
        m_toFlush.swap(toFlush);
    }
    if (m_stopping && m_peers.empty())
        finishStop();
}

void IoWorker::remove(ClientSocket& peer) {
    if (peer.m_inTurn)
        std::erase(m_toFlush, &peer);
    peer.wasRemoved();
    m_peers.erase(peer.serial());
    m_budget.give();
    m_counters.socketsGone.add();
}

void IoWorker::drain() {
    m_draining = true;
    for (const auto& [serial, peer] : m_peers) {
        if (!peer->m_isGone)
            peer->drain(); // which removes none before the turn ends
    }
}

void IoWorker::stop(CloseCode code, const QString& reason) {
    if (m_stopping)
        return;
    m_stopping = true;
    std::vector<ClientSocket*> all;
    all.reserve(m_peers.size());
    for (const auto& [serial, peer] : m_peers)
        all.push_back(peer.get());
    for (ClientSocket* peer : all) {
        if (!peer->m_isGone)
            peer->hangUp(code, reason);
    }
    // Each connection has its own deadline of closeTime; this one is for those that the listener kept open.
    QTimer::singleShot(m_config.limits.closeTime + m_config.limits.closeTime / 2, this, [this] {
        for (const auto& [serial, peer] : m_peers) {
            if (!peer->m_isGone)
                peer->cutOff();
        }
    });
    wantTurnEnd();
}

void IoWorker::finishStop() {
    if (!m_listener)
        return;
    m_router.clear();
    m_listener.reset();
    m_qtHandshake.reset();
    m_timer.reset();
    Q_EMIT stopped();
}

} // namespace confab

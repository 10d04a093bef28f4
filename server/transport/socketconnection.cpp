// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/socketconnection.h"

#include "server/transport/deadpeer.h"
#include "server/transport/transport.h"
#include "server/transport/upgrader.h"

namespace confab {

namespace {

/// The read buffer for this limit: always more than one frame with its header, or that frame would never be whole.
qint64 readBufferFor(qsizetype incomingLimit, const TransportLimits& limits) {
    constexpr qsizetype kHeader = 14;
    return std::max(limits.readAheadBytes, incomingLimit + kHeader + limits.readAheadBytes / 4);
}

} // namespace

SocketConnection::SocketConnection(ConnectionId id, Codec codec, std::unique_ptr<QTcpSocket> socket, PeerHost& host)
    : Connection(id, codec, socket->peerAddress()), Peer(id.serial), m_host(host), m_socket(std::move(socket)),
      m_watch(codec, host.config().limits),
      m_outbox(host.config().limits.outboxBytes, host.config().limits.ephemeralBytes), m_heardAt(PeerHost::now()) {
    const TransportLimits& bounds = limits();
    const bool watched = bounds.systemWatchesPeers && watchForDeadPeer(m_socket->socketDescriptor());
    m_pingAfter = watched ? bounds.watchedPingAfter : bounds.pingAfter;
    m_deadAfter = watched ? bounds.watchedDeadAfter : bounds.deadAfter;
}

SocketConnection::~SocketConnection() {
    m_phase = Phase::Gone;
    m_socket->disconnect();
    m_socket->abort(); // before the QWebSocket goes, which would write a close frame
}

bool SocketConnection::open(Upgrader& upgrader, qsizetype headSize) {
    QTcpSocket* s = m_socket.get();
    QObject::connect(s, &QTcpSocket::readyRead, s, [this] { beforeRead(); });
    m_webSocket = upgrader.upgrade(*s, headSize);
    if (!m_webSocket)
        return false;
    QObject::connect(s, &QTcpSocket::readyRead, s, [this] { afterRead(); });
    QObject::connect(s, &QTcpSocket::bytesWritten, s, [this] {
        if (!m_outbox.isEmpty())
            m_host.atTurnEnd(*this);
    });
    QObject::connect(s, &QTcpSocket::stateChanged, s, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::ClosingState)
            socketClosing();
    });
    QObject::connect(s, &QTcpSocket::disconnected, s, [this] { socketClosed(); });
    QWebSocket* w = m_webSocket.get();
    QObject::connect(w, &QWebSocket::textMessageReceived, s, [this](const QString& text) { received(text.toUtf8()); });
    QObject::connect(w, &QWebSocket::binaryMessageReceived, s, [this](const QByteArray& data) { received(data); });

    m_phase = Phase::Open;
    m_wasOpened = true;
    m_host.counters().opened.add();
    setIncomingLimit(limits().incomingBytes);
    m_host.deadlineMoved(*this);
    m_host.listener().opened(*this);
    if (m_phase == Phase::Open && s->bytesAvailable() > 0)
        Q_EMIT s->readyRead(); // what came behind the head
    return true;
}

const TransportLimits& SocketConnection::limits() const {
    return m_host.config().limits;
}

void SocketConnection::wasRemoved() {
    m_outboxShare.set(m_host.counters(), 0);
    if (!m_wasOpened)
        return;
    m_host.counters().gone(m_closedWith);
    m_host.listener().closed(*this);
}

// ---- in ----

void SocketConnection::beforeRead() {
    if (m_phase == Phase::Opening || m_phase == Phase::Gone)
        return;
    const qint64 now = PeerHost::now();
    m_heardAt = now;
    m_pings = 0;
    const qint64 available = m_socket->bytesAvailable();
    if (available <= m_watched)
        return;
    m_host.counters().bytesIn.add(quint64(available - m_watched));
    const QByteArray bytes = m_socket->peek(available);
    const auto refused = m_watch.feed(QByteArrayView(bytes).sliced(m_watched), now);
    m_watched = available;
    if (m_phase == Phase::Closing)
        return discardInput();
    if (refused)
        return closeWith(refused->closeCode, QString::fromLatin1(refused->reason));
    // Answers to pings that nobody reads pile up in the socket, out of the outbox's sight.
    if (m_socket->bytesToWrite() > limits().outboxBytes)
        tooSlow();
}

void SocketConnection::afterRead() {
    if (m_phase != Phase::Open)
        return;
    m_watched = m_socket->bytesAvailable();
    if (m_watch.closeSeen())
        startClosing(); // QWebSocket answered it and hangs up when that is written
    else if (m_watch.unfinishedSince())
        m_host.deadlineMoved(*this);
}

void SocketConnection::discardInput() {
    m_socket->skip(m_socket->bytesAvailable());
    m_watched = 0;
    if (m_watch.closeSeen() && m_outbox.isEmpty())
        m_socket->disconnectFromHost(); // both close frames went by
}

void SocketConnection::received(const QByteArray& message) {
    if (m_phase != Phase::Open)
        return;
    m_host.counters().messagesIn.add();
    m_host.listener().received(*this, message);
}

void SocketConnection::setIncomingLimit(qsizetype bytes) {
    m_watch.setLimit(bytes);
    m_webSocket->setMaxAllowedIncomingFrameSize(quint64(bytes));
    m_webSocket->setMaxAllowedIncomingMessageSize(quint64(bytes));
    m_socket->setReadBufferSize(readBufferFor(bytes, limits()));
}

// ---- out ----

void SocketConnection::send(const Frame& frame) {
    if (m_phase != Phase::Open)
        return;
    Outbox::Push pushed = m_outbox.push(frame, m_socket->bytesToWrite());
    if (pushed == Outbox::Push::Full) {
        flush(); // much for one turn, but perhaps the reader keeps up
        if (m_phase == Phase::Open)
            pushed = m_outbox.push(frame, m_socket->bytesToWrite());
        if (m_phase == Phase::Open && pushed == Outbox::Push::Full)
            return tooSlow();
    }
    IoCounters& counters = m_host.counters();
    (pushed == Outbox::Push::Queued ? counters.framesOut : counters.framesDropped).add();
    m_host.atTurnEnd(*this);
}

void SocketConnection::tooSlow() {
    m_host.counters().slowReaders.add();
    m_outbox.clear();
    close(CloseCode::SlowReader, QStringLiteral("Too much waits to be read"));
}

void SocketConnection::flush() {
    if (m_phase != Phase::Open && m_phase != Phase::Closing)
        return;
    while (!m_outbox.isEmpty() && m_socket->isOpen() && m_socket->bytesToWrite() < limits().socketBytes)
        writeOut(m_outbox.take(limits().socketBytes));
    m_outboxShare.set(m_host.counters(), m_outbox.bytes());
    if (m_phase == Phase::Closing && m_watch.closeSeen() && m_outbox.isEmpty())
        m_socket->disconnectFromHost();
}

/// The one place where frames leave for the kernel. May end in socketClosed().
void SocketConnection::writeOut(const QByteArray& frames) {
    m_host.counters().bytesOut.add(quint64(frames.size()));
    m_socket->write(frames);
    m_socket->flush();
}

// ---- the end ----

void SocketConnection::close(CloseCode code, const QString& reason) {
    closeWith(quint16(code), reason);
}

void SocketConnection::closeWith(quint16 code, const QString& reason) {
    if (m_phase != Phase::Open)
        return;
    m_closedWith = code;
    m_outbox.pushLast(Frame::close(code, reason));
    startClosing();
    discardInput();
    m_host.atTurnEnd(*this);
}

void SocketConnection::startClosing() {
    m_phase = Phase::Closing;
    m_hangUpAt = PeerHost::now() + limits().closeTime.count();
    m_host.deadlineMoved(*this);
}

void SocketConnection::abort() {
    if (m_phase == Phase::Gone)
        return;
    m_phase = Phase::Gone;
    m_outbox.clear();
    m_socket->abort();
    m_host.gone(*this);
}

/// QWebSocket hangs up by itself: after the client's close frame, or for text that is no UTF-8.
void SocketConnection::socketClosing() {
    if (m_phase != Phase::Open)
        return;
    m_outbox.clear();
    startClosing();
}

void SocketConnection::socketClosed() {
    if (m_phase == Phase::Gone)
        return;
    m_phase = Phase::Gone;
    m_outbox.clear();
    m_host.gone(*this);
}

// ---- time ----

void SocketConnection::closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason) {
    m_closeAfter = {PeerHost::now() + time.count(), code, reason};
    m_host.deadlineMoved(*this);
}

void SocketConnection::keepOpen() {
    m_closeAfter.at = kNever;
}

qint64 SocketConnection::deadline() const {
    if (m_phase == Phase::Closing)
        return m_hangUpAt;
    qint64 at = std::min(m_heardAt + m_deadAfter.count(), m_closeAfter.at);
    at = std::min(at, m_heardAt + (m_pings + 1) * m_pingAfter.count());
    if (const auto since = m_watch.unfinishedSince())
        at = std::min(at, *since + limits().frameTime.count());
    return at;
}

void SocketConnection::deadlineReached(qint64 now) {
    if (m_phase == Phase::Closing)
        return abort();
    if (now >= m_closeAfter.at)
        return close(m_closeAfter.code, m_closeAfter.reason);
    const auto since = m_watch.unfinishedSince();
    if (since && now >= *since + limits().frameTime.count())
        return closeWith(quint16(CloseCode::Flooding), QStringLiteral("The message was not finished in time"));
    keepAlive(now);
}

void SocketConnection::keepAlive(qint64 now) {
    if (now >= m_heardAt + m_deadAfter.count())
        return abort(); // nobody there to read a close frame
    ++m_pings;
    static const Frame ping = Frame::ping();
    send(ping);
}

} // namespace confab

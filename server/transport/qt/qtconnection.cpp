// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/qt/qtconnection.h"

#include "server/transport/http/http.h"
#include "server/transport/io/deadpeer.h"
#include "server/transport/qt/qthandshake.h"
#include "server/transport/transport.h"

#include <QWebSocket>

namespace confab {

namespace {

constexpr qsizetype kAhead = 64 * 1024; // handed to QWebSocket at once; what it has can't be dropped any more
constexpr uchar kText = 1;              // RFC 6455, 5.2
constexpr uchar kBinary = 2;
constexpr quint16 kProtocolError = 1002; // RFC 6455, 7.4.1

/// The payload of a whole frame of the server's.
QByteArrayView payloadOf(QByteArrayView wire) {
    const int length = wire[1] & 0x7f;
    return wire.sliced(length == 126 ? 4 : length == 127 ? 10 : 2);
}

/// QWebSocketServer invites the pages of every origin; the server's origins were checked.
QByteArray withoutInvitation(const QByteArray& head) {
    QByteArray answer;
    for (qsizetype at = 0; at < head.size();) {
        const qsizetype end = head.indexOf("\r\n", at);
        const qsizetype next = end < 0 ? head.size() : end + 2;
        const QByteArrayView line = QByteArrayView(head).sliced(at, next - at);
        if (!line.startsWith("Access-Control-"))
            answer += line;
        at = next;
    }
    return answer;
}

/// QWebSocket cuts a long reason anywhere; a frame of ours ends at a character.
QString fittingReason(quint16 code, const QString& reason) {
    constexpr qsizetype codeBytes = 2;
    return QString::fromUtf8(payloadOf(Frame::close(code, reason).wire()).sliced(codeBytes));
}

} // namespace

QtConnection::QtConnection(ConnectionId id, Codec codec, QHostAddress client, std::unique_ptr<ByteStream> stream,
                           QtHandshake& handshake, ClientSocketHost& host)
    : WebSocketConnection(id, codec, std::move(client)), m_host(host), m_handshake(handshake),
      m_stream(std::move(stream)), m_socket(*this), m_meter(host.config().limits),
      m_outbox(host.config().limits.outboxBytes, host.config().limits.ephemeralBytes),
      m_deadlines(host.config().limits,
                  host.config().limits.systemWatchesPeers && watchForDeadPeer(m_stream->descriptor()),
                  ClientSocketHost::now()) {}

QtConnection::~QtConnection() {
    m_phase = Phase::Gone;
    m_socket.cutOff();
    m_stream->close();
}

bool QtConnection::open(const HttpRequest& request, std::optional<Codec> agreed, QByteArray behind) {
    m_webSocket = m_handshake.upgrade(m_socket, request, agreed);
    if (!m_webSocket || !writeAnswer())
        return false;
    startReading();
    m_stream->setOwner(*this);
    m_phase = Phase::Open;
    m_wasOpened = true;
    m_host.counters().opened.add();
    m_host.deadlineMoved(*this);
    m_host.listener().opened(*this, request);
    if (m_phase == Phase::Open && !behind.isEmpty())
        take(behind);
    return true;
}

bool QtConnection::writeAnswer() {
    const QByteArray answer = withoutInvitation(m_socket.takeWritten());
    const QByteArrayView piece(answer);
    return m_stream->write({&piece, 1}) == answer.size(); // a fresh socket has room for it
}

void QtConnection::startReading() {
    QWebSocket* webSocket = m_webSocket.get();
    webSocket->setOutgoingFrameSize(QWebSocket::maxOutgoingFrameSize()); // one frame for each message
    setIncomingLimit(limits().incomingBytes);
    QObject::connect(webSocket, &QWebSocket::textMessageReceived, webSocket,
                     [this](const QString& text) { message(text.toUtf8(), Codec::Json); });
    QObject::connect(webSocket, &QWebSocket::binaryMessageReceived, webSocket,
                     [this](const QByteArray& bytes) { message(bytes, Codec::Cbor); });
}

void QtConnection::setIncomingLimit(qsizetype bytes) {
    m_meter.setLimit(bytes);
    m_webSocket->setMaxAllowedIncomingFrameSize(quint64(bytes));
    m_webSocket->setMaxAllowedIncomingMessageSize(quint64(bytes));
}

const TransportLimits& QtConnection::limits() const {
    return m_host.config().limits;
}

void QtConnection::wasRemoved() {
    m_outboxShare.set(m_host.counters(), 0);
    if (!m_wasOpened)
        return;
    m_host.counters().gone(m_closedWith);
    m_host.listener().closed(*this);
}

// ---- in ----

/// One read for each turn of the loop, so that no connection starves the others.
void QtConnection::readable() {
    if (m_phase == Phase::Opening || m_phase == Phase::Gone)
        return;
    const std::span<char> room = m_host.readRoom();
    const qint64 count = m_stream->read(room.data(), qint64(room.size()));
    if (count == ByteStream::ended)
        return abort();
    if (count == 0)
        return;
    m_host.counters().bytesIn.add(quint64(count));
    const QByteArrayView bytes(room.data(), count);
    if (m_phase == Phase::Open)
        take(bytes);
    else
        discard(bytes);
}

void QtConnection::take(QByteArrayView bytes) {
    m_deadlines.heard(ClientSocketHost::now());
    const FrameMeter::Seen seen = m_meter.feed(bytes, m_deadlines.heardAt());
    const qsizetype held = m_socket.held();
    m_socket.hold(seen.refused || m_meter.closeSeen() ? bytes.first(seen.whole) : bytes);
    release(seen, held);
    if (m_meter.hasEnded()) // QWebSocket has closed by now, unless the meter alone refuses
        return refuse(seen.refused.value_or(FrameReader::Refusal{kProtocolError, "This frame is not allowed"}));
    if (m_phase == Phase::Open && m_meter.unfinishedSince())
        m_host.deadlineMoved(*this);
    if (m_socket.unsent() > 0)
        m_host.atTurnEnd(*this); // pongs
}

/// Lets QWebSocket have the whole frames, and before a close frame, which it answers at once, what waits for the peer.
void QtConnection::release(const FrameMeter::Seen& seen, qsizetype held) {
    const qsizetype before = seen.closeFrom.value_or(seen.whole);
    if (before > 0)
        m_socket.release(held + before);
    if (!seen.closeFrom || m_phase != Phase::Open)
        return;
    handOver(limits().outboxBytes);
    m_socket.release(m_socket.held());
}

void QtConnection::message(const QByteArray& message, Codec codec) {
    if (m_phase != Phase::Open)
        return;
    if (codec != this->codec() && !m_acceptsBothKinds)
        return refuse({quint16(CloseCode::WrongFrameType), "JSON goes in text frames, CBOR in binary ones"});
    m_host.counters().messagesIn.add();
    m_host.listener().received(*this, message);
}

/// A slow closing handshake is waited for; a client that goes on flooding is cut off.
void QtConnection::discard(QByteArrayView bytes) {
    m_discarded += bytes.size();
    if (m_discarded > limits().discardedBytes)
        return abort();
    if (m_phase != Phase::Closing || m_meter.closeSeen())
        return;
    m_meter.feed(bytes, m_deadlines.heardAt()); // only for its close frame
    hangUpWhenDone();
}

// ---- out ----

void QtConnection::send(const Frame& frame) {
    if (m_phase != Phase::Open)
        return;
    Outbox::Push pushed = m_outbox.push(frame, m_socket.unsent() + m_stream->waiting());
    if (pushed == Outbox::Push::Full) {
        flush(); // much for one turn, but the reader may keep up
        if (m_phase != Phase::Open)
            return;
        pushed = m_outbox.push(frame, m_socket.unsent() + m_stream->waiting());
    }
    if (pushed == Outbox::Push::Full)
        return tooSlow();
    IoCounters& counters = m_host.counters();
    (pushed == Outbox::Push::Dropped ? counters.framesDropped : counters.framesOut).add();
    m_host.atTurnEnd(*this);
}

/// Not only frames of ours wait for a reader, but also QWebSocket's pongs.
void QtConnection::waitForReader() {
    m_outboxShare.set(m_host.counters(), waiting());
    if (m_phase == Phase::Open && waiting() > limits().outboxBytes)
        return tooSlow();
    m_host.moreWaits();
    m_stream->tellWhenWritable();
}

void QtConnection::tooSlow() {
    m_host.counters().slowReaders.add();
    m_outbox.clear();
    m_outboxShare.set(m_host.counters(), waiting());
    close(CloseCode::SlowReader, QStringLiteral("Too much waits to be read"));
}

/// The one place where frames leave.
void QtConnection::flush() {
    if (m_phase != Phase::Open && m_phase != Phase::Closing)
        return;
    do {
        handOver(kAhead);
        if (m_phase == Phase::Closing && m_outbox.isEmpty())
            writeClose();
        if (!sendWaiting())
            return abort();
        if (m_socket.unsent() > 0)
            return waitForReader();
    } while (!m_outbox.isEmpty());
    m_outboxShare.set(m_host.counters(), 0);
    hangUpWhenDone();
}

bool QtConnection::sendWaiting() {
    const qsizetype before = m_socket.unsent();
    const bool isThere = m_socket.sendTo(*m_stream);
    m_host.counters().bytesOut.add(quint64(before - m_socket.unsent()));
    return isThere;
}

/// Gives QWebSocket the oldest frames until so much waits behind it.
void QtConnection::handOver(qsizetype most) {
    while (!m_outbox.isEmpty() && m_socket.unsent() < most && !m_isCloseWritten) {
        QByteArrayView wire;
        m_outbox.gather({&wire, 1});
        const QByteArrayView payload = payloadOf(wire);
        switch (wire[0] & 0x0f) {
        case kText:
            m_webSocket->sendTextMessage(QString::fromUtf8(payload));
            break;
        case kBinary:
            m_webSocket->sendBinaryMessage(payload.toByteArray());
            break;
        default: // the only other that is sent
            m_webSocket->ping(payload.toByteArray());
        }
        m_outbox.consume(wire.size());
    }
}

// ---- the end ----

void QtConnection::close(CloseCode code, const QString& reason) {
    closeWith(quint16(code), reason, limits().closeTime);
}

/// A peer that broke the protocol gets a short close time.
void QtConnection::refuse(const FrameReader::Refusal& refusal) {
    closeWith(refusal.closeCode, QString::fromLatin1(refusal.reason), limits().refusedTime);
}

void QtConnection::closeWith(quint16 code, const QString& reason, std::chrono::milliseconds time) {
    if (m_phase != Phase::Open)
        return;
    m_closedWith = code;
    m_closeReason = reason;
    startClosing(time);
    m_host.atTurnEnd(*this);
}

void QtConnection::startClosing(std::chrono::milliseconds time) {
    m_phase = Phase::Closing;
    m_socket.stopReading();
    m_deadlines.startClosing(ClientSocketHost::now() + time.count());
    m_host.deadlineMoved(*this);
}

/// Behind all other frames, and once.
void QtConnection::writeClose() {
    if (m_isCloseWritten)
        return;
    m_webSocket->close(QWebSocketProtocol::CloseCode(m_closedWith), fittingReason(m_closedWith, m_closeReason));
}

/// QWebSocket answers the peer's close frame, or refuses a frame, or does what writeClose() asked for.
void QtConnection::webSocketCloses() {
    m_isCloseWritten = true;
    m_outbox.clear();
    if (m_phase != Phase::Open)
        return;
    if (!m_meter.closeSeen())
        m_closedWith = quint16(m_webSocket->closeCode());
    startClosing(m_meter.closeSeen() ? limits().closeTime : limits().refusedTime);
    m_host.atTurnEnd(*this);
}

void QtConnection::hangUpWhenDone() {
    if (m_phase != Phase::Closing || !m_isCloseWritten || !m_meter.closeSeen() || m_socket.unsent() > 0)
        return;
    m_phase = Phase::HangingUp;
    m_stream->finishWriting();
}

void QtConnection::abort() {
    if (m_phase == Phase::Gone)
        return;
    m_phase = Phase::Gone;
    m_socket.cutOff();
    m_stream->close();
    m_host.gone(*this);
}

// ---- time ----

void QtConnection::closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason) {
    m_deadlines.closeAfter(ClientSocketHost::now() + time.count(), code, reason);
    m_host.deadlineMoved(*this);
}

void QtConnection::deadlineReached(qint64 now) {
    switch (m_deadlines.due(now, m_meter.unfinishedSince())) {
    case ConnectionDeadlines::Due::HangUp:
    case ConnectionDeadlines::Due::Dead: // no peer to read a close frame
        return abort();
    case ConnectionDeadlines::Due::CloseAfter:
        return closeWith(quint16(m_deadlines.closing().code), m_deadlines.closing().reason, limits().refusedTime);
    case ConnectionDeadlines::Due::Unfinished:
        return refuse({quint16(CloseCode::Flooding), "The message was not finished in time"});
    case ConnectionDeadlines::Due::Ping:
        static const Frame ping = Frame::ping();
        return send(ping);
    }
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/websocket/socketconnection.h"

#include "server/transport/io/deadpeer.h"
#include "server/transport/transport.h"
#include "server/transport/websocket/handshake.h"

#include <array>
#include <numeric>

namespace confab {

namespace {

constexpr size_t kPieces = 64; // frames that leave with one system call

qint64 sizeOf(std::span<const QByteArrayView> pieces) {
    return std::accumulate(pieces.begin(), pieces.end(), qint64(0),
                           [](qint64 sum, QByteArrayView piece) { return sum + piece.size(); });
}

struct Written {
    qint64 bytes; ///< or ByteStream::ended
    bool all;     ///< of what was offered
};

/// Offers the oldest frames, at most `Most` of them.
template <size_t Most>
Written writeOldest(const Outbox& outbox, ByteStream& stream) {
    std::array<QByteArrayView, Most> room;
    const auto pieces = outbox.gather(room);
    const qint64 taken = stream.write(pieces);
    return {taken, taken == sizeOf(pieces)};
}

} // namespace

SocketConnection::SocketConnection(ConnectionId id, Codec codec, QHostAddress client,
                                   std::unique_ptr<ByteStream> stream, ClientSocketHost& host)
    : WebSocketConnection(id, codec, std::move(client)), m_host(host), m_stream(std::move(stream)),
      m_reader(codec, host.config().limits),
      m_outbox(host.config().limits.outboxBytes, host.config().limits.ephemeralBytes),
      m_deadlines(host.config().limits,
                  host.config().limits.systemWatchesPeers && watchForDeadPeer(m_stream->descriptor()),
                  ClientSocketHost::now()) {}

SocketConnection::~SocketConnection() {
    m_phase = Phase::Gone;
    m_stream->close();
}

bool SocketConnection::open(const HttpRequest& request, std::optional<Codec> agreed, QByteArray behind) {
    const QByteArray answer = handshakeAnswer(request, agreed);
    const QByteArrayView piece(answer);
    if (m_stream->write({&piece, 1}) != answer.size()) // a fresh socket has room for it
        return false;
    m_stream->setOwner(*this);
    m_phase = Phase::Open;
    m_wasOpened = true;
    m_host.counters().opened.add();
    m_host.deadlineMoved(*this);
    m_host.listener().opened(*this, request);
    if (m_phase == Phase::Open && !behind.isEmpty())
        take({behind.data(), size_t(behind.size())});
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

/// One read for each turn of the loop, so that no connection starves the others.
void SocketConnection::readable() {
    if (m_phase == Phase::Opening || m_phase == Phase::Gone)
        return;
    const std::span<char> room = m_host.readRoom();
    const qint64 count = m_stream->read(room.data(), qint64(room.size()));
    if (count == ByteStream::ended)
        return abort();
    if (count == 0)
        return;
    m_host.counters().bytesIn.add(quint64(count));
    if (m_phase == Phase::Open)
        take(room.first(size_t(count)));
    else
        discard(count);
}

void SocketConnection::take(std::span<char> bytes) {
    m_deadlines.heard(ClientSocketHost::now());
    const auto refused = m_reader.feed(bytes, m_deadlines.heardAt(), *this);
    if (refused)
        return refuse(*refused);
    if (m_phase == Phase::Open && m_reader.unfinishedSince())
        m_host.deadlineMoved(*this);
}

void SocketConnection::message(const QByteArray& message) {
    if (m_phase != Phase::Open)
        return;
    m_host.counters().messagesIn.add();
    m_host.listener().received(*this, message);
}

void SocketConnection::ping(const QByteArray& payload) {
    send(Frame::pong(payload));
}

/// Answered with the same code. The server closes the TCP connection first, whichever side began (RFC 6455, 7.1.1).
void SocketConnection::closeFrame(quint16 code) {
    if (m_phase != Phase::Open)
        return;
    m_outbox.pushLast(Frame::close(code, {}));
    startClosing(limits().closeTime);
    m_host.atTurnEnd(*this);
}

/// A slow closing handshake is waited for; a client that goes on flooding is cut off.
void SocketConnection::discard(qint64 bytes) {
    m_discarded += bytes;
    if (m_discarded > limits().discardedBytes)
        return abort();
    if (m_phase != Phase::Closing || m_reader.closeSeen())
        return;
    const std::span<char> room = m_host.readRoom();
    m_reader.feed(room.first(size_t(bytes)), m_deadlines.heardAt(), *this); // only for its close frame
    hangUpWhenDone();
}

// ---- out ----

void SocketConnection::send(const Frame& frame) {
    if (m_phase != Phase::Open)
        return;
    Outbox::Push pushed = m_outbox.push(frame, m_stream->waiting());
    if (pushed == Outbox::Push::Full) {
        flush(); // much for one turn, but the reader may keep up
        if (m_phase != Phase::Open)
            return;
        pushed = m_outbox.push(frame, m_stream->waiting());
    }
    if (pushed == Outbox::Push::Full)
        return tooSlow();
    IoCounters& counters = m_host.counters();
    (pushed == Outbox::Push::Dropped ? counters.framesDropped : counters.framesOut).add();
    m_host.atTurnEnd(*this);
}

void SocketConnection::tooSlow() {
    m_host.counters().slowReaders.add();
    m_outbox.clear();
    m_outboxShare.set(m_host.counters(), m_outbox.bytes());
    close(CloseCode::SlowReader, QStringLiteral("Too much waits to be read"));
}

/// The one place where frames leave.
void SocketConnection::flush() {
    if (m_phase != Phase::Open && m_phase != Phase::Closing)
        return;
    while (!m_outbox.isEmpty()) {
        // Most turns have one frame for a connection, and room for 64 costs more to make than to send that.
        const auto [taken, all] =
            m_outbox.frames() == 1 ? writeOldest<1>(m_outbox, *m_stream) : writeOldest<kPieces>(m_outbox, *m_stream);
        if (taken == ByteStream::ended)
            return abort();
        m_host.counters().bytesOut.add(quint64(taken));
        m_outbox.consume(taken);
        if (!all) {
            m_outboxShare.set(m_host.counters(), m_outbox.bytes());
            m_host.moreWaits();
            return m_stream->tellWhenWritable();
        }
    }
    m_outboxShare.set(m_host.counters(), 0);
    hangUpWhenDone();
}

// ---- the end ----

void SocketConnection::close(CloseCode code, const QString& reason) {
    closeWith(quint16(code), reason, limits().closeTime);
}

/// A peer that broke the protocol gets a short close time.
void SocketConnection::refuse(const FrameReader::Refusal& refusal) {
    closeWith(refusal.closeCode, QString::fromLatin1(refusal.reason), limits().refusedTime);
}

void SocketConnection::closeWith(quint16 code, const QString& reason, std::chrono::milliseconds time) {
    if (m_phase != Phase::Open)
        return;
    m_closedWith = code;
    m_outbox.pushLast(Frame::close(code, reason));
    startClosing(time);
    m_host.atTurnEnd(*this);
}

void SocketConnection::startClosing(std::chrono::milliseconds time) {
    m_phase = Phase::Closing;
    m_deadlines.startClosing(ClientSocketHost::now() + time.count());
    m_host.deadlineMoved(*this);
}

void SocketConnection::hangUpWhenDone() {
    if (m_phase != Phase::Closing || !m_reader.closeSeen() || !m_outbox.isEmpty())
        return;
    m_phase = Phase::HangingUp;
    m_stream->finishWriting();
}

void SocketConnection::abort() {
    if (m_phase == Phase::Gone)
        return;
    m_phase = Phase::Gone;
    m_stream->close();
    m_host.gone(*this);
}

// ---- time ----

void SocketConnection::closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason) {
    m_deadlines.closeAfter(ClientSocketHost::now() + time.count(), code, reason);
    m_host.deadlineMoved(*this);
}

void SocketConnection::deadlineReached(qint64 now) {
    switch (m_deadlines.due(now, m_reader.unfinishedSince())) {
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

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/httprequestreader.h"

#include "server/transport/http/forwarded.h"
#include "server/transport/transport.h"
#include "server/transport/websocket/handshake.h"

namespace confab {

HttpRequestReader::HttpRequestReader(quint64 serial, std::unique_ptr<ByteStream> stream, ClientSocketHost& host)
    : ClientSocket(serial), m_stream(std::move(stream)), m_client(m_stream->peerAddress()), m_host(host),
      m_deadline(ClientSocketHost::now() + host.config().limits.headTime.count()) {
    m_stream->setOwner(*this);
}

HttpRequestReader::~HttpRequestReader() {
    if (m_stream)
        m_stream->close();
}

void HttpRequestReader::start() {
    m_host.deadlineMoved(*this);
}

void HttpRequestReader::deadlineReached(qint64) {
    cutOff();
}

void HttpRequestReader::hangUp(CloseCode, const QString&) {
    if (!m_answered)
        cutOff(); // an answer that is on its way may arrive
}

void HttpRequestReader::cutOff() {
    if (m_stream)
        m_stream->close();
    m_host.gone(*this);
}

void HttpRequestReader::readable() {
    if (!m_stream)
        return;
    const std::span<char> room = m_host.readRoom();
    const qint64 count = m_stream->read(room.data(), qint64(room.size()));
    if (count == ByteStream::ended)
        return cutOff();
    if (count == 0)
        return;
    if (!m_answered)
        return take(QByteArrayView(room.data(), count));
    m_discarded += count;
    if (m_discarded > m_host.config().limits.discardedBytes)
        cutOff();
}

void HttpRequestReader::take(QByteArrayView bytes) {
    m_head += bytes;
    if (m_waiting) {
        const TransportLimits& limits = m_host.config().limits;
        if (m_head.size() > limits.headBytes + limits.readBytes) // as much as may come behind a head anyway
            answer(httpStatus(431));
        return;
    }
    HeadResult head = parseHead(m_head, m_host.config().limits.headBytes);
    switch (head.state) {
    case HeadResult::State::Incomplete:
        return;
    case HeadResult::State::Malformed:
        return answer(httpStatus(400));
    case HeadResult::State::TooLarge:
        return answer(httpStatus(431));
    case HeadResult::State::Complete:
        return complete(std::move(head));
    }
}

/// The client that a proxy names counts for its own address; only proxies may name one. When the proxy does not, the
/// nearest known hop is counted instead, at worst the proxy itself.
void HttpRequestReader::complete(HeadResult head) {
    const TransportConfig& config = m_host.config();
    if (!isIn(config.addresses.proxies, m_client))
        return route(head.request, head.size);
    const ForwardedClient client = forwardedFor(head.request, config.addresses.proxies);
    if (!client.address.isNull())
        m_client = client.address;
    // A proxy's health check is a request of its own.
    const bool asksForItself = !head.request.header("x-forwarded-for") && head.request.path != config.webSocketPath;
    m_waiting = std::move(head);
    m_host.askLimiter(*this, m_client, client.isKnown || asksForItself);
}

void HttpRequestReader::admitted(const std::optional<AddressLedger::Refusal>& refusal) {
    if (!m_waiting || m_answered)
        return;
    const HeadResult head = *std::exchange(m_waiting, std::nullopt);
    if (!refusal)
        return route(head.request, head.size);
    m_isAlone = m_head.size() == head.size;
    if (!refusal->answersWith429)
        return cutOff();
    answer(tooManyRequests(refusal->retryAfter));
}

void HttpRequestReader::route(const HttpRequest& request, qsizetype headSize) {
    m_isAlone = m_head.size() == headSize;
    const bool isGet = request.method == "GET";
    const bool isHead = request.method == "HEAD";
    if (!isGet && !isHead)
        return answer(httpStatus(405));
    if (request.path == m_host.config().webSocketPath) {
        if (!isGet || !request.headerHasToken("upgrade", "websocket"))
            return answer(httpStatus(426), isGet);
        if (const auto status = handshakeRefusal(request, m_host.config().allowedOrigins))
            return answer(httpStatus(*status));
        if (!m_host.listener().hasRoom())
            return answer(httpStatus(503));
        return m_host.upgrade(*this, request, m_head.sliced(headSize));
    }
    const HttpHandler& handler = m_host.config().http;
    const bool served = handler && !request.header("upgrade");
    answer(served ? handler(request) : httpStatus(404), isGet);
}

/// A socket that is closed with unread bytes is reset, and the answer lost with it: unless the request was complete and
/// alone, this side only ends its writing, and waits for the client to hang up, which "Connection: close" asks for,
/// until the deadline.
void HttpRequestReader::answer(const HttpAnswer& answer, bool withBody) {
    m_answered = true;
    m_head.clear();
    m_answer = httpBytes(answer, withBody);
    m_deadline = ClientSocketHost::now() + m_host.config().limits.closeTime.count();
    m_host.deadlineMoved(*this);
    writeRest();
}

void HttpRequestReader::writeRest() {
    const QByteArrayView rest(m_answer);
    const qint64 taken = m_stream->write({&rest, 1});
    if (taken == ByteStream::ended)
        return cutOff();
    m_answer.remove(0, taken);
    if (!m_answer.isEmpty())
        m_stream->tellWhenWritable();
    else if (!m_isAlone)
        m_stream->finishWriting();
    else if (m_stream->finish())
        m_host.gone(*this);
}

} // namespace confab

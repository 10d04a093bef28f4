// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/httpconnection.h"

#include "server/ops/requestscope.h"
#include "server/transport/http/contentcoding.h"
#include "server/transport/http/crossorigin.h"
#include "server/transport/http/forwarded.h"
#include "server/transport/http/pageorigin.h"
#include "server/transport/http/requestid.h"
#include "server/transport/transport.h"
#include "server/transport/websocket/handshake.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.http")

/// As much of a body earns the time for as much again.
constexpr qint64 bodyStep = 64 * 1024;

bool expectsContinue(const HttpRequest& request) {
    return !request.isHttp10 && request.header("expect").value_or(QByteArray()).toLower() == "100-continue";
}

} // namespace

HttpConnection::HttpConnection(quint64 serial, std::unique_ptr<ByteStream> stream, ClientSocketHost& host)
    : ClientSocket(serial), m_stream(std::move(stream)), m_host(host),
      m_isProxied(isIn(host.config().addresses.proxies, m_stream->peerAddress())),
      m_deadline(ClientSocketHost::now() + host.config().limits.headTime.count()) {
    m_stream->setOwner(*this);
}

HttpConnection::~HttpConnection() {
    if (m_stream)
        m_stream->close();
}

void HttpConnection::start() {
    m_host.deadlineMoved(*this);
}

void HttpConnection::enter(Phase phase, std::chrono::milliseconds time) {
    m_phase = phase;
    m_deadline = ClientSocketHost::now() + time.count();
    m_host.deadlineMoved(*this);
}

void HttpConnection::deadlineReached(qint64) {
    if (m_phase != Phase::Handling)
        return cutOff();
    m_reply.drop();
    refuse(httpStatus(503));
}

void HttpConnection::drain() {
    if (m_phase == Phase::Idle)
        cutOff();
}

/// An answer that is on its way may arrive.
void HttpConnection::hangUp(CloseCode, const QString&) {
    if (m_phase < Phase::Handling)
        return cutOff();
    m_refuses = true;
    if (m_phase != Phase::Closing)
        enter(m_phase, m_host.config().limits.closeTime);
}

void HttpConnection::cutOff() {
    m_phase = Phase::Gone;
    m_reply.drop();
    m_source.reset();
    if (m_sink)
        m_sink->whenReady({});
    if (m_stream)
        m_stream->close();
    m_host.gone(*this);
}

void HttpConnection::readable() {
    if (!m_stream || m_isPaused)
        return;
    const std::span<char> room = m_host.readRoom();
    const qint64 count = m_stream->read(room.data(), qint64(room.size()));
    if (count == ByteStream::ended)
        return cutOff();
    if (count > 0)
        take(QByteArrayView(room.data(), count));
}

void HttpConnection::take(QByteArrayView bytes) {
    if (m_refuses || m_closes)
        return discard(bytes.size());
    m_in += bytes;
    if (m_phase == Phase::Idle || m_phase == Phase::Head || m_phase == Phase::Body)
        return proceed();
    const TransportLimits& limits = m_host.config().limits;
    if (m_in.size() <= limits.headBytes + limits.readBytes) // as much as may come behind a head anyway
        return;
    if (m_phase == Phase::Admission)
        return refuse(httpStatus(431));
    m_refuses = true; // a client that sends so much ahead has to send it again, after the present answer
    discard(std::exchange(m_in, {}).size());
}

void HttpConnection::discard(qint64 bytes) {
    m_discarded += bytes;
    if (m_discarded > m_host.config().limits.discardedBytes)
        cutOff();
}

/// A loop, as answers at once would make a recursion of requests that were sent ahead.
void HttpConnection::proceed() {
    if (std::exchange(m_isProceeding, true))
        return;
    bool goesOn = true;
    while (goesOn) {
        if (m_phase == Phase::Idle || m_phase == Phase::Head)
            goesOn = readHead();
        else
            goesOn = m_phase == Phase::Body && readBody();
    }
    m_isProceeding = false;
}

bool HttpConnection::readHead() {
    const TransportLimits& limits = m_host.config().limits;
    HeadResult head = parseHead(m_in, limits.headBytes);
    switch (head.state) {
    case HeadResult::State::Incomplete:
        if (m_phase == Phase::Idle && !m_in.isEmpty())
            enter(Phase::Head, limits.headTime);
        return false;
    case HeadResult::State::Malformed:
        refuse(httpStatus(400));
        return false;
    case HeadResult::State::TooLarge:
        refuse(httpStatus(431));
        return false;
    case HeadResult::State::Complete:
        beginRequest(std::move(head));
        return true;
    }
    Q_UNREACHABLE();
}

void HttpConnection::beginRequest(HeadResult head) {
    m_in.remove(0, head.size);
    m_request = std::move(head.request);
    m_request.client = m_stream->peerAddress();
    const TransportConfig& config = m_host.config();
    m_request.isSecure = config.tls || (m_isProxied && m_request.header("x-forwarded-proto") == "https");
    m_request.isOwnPage =
        isFromOwnPage(m_request, config.allowedOrigins + ownOrigins(m_request, config.tls != nullptr));
    ++m_requests;
    m_requestId = requestIdOf(m_request, m_isProxied);
    m_isBodyLeft = BodyFraming::of(m_request).hasBody();
    if (m_isProxied)
        askLimiter();
    else
        route();
}

/// The client that a proxy names counts for its own address; only proxies may name one. When the proxy does not, the
/// nearest known hop is counted instead, at worst the proxy itself.
void HttpConnection::askLimiter() {
    const ForwardedClient client = forwardedFor(m_request, m_host.config().addresses.proxies);
    if (!client.address.isNull())
        m_request.client = client.address;
    m_match = m_host.router().find(m_request);
    const bool isWebSocket = m_match.route && m_match.route->isWebSocket();
    // A proxy's health check is a request of its own.
    const bool asksForItself = !m_request.header("x-forwarded-for") && !isWebSocket;
    enter(Phase::Admission, m_host.config().limits.headTime);
    m_host.askLimiter(*this, m_request.client, client.isKnown || asksForItself);
}

void HttpConnection::admitted(const std::optional<AddressLedger::Refusal>& refusal) {
    if (m_phase != Phase::Admission)
        return;
    if (refusal && !refusal->answersWith429)
        return cutOff();
    if (refusal)
        return refuse(tooManyRequests(refusal->retryAfter));
    route();
    proceed();
}

void HttpConnection::route() {
    m_match = m_host.router().find(m_request);
    if (!m_match.route)
        return answer(std::move(m_match.answer));
    const bool asksForWebSocket = m_request.headerHasToken("upgrade", "websocket");
    if (m_match.route->isWebSocket() && (asksForWebSocket || !m_match.route->handler))
        return upgradeToWebSocket();
    if (asksForWebSocket)
        return refuse(httpStatus(404));
    beginBody();
}

/// Where a request becomes a WebSocket, or does not.
void HttpConnection::upgradeToWebSocket() {
    if (!m_request.headerHasToken("upgrade", "websocket"))
        return answer(httpStatus(426));
    if (m_request.method != "GET")
        return refuse(httpStatus(426));
    QList<QByteArray> origins = m_host.config().allowedOrigins;
    if (m_host.config().allowsOwnOrigin)
        origins += ownOrigins(m_request, m_host.config().tls != nullptr);
    if (const auto status = handshakeRefusal(m_request, origins))
        return refuse(httpStatus(*status));
    if (!m_host.listener().hasRoom())
        return refuse(httpStatus(503));
    m_phase = Phase::Gone;
    m_host.upgrade(*this, m_request, std::exchange(m_in, {}));
}

void HttpConnection::beginBody() {
    const RouteBody& body = m_match.route->body;
    const BodyFraming framing = BodyFraming::of(m_request);
    if (body.isRequired && framing.kind == BodyFraming::Kind::None)
        return answer(httpStatus(411));
    if (m_request.header("expect") && !m_request.isHttp10 && !expectsContinue(m_request))
        return answer(httpStatus(417));
    if (!framing.hasBody())
        return handle();
    m_body.emplace(framing, body.mostBytes);
    if (m_body->state() == BodyReader::State::TooLarge)
        return answer(httpStatus(413));
    if (body.makeSink)
        m_sink = body.makeSink(m_request);
    else
        m_sink = std::make_shared<MemoryBody>(m_request.body);
    m_bodyMark = 0;
    m_owesContinue = m_in.isEmpty() && expectsContinue(m_request);
    m_sink->whenReady([this](std::optional<HttpAnswer> refusal) { sinkReady(std::move(refusal)); });
    enter(Phase::Body, m_host.config().limits.bodyTime);
    if (m_sink->isFull())
        pauseBody();
    else
        continueBody();
}

void HttpConnection::continueBody() {
    if (!std::exchange(m_owesContinue, false))
        return;
    m_out += "HTTP/1.1 100 Continue\r\n\r\n";
    flush();
}

/// The time that passes now is not the client's.
void HttpConnection::pauseBody() {
    m_isPaused = true;
    m_stream->pauseReading(true);
    enter(Phase::Body, m_host.config().limits.answerTime);
}

void HttpConnection::sinkReady(std::optional<HttpAnswer> refusal) {
    if (m_phase != Phase::Body)
        return;
    const bool wasPaused = std::exchange(m_isPaused, false);
    if (refusal)
        refuse(std::move(*refusal));
    else
        enter(Phase::Body, m_host.config().limits.bodyTime);
    if (m_phase == Phase::Body) {
        continueBody();
        proceed(); // with what came behind the head
    }
    if (wasPaused && !m_isPaused && m_phase != Phase::Gone)
        m_stream->pauseReading(false);
}

bool HttpConnection::readBody() {
    if (m_isPaused)
        return false;
    m_in.remove(0, m_body->take(m_in, *m_sink));
    switch (m_body->state()) {
    case BodyReader::State::Reading:
        if (m_sink->isFull())
            pauseBody();
        else if (m_body->received() - m_bodyMark >= bodyStep) {
            m_bodyMark = m_body->received();
            enter(Phase::Body, m_host.config().limits.bodyTime);
        }
        return false;
    case BodyReader::State::Complete:
        handle();
        return true;
    case BodyReader::State::Malformed:
        refuse(httpStatus(400));
        return false;
    case BodyReader::State::TooLarge:
        refuse(httpStatus(413));
        return false;
    case BodyReader::State::Refused:
        refuse(m_body->refusal());
        return false;
    }
    Q_UNREACHABLE();
}

void HttpConnection::handle() {
    m_isBodyLeft = false;
    enter(Phase::Handling, m_host.config().limits.answerTime);
    const bool hasOwnSink = m_match.route->body.makeSink != nullptr;
    if (m_sink)
        m_sink->whenReady({});
    std::shared_ptr<BodySink> sink = std::exchange(m_sink, nullptr);
    HttpExchange exchange{m_request, std::move(m_match.parameters), hasOwnSink ? std::move(sink) : nullptr,
                          m_reply.expect(*this)};
    m_request.body.clear(); // it may hold a password
    const RequestScope scope(m_requestId);
    m_match.route->handler(std::move(exchange));
}

void HttpConnection::refuse(HttpAnswer answer) {
    m_refuses = true;
    if (m_sink)
        m_sink->whenReady({});
    m_sink.reset();
    this->answer(std::move(answer));
}

/// RFC 9112, 9.3; and after a body that was not read, nobody knows where the next request begins.
bool HttpConnection::isLast() const {
    return m_refuses || m_isBodyLeft || m_request.isHttp10 || m_request.headerHasToken("connection", "close") ||
           m_host.isDraining() || m_requests >= m_host.config().limits.requestsPerConnection;
}

void HttpConnection::answer(HttpAnswer answer) {
    m_closes = isLast();
    allowOrigin(m_request, m_host.config().allowedOrigins, answer);
    packAnswer(m_request, answer);
    if (m_requestId.isEmpty()) // it could not be read
        m_requestId = requestIdOf({}, false);
    if (answer.status == 500) { // without its path, which may have a secret in it
        const RequestScope scope(m_requestId);
        qCWarning(lc).noquote() << "A request could not be served:" << m_request.method;
    }
    answer.headers.emplaceBack("X-Request-Id", std::exchange(m_requestId, {}));
    m_out += httpBytes(answer, {m_request.method != "HEAD", m_closes, !m_request.isHttp10});
    if (answer.source && m_request.method != "HEAD" && answer.source->bytes() != 0) {
        m_sourceRest = answer.source->bytes();
        m_source = std::move(answer.source);
    }
    place().setSignedIn(answer.isSignedIn);
    enter(Phase::Writing, m_host.config().limits.bodyTime);
    flush();
}

void HttpConnection::flush() {
    const QByteArrayView rest(m_out);
    const qint64 taken = rest.isEmpty() ? 0 : m_stream->write({&rest, 1});
    if (taken == ByteStream::ended)
        return cutOff();
    m_out.remove(0, taken);
    if (!m_out.isEmpty())
        m_stream->tellWhenWritable();
    else if (m_source)
        askForMore();
    else if (m_phase == Phase::Writing)
        finishAnswer();
}

/// The next piece is read when the client has taken the one before, so one of them is in memory.
void HttpConnection::askForMore() {
    if (m_sourceRest == BodySource::unknownBytes && m_phase == Phase::Writing)
        enter(Phase::Writing, m_host.config().limits.answerTime); // it is the source that is waited for
    if (!std::exchange(m_isAsked, true))
        m_source->next([this](QByteArray piece) { pieceRead(std::move(piece)); });
}

void HttpConnection::pieceRead(QByteArray piece) {
    m_isAsked = false;
    if (m_sourceRest == BodySource::unknownBytes)
        return chunkRead(std::move(piece));
    if (piece.isEmpty() || piece.size() > m_sourceRest) // the length that was promised can't be kept
        return cutOff();
    m_sourceRest -= piece.size();
    if (m_sourceRest == 0)
        m_source.reset();
    m_out = std::move(piece);
    enter(Phase::Writing, m_host.config().limits.bodyTime);
    flush();
}

/// A piece of a body whose length is not known; an empty one ends it.
void HttpConnection::chunkRead(QByteArray piece) {
    if (piece.isEmpty())
        m_source.reset();
    if (m_request.isHttp10)
        m_out = std::move(piece);
    else
        m_out = QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n"; // the last one has no bytes
    enter(Phase::Writing, m_host.config().limits.bodyTime);
    flush();
}

/// A socket that is closed with unread bytes is reset, and the answer lost with it: unless the request was complete and
/// alone, this side only ends its writing, and waits for the client to hang up, which "Connection: close" asks for,
/// until the deadline.
void HttpConnection::finishAnswer() {
    const TransportLimits& limits = m_host.config().limits;
    if (!m_closes && !m_refuses) {
        if (m_isProxied)
            place() = AddressSlot(); // of the client that asked; the next request may be another's
        m_request = HttpRequest();
        enter(Phase::Idle, limits.idleTime);
        return proceed();
    }
    const bool isAlone = m_in.isEmpty() && !m_isBodyLeft && m_discarded == 0;
    m_closes = true;
    m_in.clear();
    enter(Phase::Closing, limits.closeTime);
    if (!isAlone)
        m_stream->finishWriting();
    else if (m_stream->finish())
        m_host.gone(*this);
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/jsonrpc/session.h"

namespace confab {

namespace {

/// Any other error is a call of an unknown method or with wrong parameters.
bool isMalformed(const Error& error) {
    return error.kind == ErrorKind::ParseError || error.kind == ErrorKind::InvalidRequest;
}

bool isEntering(const CallRequest& called) {
    return std::holds_alternative<RoomEnter>(called.request);
}

class JsonRpcEncoder final : public NotificationEncoder {
public:
    explicit JsonRpcEncoder(Codec codec) : m_codec(codec) {}
    std::optional<Frame> encode(const Notification& notification, const QString&) const override {
        const auto keep = isEphemeral(notification) ? Frame::Keep::Ephemeral : Frame::Keep::Durable;
        return Frame::message(m_codec, jsonrpc::writeNotification(notification, m_codec), keep);
    }

private:
    const Codec m_codec;
};

const NotificationEncoder& encoderOf(Codec codec) {
    static const JsonRpcEncoder json(Codec::Json);
    static const JsonRpcEncoder cbor(Codec::Cbor);
    return codec == Codec::Json ? json : cbor;
}

} // namespace

JsonRpcSession::JsonRpcSession(Connection& connection, const SessionHost& host)
    : ClientSession(connection), m_chat(host.chat), m_wakeChat(host.wakeChat), m_counters(host.counters),
      m_limits(host.limits) {
    setEncoder(&encoderOf(codec()));
    enter(SessionPhase::Hello);
}

void JsonRpcSession::received(const QByteArray& message) {
    if (isTooMuch(message.size()))
        return close(CloseCode::Flooding, QStringLiteral("Too many messages"));
    tl::expected<jsonrpc::Call, jsonrpc::Refusal> call = jsonrpc::readCall(message, codec());
    if (!call && isMalformed(call.error().error) && exceedsMalformedRate())
        return close(CloseCode::Flooding, QStringLiteral("Too many malformed messages"));
    if (!call)
        return refuse(call.error().id, call.error().error);
    take(std::move(*call), message.size());
}

/// Checked first: decoding a message costs more than sending it, even when it is refused.
bool JsonRpcSession::isTooMuch(qsizetype bytes) {
    if (m_phase == SessionPhase::Hello)
        return m_limits.messagesBeforeSignIn > 0 && ++m_messagesBeforeSignIn > m_limits.messagesBeforeSignIn;
    const auto now = std::chrono::steady_clock::now();
    return m_messages.take(m_limits.messages, now) || m_bytes.take(m_limits.bytes, now, double(bytes));
}

/// A message that is no call is cheap to send and costs as much to answer as a call, so it counts as several.
bool JsonRpcSession::exceedsMalformedRate() {
    if (m_phase == SessionPhase::Hello)
        return false; // each of the few messages counts
    return m_messages.take(m_limits.messages, std::chrono::steady_clock::now(), limits::refusedCounts - 1).has_value();
}

void JsonRpcSession::take(jsonrpc::Call call, qsizetype bytes) {
    const bool isAuthentication = signsIn(call.request);
    if (m_phase == SessionPhase::Hello && accessOf(call.request) == Access::SignedIn)
        return refuse(call.id, Error(ErrorKind::AuthRequired));
    if (isAuthentication && m_signingIn)
        return refuse(call.id, Error::retryLater(ErrorKind::RateLimited, limits::busyRetryMs));
    const bool tooManyBytes = !m_unanswered.empty() && m_unansweredBytes + bytes > limits::unansweredBytes;
    if (std::ssize(m_unanswered) >= limits::unansweredCalls || tooManyBytes)
        return refuse(call.id, Error::retryLater(ErrorKind::ServerBusy, limits::busyRetryMs));
    CallRequest called{m_connection.id(), ++m_lastNumber, std::move(call.request)};
    const bool countsAsPage = wantsPage(called.request);
    m_unanswered.emplace(called.number, Unanswered{std::move(call.id), bytes, isAuthentication, countsAsPage});
    m_unansweredBytes += bytes;
    if (hasToWait(called))
        hold(std::move(called));
    else
        forward(std::move(called));
}

/// While room.enter waits, later calls wait behind it: a call that was sent as one person is never executed as another.
bool JsonRpcSession::hasToWait(const CallRequest& called) const {
    return hasNoPlace(called) || m_heldEnterings > 0;
}

bool JsonRpcSession::hasNoPlace(const CallRequest& called) const {
    return m_pageCallsInFlight >= limits::pageCallsInFlight && wantsPage(called.request);
}

void JsonRpcSession::hold(CallRequest called) {
    m_heldEnterings += isEntering(called) ? 1 : 0;
    m_signingIn = m_signingIn || signsIn(called.request);
    m_held.push_back(std::move(called));
}

void JsonRpcSession::forward(CallRequest called) {
    const auto unanswered = m_unanswered.find(called.number);
    const bool isAuthentication = unanswered->second.isAuthentication;
    if (!m_chat.tryPost(std::move(called), &m_wakeChat)) {
        const Unanswered refused = std::move(unanswered->second);
        m_unanswered.erase(unanswered);
        m_unansweredBytes -= refused.bytes;
        m_signingIn = m_signingIn && !isAuthentication;
        return refuse(refused.id, Error::retryLater(ErrorKind::ServerBusy, limits::busyRetryMs));
    }
    m_pageCallsInFlight += unanswered->second.countsAsPage ? 1 : 0;
    m_signingIn = m_signingIn || isAuthentication; // the time to sign in runs on meanwhile
}

/// A connection that no longer sends gets nothing more.
void JsonRpcSession::forwardHeld() {
    if (!m_connection.isOpen()) {
        m_held.clear();
        m_heldEnterings = 0;
    }
    while (!m_held.empty() && !hasNoPlace(m_held.front())) {
        CallRequest called = std::move(m_held.front());
        m_held.pop_front();
        m_heldEnterings -= isEntering(called) ? 1 : 0;
        forward(std::move(called));
    }
}

void JsonRpcSession::signedIn() {
    enter(SessionPhase::Ready);
}

void JsonRpcSession::signedOut() {
    enter(SessionPhase::Hello);
}

void JsonRpcSession::notified(const Notification& notification) {
    if (const std::optional<Frame> frame = encoder()->encode(notification, {}))
        send(*frame);
}

void JsonRpcSession::draining(std::chrono::milliseconds after) {
    notified(ServerDrainingNotice{after.count()});
}

void JsonRpcSession::answered(const CallReply& answered) {
    const auto found = m_unanswered.find(answered.number);
    if (found == m_unanswered.end())
        return;
    const Unanswered call = std::move(found->second);
    m_unanswered.erase(found);
    m_unansweredBytes -= call.bytes;
    m_signingIn = m_signingIn && !call.isAuthentication;
    m_pageCallsInFlight -= call.countsAsPage ? 1 : 0;
    if (!call.id.isUndefined() && m_connection.isOpen()) // some calls want no answer
        send(Frame::message(codec(), answered.result ? jsonrpc::writeAnswer(call.id, *answered.result, codec())
                                                     : jsonrpc::writeError(call.id, answered.result.error(), codec())));
    forwardHeld();
}

void JsonRpcSession::refuse(const QCborValue& callId, const Error& error) {
    m_counters.refuse(error.kind);
    if (!callId.isUndefined())
        send(Frame::message(codec(), jsonrpc::writeError(callId, error, codec())));
}

void JsonRpcSession::enter(SessionPhase phase) {
    m_phase = phase;
    m_connection.setSignedIn(phase == SessionPhase::Ready);
    if (phase == SessionPhase::Ready) {
        m_connection.keepOpen();
        m_connection.setIncomingLimit(limits::frameBytes);
    } else {
        m_messagesBeforeSignIn = 0;
        m_connection.setIncomingLimit(limits::frameBytesBeforeSignIn);
        m_connection.closeAfter(limits::signInTime, CloseCode::AuthNeeded, QStringLiteral("Sign in within 10 seconds"));
    }
}

std::unique_ptr<ClientSession> JsonRpcDialect::open(Connection& connection, const HttpRequest&,
                                                    const SessionHost& host) {
    return std::make_unique<JsonRpcSession>(connection, host);
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/hubsession.h"

#include "server/api/signalr/credentials.h"
#include "server/api/signalr/hubdialect.h"
#include "server/api/signalr/hubmethods.h"
#include "server/api/signalr/hubprotocol.h"
#include "server/api/signalr/limits.h"

namespace confab::signalr {

namespace {

QString failed(const char* why) {
    return QStringLiteral("Authentication failed: ") + QLatin1String(why);
}

/// As ASP.NET Core says it.
QString failedInvocation(const QString& target, const QString& why) {
    return QStringLiteral("Failed to invoke '%1' due to an error on the server. HubException: %2").arg(target, why);
}

} // namespace

HubSession::HubSession(Connection& connection, const HttpRequest& handshake, const SessionHost& host, HubDialect& hub)
    : ClientSession(connection), m_host(host), m_hub(hub), m_token(tokenOf(handshake)),
      m_methods(hub.makeMethods(*this)) {
    m_hub.add(*this);
    m_connection.acceptBothKinds();
    m_connection.setIncomingLimit(confab::limits::frameBytesBeforeSignIn);
    m_connection.closeAfter(confab::limits::signInTime, CloseCode::AuthNeeded,
                            QStringLiteral("Sign in within 10 seconds"));
}

HubSession::~HubSession() {
    m_hub.remove(*this);
}

// ---- in ----

void HubSession::received(const QByteArray& message) {
    if (m_phase == Phase::Ended)
        return;
    if (isTooMuch(message.size()))
        return close(CloseCode::Flooding, QStringLiteral("Too many messages"));
    QByteArrayView bytes(message);
    if (m_phase == Phase::Handshake)
        takeHandshake(bytes);
    takeMessages(bytes);
}

/// Before any of it is read, which costs more than sending it.
bool HubSession::isTooMuch(qsizetype bytes) {
    const SessionLimits& most = m_host.limits;
    if (m_phase != Phase::Ready)
        return most.messagesBeforeSignIn > 0 && ++m_messagesBeforeSignIn > most.messagesBeforeSignIn;
    return m_bytes.take(most.bytes, std::chrono::steady_clock::now(), double(bytes)).has_value();
}

void HubSession::takeHandshake(QByteArrayView& bytes) {
    const Result<HubProtocol> agreed = signalr::takeHandshake(bytes);
    if (agreed) {
        m_protocol = *agreed;
        return signIn();
    }
    m_host.counters.refuse(agreed.error().kind);
    if (agreed.error().kind == ErrorKind::InputInvalid)
        sendMessage(handshakeAnswer(agreed.error().message));
    m_phase = Phase::Ended;
    m_connection.close(CloseCode::Normal, QStringLiteral("This is no handshake of SignalR"));
}

void HubSession::takeMessages(QByteArrayView bytes) {
    while (!bytes.isEmpty() && m_phase != Phase::Ended) {
        const qsizetype before = bytes.size();
        const Result<HubMessage> message = takeMessage(bytes, m_protocol);
        if (!message) {
            m_host.counters.refuse(message.error().kind);
            return end(QStringLiteral("The message can't be read."), false, CloseCode::Normal);
        }
        if (m_phase == Phase::Ready && m_messages.take(m_host.limits.messages, std::chrono::steady_clock::now()))
            return close(CloseCode::Flooding, QStringLiteral("Too many messages"));
        if (const auto* invocation = std::get_if<Invocation>(&*message))
            take(*invocation, before - bytes.size());
        else if (std::holds_alternative<Close>(*message))
            end({}, false, CloseCode::Normal);
    }
}

void HubSession::take(const Invocation& invocation, qsizetype bytes) {
    if (std::ssize(m_waiting) >= limits::waitingInvocations || m_waitingBytes + bytes > limits::waitingBytes)
        return close(CloseCode::Flooding, QStringLiteral("Too many invocations at once"));
    m_waiting.push_back({invocation, bytes});
    m_waitingBytes += bytes;
    run();
}

/// A loop, as invocations that are answered at once would make a recursion of those behind them.
void HubSession::run() {
    if (std::exchange(m_isRunning, true))
        return;
    while (m_phase == Phase::Ready && !m_isExecuting && !m_waiting.empty()) {
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_waitingBytes -= next.bytes;
        m_invocationId = next.invocation.id;
        m_isExecuting = true;
        invoke(next.invocation);
    }
    m_isRunning = false;
}

void HubSession::invoke(const Invocation& invocation) {
    if (invocation.wantsStream)
        return complete(failedInvocation(invocation.target, QStringLiteral("No method here returns a stream.")));
    if (const Status begun = m_methods->invoke(invocation); !begun)
        complete(failedInvocation(invocation.target, begun.error().message));
}

// ---- signing in ----

void HubSession::signIn() {
    m_phase = Phase::SigningIn;
    if (!m_token) {
        answerHandshake();
        return end(failed("No token provided"), false, CloseCode::AuthNeeded);
    }
    SessionResume resume{*std::exchange(m_token, std::nullopt)};
    if (resume.accessToken.value.size() > limits::tokenChars)
        return finishSignIn(fail(ErrorKind::AuthInvalid));
    ask(std::move(resume), [this](const Result<Resumed>& resumed) { finishSignIn(resumed); });
}

void HubSession::finishSignIn(const Result<Resumed>& resumed) {
    answerHandshake();
    if (!resumed && errorRow(resumed.error().kind).retryable)
        return end(resumed.error().message, true, CloseCode::Draining);
    if (!resumed)
        return end(failed("Invalid token"), false, CloseCode::AuthNeeded);
    m_user = resumed->user;
    m_phase = Phase::Ready;
    setEncoder(&m_hub.events(m_protocol));
    run();
}

void HubSession::answerHandshake() {
    sendMessage(handshakeAnswer());
}

void HubSession::signedIn() {
    m_connection.setSignedIn(true);
    m_connection.keepOpen();
    m_connection.setIncomingLimit(confab::limits::frameBytes);
}

void HubSession::signedOut() {
    end(QStringLiteral("Signed out"), false, CloseCode::SessionRevoked);
}

// ---- out ----

void HubSession::post(Request request, Continuation then) {
    m_then = std::move(then);
    if (m_host.chat.tryPost(CallRequest{id(), ++m_calls, std::move(request)}, &m_host.wakeChat))
        return;
    const Error busy = Error::retryLater(ErrorKind::ServerBusy, confab::limits::busyRetryMs);
    m_host.counters.refuse(busy.kind);
    std::exchange(m_then, {})(fail(busy));
}

void HubSession::answered(const CallReply& reply) {
    if (m_phase == Phase::Ended || reply.number != m_calls || !m_then)
        return;
    std::exchange(m_then, {})(reply.result);
}

void HubSession::complete(const std::optional<QString>& error) {
    if (m_invocationId && m_phase == Phase::Ready)
        sendMessage(completion(*m_invocationId, error, m_protocol));
    m_invocationId.reset();
    m_isExecuting = false;
    run();
}

void HubSession::say(const HubCall& call) {
    send(frameOf(call, m_protocol));
}

void HubSession::refuse(const QString& text) {
    say({QStringLiteral("Error"), {text}});
    done();
}

void HubSession::ping() {
    if (m_phase == Phase::Ready)
        sendMessage(signalr::ping(m_protocol));
}

void HubSession::sendMessage(const QByteArray& message) {
    send(frameOf(message, m_protocol));
}

// ---- the end ----

/// The client connects anew by itself when the connection ends without a word.
void HubSession::draining(std::chrono::milliseconds after) {
    m_connection.closeAfter(after, CloseCode::Draining, QStringLiteral("The server is stopping"));
}

void HubSession::close(CloseCode code, const QString& reason) {
    if (m_phase == Phase::Handshake || m_phase == Phase::Ended)
        return m_connection.close(code, reason);
    end(reason, mayReconnect(code), code);
}

/// A failure is said twice: as the event that these hubs have for it, and in SignalR's own last message.
void HubSession::end(const QString& error, bool mayReconnect, CloseCode code) {
    if (m_phase == Phase::Ended)
        return;
    if (m_phase == Phase::SigningIn && !mayReconnect && !error.isEmpty())
        say({QStringLiteral("Error"), {error}});
    sendMessage(closing(error, mayReconnect, m_protocol));
    m_phase = Phase::Ended;
    setEncoder(nullptr);
    m_waiting.clear();
    m_connection.close(code, error);
}

} // namespace confab::signalr

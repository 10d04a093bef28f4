// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/clientsession.h"
#include "server/api/signalr/hubevents.h"
#include "server/api/signalr/hubmessage.h"

#include <deque>
#include <functional>
#include <memory>

namespace confab::signalr {

class HubDialect;
class HubMethods;

/// One client's life at a hub: handshake, sign-in by the token of its request, then invocations, one after another. The
/// handshake is answered when the sign-in is decided, so that a client that has connected can call.
/// Thread: its io thread. Owned by: its Connection, as its state.
class HubSession final : public ClientSession {
public:
    /// `hub` outlives this.
    HubSession(Connection& connection, const HttpRequest& handshake, const SessionHost& host, HubDialect& hub);
    ~HubSession() override;

    // ClientSession
    void received(const QByteArray& message) override;
    void signedIn() override;
    void signedOut() override;
    void answered(const CallReply& reply) override;
    /// Nothing: a hub's client is told what happens in the rooms that it has joined.
    void notified(const Notification&) override {}
    void draining(std::chrono::milliseconds after) override;
    void close(CloseCode code, const QString& reason) override;

    /// Says that the server is there, when the handshake is done.
    void ping();

    // ---- for HubMethods
    /// Whom the token names.
    const User& user() const { return m_user; }
    /// Calls a rule. `then` gets the result, unless the connection ends before. One call at a time.
    template <class R, class Then>
    void ask(R request, Then then) {
        post(std::move(request), [then = std::move(then)](const Result<Answer>& result) {
            then(result.map([](const Answer& answer) { return std::get<typename R::Answer>(answer); }));
        });
    }
    /// The same; an error ends the invocation.
    template <class R, class Then>
    void call(R request, Then then) {
        ask(std::move(request), [this, then = std::move(then)](const Result<typename R::Answer>& result) {
            if (result)
                then(*result);
            else
                refuse(result.error().message);
        });
    }
    void say(const HubCall& call);
    /// Ends the invocation.
    void done() { complete(std::nullopt); }
    /// Says Error(text), and ends the invocation, without an error of its own: that is how these hubs do it.
    void refuse(const QString& text);

private:
    enum class Phase {
        Handshake, ///< nothing has been agreed on
        SigningIn, ///< the chat thread looks at the token
        Ready,
        Ended, ///< what comes is not looked at
    };
    using Continuation = std::function<void(const Result<Answer>&)>;
    struct Waiting {
        Invocation invocation;
        qsizetype bytes = 0;
    };

    bool isTooMuch(qsizetype bytes);
    void takeHandshake(QByteArrayView& bytes);
    void signIn();
    void finishSignIn(const Result<Resumed>& resumed);
    void answerHandshake();
    void takeMessages(QByteArrayView bytes);
    void take(const Invocation& invocation, qsizetype bytes);
    void run();
    void invoke(const Invocation& invocation);
    void complete(const std::optional<QString>& error);
    void post(Request request, Continuation then);
    void sendMessage(const QByteArray& message);
    void end(const QString& error, bool mayReconnect, CloseCode code);

    const SessionHost m_host;
    HubDialect& m_hub;
    std::optional<Secret> m_token; // until the sign-in
    std::unique_ptr<HubMethods> m_methods;
    Phase m_phase = Phase::Handshake;
    HubProtocol m_protocol = HubProtocol::Json;
    User m_user;
    int m_messagesBeforeSignIn = 0;
    TokenBucket m_messages;
    TokenBucket m_bytes;
    std::deque<Waiting> m_waiting;
    qsizetype m_waitingBytes = 0;
    std::optional<QString> m_invocationId; // of the invocation that is executed
    bool m_isExecuting = false;
    bool m_isRunning = false; // run(), which executes may come back to
    Continuation m_then;      // of the call that has no reply yet
    quint64 m_calls = 0;      // so far; the last one's number
};

} // namespace confab::signalr

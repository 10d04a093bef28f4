// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/jsonrpc.h"
#include "server/api/session/clientsession.h"

#include <list>
#include <map>

namespace confab {

/// Where a client's protocol life stands.
enum class SessionPhase {
    Hello, ///< may only sign in, with small frames, before a deadline
    Ready,
};

/// One client's protocol life in JSON-RPC: its frames become typed calls, and answers and notices become frames.
/// Thread: its io thread. Owned by: its Connection, as its state.
class JsonRpcSession final : public ClientSession {
public:
    JsonRpcSession(Connection& connection, const SessionHost& host);

    // ClientSession
    void received(const QByteArray& message) override;
    void signedIn() override;
    void signedOut() override;
    void answered(const CallReply& answered) override;
    void notified(const Notification& notification) override;
    void draining(std::chrono::milliseconds after) override;

    Codec codec() const { return m_connection.codec(); }

private:
    /// What the session keeps of a call until its reply.
    struct Unanswered {
        QCborValue id; // undefined: the client wants no answer
        qsizetype bytes = 0;
        bool isAuthentication = false;
        bool countsAsPage = false;
    };

    bool isTooMuch(qsizetype bytes);
    bool exceedsMalformedRate();
    void take(jsonrpc::Call call, qsizetype bytes);
    bool hasToWait(const CallRequest& called) const;
    bool hasNoPlace(const CallRequest& called) const;
    void hold(CallRequest called);
    void forward(CallRequest called);
    void forwardHeld();
    void refuse(const QCborValue& callId, const Error& error);
    void enter(SessionPhase phase);

    Mailbox<Inbound>& m_chat;
    CoalescedWakeup& m_wakeChat;
    SessionCounters& m_counters;
    const SessionLimits& m_limits;
    SessionPhase m_phase = SessionPhase::Hello;
    bool m_signingIn = false; // a sign-in is being decided: one at a time, as each costs a hash
    int m_messagesBeforeSignIn = 0;
    TokenBucket m_messages;
    TokenBucket m_bytes;
    std::map<quint64, Unanswered> m_unanswered; // by number; at most limits::unansweredCalls
    qsizetype m_unansweredBytes = 0;
    quint64 m_lastNumber = 0;
    int m_pageCallsInFlight = 0;
    std::list<CallRequest> m_held; // unanswered too: page calls, and calls that may not overtake room.enter
    int m_heldEnterings = 0;       // of those
};

/// JSON-RPC in both codecs.
class JsonRpcDialect final : public Dialect {
public:
    std::unique_ptr<ClientSession> open(Connection& connection, const HttpRequest& handshake,
                                        const SessionHost& host) override;
};

} // namespace confab

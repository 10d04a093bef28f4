// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "server/api/jsonrpc/limits.h"
#include "server/api/jsonrpc/roomlisteners.h"
#include "server/api/jsonrpc/sessioncounters.h"
#include "server/chat/inbound.h"
#include "server/hub/outbound.h"
#include "server/transport/connection.h"

#include <list>

namespace confab {

/// Where a client's protocol life stands.
enum class SessionPhase {
    Hello, ///< may only sign in, with small frames, before a deadline
    Ready,
};

/// One client's protocol life in JSON-RPC: its frames become typed calls, and answers and notices become frames.
/// Thread: its io thread. Owned by: its Connection, as its state.
class JsonRpcSession final : public ConnectionState, public RoomListener {
public:
    /// `limits` outlive this.
    JsonRpcSession(Connection& connection, Mailbox<Inbound>& chat, CoalescedWakeup& wakeChat, SessionCounters& counters,
                   const SessionLimits& limits);

    void received(const QByteArray& message);

    void signedIn();
    void signedOut();
    void answered(const CallReply& answered);
    void send(const Frame& frame) { m_connection.send(frame); }
    void close(CloseCode code, const QString& reason) { m_connection.close(code, reason); }

    ConnectionId id() const { return m_connection.id(); }
    Codec codec() const { return m_connection.codec(); }

private:
    bool isTooMuch(qsizetype bytes);
    bool exceedsMalformedRate();
    void take(jsonrpc::Call call, qsizetype bytes);
    bool hasToWait(const CallRequest& called) const;
    void hold(CallRequest called);
    void forward(CallRequest called);
    void forwardHeld();
    void refuse(const QCborValue& callId, const Error& error);
    void enter(SessionPhase phase);

    Connection& m_connection;
    Mailbox<Inbound>& m_chat;
    CoalescedWakeup& m_wakeChat;
    SessionCounters& m_counters;
    const SessionLimits& m_limits;
    SessionPhase m_phase = SessionPhase::Hello;
    bool m_signingIn = false; // a sign-in is being decided: one at a time, as each costs a hash
    int m_messagesBeforeSignIn = 0;
    TokenBucket m_messages;
    TokenBucket m_bytes;
    int m_unanswered = 0;
    qsizetype m_unansweredBytes = 0;
    int m_pageCallsInFlight = 0;
    std::list<CallRequest> m_held; // unanswered too: page calls, and calls that may not overtake room.enter
    int m_heldEnterings = 0;       // of those
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "server/api/session/limits.h"
#include "server/api/session/notificationencoder.h"
#include "server/api/session/roomlisteners.h"
#include "server/api/session/sessioncounters.h"
#include "server/chat/inbound.h"
#include "server/hub/outbound.h"
#include "server/transport/connection.h"

namespace confab {

/// What a session has of its io thread; all of it outlives the session.
struct SessionHost {
    Mailbox<Inbound>& chat;
    CoalescedWakeup& wakeChat;
    SessionCounters& counters;
    const SessionLimits& limits;
};

/// One client's protocol life, in whichever dialect: its messages become typed calls, and what the chat thread says
/// becomes frames.
/// Thread: its io thread. Owned by: its Connection, as its state.
class ClientSession : public ConnectionState, public RoomListener {
public:
    ConnectionId id() const { return m_connection.id(); }
    void send(const Frame& frame) { m_connection.send(frame); }
    /// What writes notifications for this session; null: it gets none now.
    const NotificationEncoder* encoder() const { return m_encoder; }

    virtual void received(const QByteArray& message) = 0;
    virtual void signedIn() = 0;
    virtual void signedOut() = 0;
    /// The reply to a CallRequest of this session, whose number is as the session gave it.
    virtual void answered(const CallReply& reply) = 0;
    /// What is for this connection alone.
    virtual void notified(const Notification& notification) = 0;
    /// The server stops soon: the client is to come back after this time, perhaps to another node.
    virtual void draining(std::chrono::milliseconds after) = 0;
    virtual void close(CloseCode code, const QString& reason) { m_connection.close(code, reason); }

protected:
    explicit ClientSession(Connection& connection) : m_connection(connection) {}
    void setEncoder(const NotificationEncoder* encoder) { m_encoder = encoder; }

    Connection& m_connection;

private:
    const NotificationEncoder* m_encoder = nullptr;
};

/// What is spoken at one path.
/// Thread: its io thread. Owned by: ClientSessions.
class Dialect {
public:
    virtual ~Dialect() = default;
    /// The session of a connection that was opened by this handshake. It ends before the dialect does.
    virtual std::unique_ptr<ClientSession> open(Connection& connection, const HttpRequest& handshake,
                                                const SessionHost& host) = 0;
};

} // namespace confab

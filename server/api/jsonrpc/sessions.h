// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/jsonrpc/ioinbox.h"
#include "server/api/jsonrpc/session.h"

#include <QHash>

namespace confab {

/// The JSON-RPC sessions of one io thread. They pass their clients' calls to the chat thread, encode what it returns
/// once per codec, and give it to the connections.
/// Thread: its io thread. Owned by: IoWorker, as its listener.
class JsonRpcSessions final : public ConnectionListener {
public:
    /// `inbox` is attached to this thread, and outlives this.
    JsonRpcSessions(Mailbox<Inbound>& chat, IoInbox& inbox, SessionLimits limits = {});
    ~JsonRpcSessions() override;

    /// Whether the chat thread can be told of one more.
    bool hasRoom() override { return m_chat.hasRoom(); }
    void opened(Connection& connection) override;
    void received(Connection& connection, const QByteArray& message) override;
    void closed(Connection& connection) override;

private:
    void take(std::vector<Outbound>& batch);
    void takeOne(const CallReply& answered);
    void takeOne(const SignedIn& signedIn);
    void takeOne(const SignedOut& signedOut);
    void takeOne(const Listen& listen);
    void takeOne(const std::shared_ptr<const Publication>& publication);
    void takeOne(const Notified& notified);
    void takeOne(const Draining& draining);
    void takeOne(const Disconnect& disconnect);
    void takeOne(const StatelessReply& reply);
    JsonRpcSession* find(ConnectionId id) const { return m_sessions.value(id.serial); }

    Mailbox<Inbound>& m_chat;
    CoalescedWakeup m_wakeChat;
    IoInbox& m_inbox;
    const SessionLimits m_limits;
    QHash<quint64, JsonRpcSession*> m_sessions;
    RoomListeners m_listeners;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/clientsession.h"
#include "server/api/session/ioinbox.h"

#include <QHash>

namespace confab {

/// The sessions of one io thread, of all dialects. They pass their clients' calls to the chat thread; what it returns
/// is encoded once for each encoder, and given to the connections. Thread: its io thread. Owned by: IoWorker, as its
/// listener.
class ClientSessions final : public ConnectionListener {
public:
    /// `inbox` is attached to this thread, and outlives this.
    ClientSessions(Mailbox<Inbound>& chat, IoInbox& inbox, SessionLimits limits = {});
    ~ClientSessions() override;

    /// What the connections of this path speak; before the first of them.
    void add(const QByteArray& path, std::unique_ptr<Dialect> dialect);

    /// Whether the chat thread can be told of one more.
    bool hasRoom() override { return m_chat.hasRoom(); }
    void opened(Connection& connection, const HttpRequest& handshake) override;
    void received(Connection& connection, const QByteArray& message) override;
    void closed(Connection& connection) override;

private:
    void take(std::vector<Outbound>& batch);
    void takeOne(const CallReply& reply);
    void takeOne(const SignedIn& signedIn);
    void takeOne(const SignedOut& signedOut);
    void takeOne(const Listen& listen);
    void takeOne(const std::shared_ptr<const Publication>& publication);
    void takeOne(const Notified& notified);
    void takeOne(const Draining& draining);
    void takeOne(const Disconnect& disconnect);
    void takeOne(const StatelessReply& reply);
    ClientSession* find(ConnectionId id) const { return m_sessions.value(id.serial); }

    Mailbox<Inbound>& m_chat;
    CoalescedWakeup m_wakeChat;
    IoInbox& m_inbox;
    const SessionLimits m_limits;
    const SessionHost m_host;
    std::vector<std::pair<QByteArray, std::unique_ptr<Dialect>>> m_dialects; // by path
    QHash<quint64, ClientSession*> m_sessions;
    RoomListeners m_listeners;
};

} // namespace confab

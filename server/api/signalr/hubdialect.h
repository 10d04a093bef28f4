// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/clientsession.h"
#include "server/api/signalr/hubevents.h"

#include <QSet>
#include <QStringList>
#include <QTimer>

namespace confab::signalr {

class HubMethods;
class HubSession;

/// One hub on one io thread.
/// Thread: its io thread. Owned by: ClientSessions.
class HubDialect final : public Dialect {
public:
    /// `creates`: the names of the rooms that JoinRoom makes when there are none; "*" is any.
    HubDialect(HubShape shape, QStringList creates);

    std::unique_ptr<ClientSession> open(Connection& connection, const HttpRequest& handshake,
                                        const SessionHost& host) override;

    // ---- for HubSession
    void add(HubSession& session);
    void remove(HubSession& session);
    std::unique_ptr<HubMethods> makeMethods(HubSession& session);
    const HubEvents& events(HubProtocol protocol) const {
        return protocol == HubProtocol::Json ? m_jsonEvents : m_messagePackEvents;
    }

private:
    void pingSome();

    const HubShape m_shape;
    const QStringList m_creates;
    RoomTable m_rooms;
    const HubEvents m_jsonEvents;
    const HubEvents m_messagePackEvents;
    QSet<HubSession*> m_sessions;
    QTimer m_pings;
    quint64 m_turn = 0;
};

} // namespace confab::signalr

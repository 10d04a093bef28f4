// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/hubdialect.h"

#include "server/api/signalr/hubmethods.h"
#include "server/api/signalr/limits.h"

namespace confab::signalr {

namespace {

/// Pings leave in as many parts, so that thousands of them do not leave at once.
constexpr int pingParts = 5;

} // namespace

HubDialect::HubDialect(HubShape shape, QStringList creates)
    : m_shape(shape), m_creates(std::move(creates)), m_jsonEvents(shape, HubProtocol::Json, m_rooms),
      m_messagePackEvents(shape, HubProtocol::MessagePack, m_rooms) {
    QObject::connect(&m_pings, &QTimer::timeout, &m_pings, [this] { pingSome(); });
    m_pings.setInterval(limits::pingEvery / pingParts);
}

std::unique_ptr<ClientSession> HubDialect::open(Connection& connection, const HttpRequest& handshake,
                                                const SessionHost& host) {
    return std::make_unique<HubSession>(connection, handshake, host, *this);
}

std::unique_ptr<HubMethods> HubDialect::makeMethods(HubSession& session) {
    return m_shape == HubShape::RoomsById ? makeMethodsById(session, m_rooms)
                                          : makeMethodsByName(session, m_rooms, m_creates);
}

void HubDialect::add(HubSession& session) {
    m_sessions.insert(&session);
    if (!m_pings.isActive())
        m_pings.start();
}

void HubDialect::remove(HubSession& session) {
    m_sessions.remove(&session);
    if (m_sessions.isEmpty())
        m_pings.stop(); // a server without traffic sleeps
}

void HubDialect::pingSome() {
    const quint64 part = ++m_turn % pingParts;
    for (HubSession* session : std::as_const(m_sessions)) {
        if (session->id().serial % pingParts == part)
            session->ping();
    }
}

} // namespace confab::signalr

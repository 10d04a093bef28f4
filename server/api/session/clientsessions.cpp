// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/session/clientsessions.h"

#include "common/core/work.h"
#include "server/transport/http/http.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>

namespace confab {

namespace {

/// Who wrote the message that is published, as the members outside the room are told.
QString authorOf(const Publication& publication) {
    const auto* activity = publication.toWatching ? std::get_if<RoomActivity>(&*publication.toWatching) : nullptr;
    return activity ? activity->name.value_or(QString()) : QString();
}

/// How many got it.
quint64 sendToAll(const std::vector<RoomListeners::Listener>& listeners,
                  const std::optional<Notification>& notification, const Publication& publication) {
    if (!notification || listeners.empty())
        return 0;
    const auto* event = std::get_if<RoomEventNotice>(&*notification);
    const Seq seq = event ? event->event.seq : std::numeric_limits<Seq>::max();
    EncodedNotification encoded(*notification, authorOf(publication));
    quint64 sent = 0;
    for (const RoomListeners::Listener& listener : listeners) {
        if (listener.session->id() == publication.except || listener.told >= seq)
            continue;
        if (const Frame* frame = encoded.by(listener.session->encoder())) {
            listener.session->send(*frame);
            ++sent;
        }
    }
    return sent;
}

} // namespace

ClientSessions::ClientSessions(Mailbox<Inbound>& chat, IoInbox& inbox, SessionLimits limits)
    : m_chat(chat), m_wakeChat([&chat] { chat.wake(); }), m_inbox(inbox),
      m_limits(std::move(limits)), m_host{m_chat, m_wakeChat, m_inbox.counters(), m_limits} {
    m_inbox.attach([this](std::vector<Outbound>& batch) { take(batch); });
}

ClientSessions::~ClientSessions() {
    m_inbox.detach();
}

void ClientSessions::add(const QByteArray& path, std::unique_ptr<Dialect> dialect) {
    m_dialects.emplace_back(path, std::move(dialect));
}

/// The router has let through only paths of dialects.
void ClientSessions::opened(Connection& connection, const HttpRequest& handshake) {
    const auto found = std::ranges::find(m_dialects, handshake.path, &decltype(m_dialects)::value_type::first);
    Q_ASSERT(found != m_dialects.end());
    std::unique_ptr<ClientSession> session = found->second->open(connection, handshake, m_host);
    m_sessions.insert(connection.id().serial, session.get());
    connection.setState(std::move(session));
    m_chat.post(Opened{connection.id(), Network::of(connection.peerAddress()).toString()}, &m_wakeChat);
}

void ClientSessions::received(Connection& connection, const QByteArray& message) {
    const Working working("reading a call");
    connection.state<ClientSession>()->received(message);
}

void ClientSessions::closed(Connection& connection) {
    m_listeners.remove(*connection.state<ClientSession>());
    m_sessions.remove(connection.id().serial);
    m_chat.post(Closed{connection.id()}, &m_wakeChat);
}

void ClientSessions::take(std::vector<Outbound>& batch) {
    const Working working("writing answers and events");
    for (const Outbound& item : batch)
        std::visit([this](const auto& one) { takeOne(one); }, item);
}

void ClientSessions::takeOne(const CallReply& reply) {
    if (ClientSession* session = find(reply.connection))
        session->answered(reply);
}

void ClientSessions::takeOne(const SignedIn& signedIn) {
    if (ClientSession* session = find(signedIn.connection))
        session->signedIn();
}

void ClientSessions::takeOne(const SignedOut& signedOut) {
    if (ClientSession* session = find(signedOut.connection))
        session->signedOut();
}

void ClientSessions::takeOne(const Listen& listen) {
    if (ClientSession* session = find(listen.connection))
        m_listeners.set(*session, listen.room, listen.subscription, listen.told);
}

void ClientSessions::takeOne(const std::shared_ptr<const Publication>& publication) {
    const RoomListeners::Room* room = m_listeners.find(publication->room);
    if (!room)
        return;
    Counter& deliveries = m_inbox.counters().deliveries;
    deliveries.add(sendToAll(room->entered, publication->toEntered, *publication));
    deliveries.add(sendToAll(room->watching, publication->toWatching, *publication));
}

void ClientSessions::takeOne(const Notified& notified) {
    if (ClientSession* session = find(notified.connection))
        session->notified(notified.notification);
}

void ClientSessions::takeOne(const Draining& draining) {
    for (ClientSession* session : std::as_const(m_sessions)) // one time for each, or all would move at once
        session->draining(std::chrono::milliseconds(QRandomGenerator::global()->bounded(draining.withinMs + 1)));
}

void ClientSessions::takeOne(const Disconnect& disconnect) {
    if (ClientSession* session = find(disconnect.connection))
        session->close(disconnect.code, disconnect.reason);
}

void ClientSessions::takeOne(const StatelessReply& reply) {
    m_inbox.tickets().replied(reply);
}

} // namespace confab

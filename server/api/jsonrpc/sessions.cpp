// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/jsonrpc/sessions.h"

#include "common/core/work.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <limits>

namespace confab {

namespace {

/// A notification as a frame: encoded when the first connection of a codec needs it, shared by all of them.
class EncodedNotification {
public:
    explicit EncodedNotification(const Notification& notification) : m_notification(notification) {}

    const Frame& in(Codec codec) {
        std::optional<Frame>& frame = m_frames[size_t(codec)];
        if (!frame) {
            const auto keep = jsonrpc::isEphemeral(m_notification) ? Frame::Keep::Ephemeral : Frame::Keep::Durable;
            frame = Frame::message(codec, jsonrpc::writeNotification(m_notification, codec), keep);
        }
        return *frame;
    }

private:
    const Notification& m_notification;
    std::array<std::optional<Frame>, 2> m_frames;
};

/// How many got it.
quint64 sendToAll(const std::vector<RoomListeners::Listener>& listeners,
                  const std::optional<Notification>& notification, ConnectionId except) {
    if (!notification || listeners.empty())
        return 0;
    const auto* event = std::get_if<RoomEventNotice>(&*notification);
    const Seq seq = event ? event->event.seq : std::numeric_limits<Seq>::max();
    EncodedNotification encoded(*notification);
    quint64 sent = 0;
    for (const RoomListeners::Listener& listener : listeners) {
        if (listener.session->id() == except || listener.told >= seq)
            continue;
        listener.session->send(encoded.in(listener.session->codec()));
        ++sent;
    }
    return sent;
}

} // namespace

JsonRpcSessions::JsonRpcSessions(Mailbox<Inbound>& chat, IoInbox& inbox, SessionLimits limits)
    : m_chat(chat), m_wakeChat([&chat] { chat.wake(); }), m_inbox(inbox), m_limits(std::move(limits)) {
    m_inbox.attach([this](std::vector<Outbound>& batch) { take(batch); });
}

JsonRpcSessions::~JsonRpcSessions() {
    m_inbox.detach();
}

void JsonRpcSessions::opened(Connection& connection) {
    auto session = std::make_unique<JsonRpcSession>(connection, m_chat, m_wakeChat, m_inbox.counters(), m_limits);
    m_sessions.insert(connection.id().serial, session.get());
    connection.setState(std::move(session));
    m_chat.post(Opened{connection.id(), Network::of(connection.peerAddress()).toString()}, &m_wakeChat);
}

void JsonRpcSessions::received(Connection& connection, const QByteArray& message) {
    const Working working("reading a call");
    connection.state<JsonRpcSession>()->received(message);
}

void JsonRpcSessions::closed(Connection& connection) {
    m_listeners.remove(*connection.state<JsonRpcSession>());
    m_sessions.remove(connection.id().serial);
    m_chat.post(Closed{connection.id()}, &m_wakeChat);
}

void JsonRpcSessions::take(std::vector<Outbound>& batch) {
    const Working working("writing answers and events");
    for (const Outbound& item : batch)
        std::visit([this](const auto& one) { takeOne(one); }, item);
}

void JsonRpcSessions::takeOne(const CallReply& answered) {
    if (JsonRpcSession* session = find(answered.connection))
        session->answered(answered);
}

void JsonRpcSessions::takeOne(const SignedIn& signedIn) {
    if (JsonRpcSession* session = find(signedIn.connection))
        session->signedIn();
}

void JsonRpcSessions::takeOne(const SignedOut& signedOut) {
    if (JsonRpcSession* session = find(signedOut.connection))
        session->signedOut();
}

void JsonRpcSessions::takeOne(const Listen& listen) {
    if (JsonRpcSession* session = find(listen.connection))
        m_listeners.set(*session, listen.room, listen.subscription, listen.told);
}

void JsonRpcSessions::takeOne(const std::shared_ptr<const Publication>& publication) {
    const RoomListeners::Room* room = m_listeners.find(publication->room);
    if (!room)
        return;
    Counter& deliveries = m_inbox.counters().deliveries;
    deliveries.add(sendToAll(room->entered, publication->toEntered, publication->except));
    deliveries.add(sendToAll(room->watching, publication->toWatching, publication->except));
}

void JsonRpcSessions::takeOne(const Notified& notified) {
    if (JsonRpcSession* session = find(notified.connection))
        session->send(EncodedNotification(notified.notification).in(session->codec()));
}

void JsonRpcSessions::takeOne(const Draining& draining) {
    for (JsonRpcSession* session : std::as_const(m_sessions)) {
        const qint64 afterMs = QRandomGenerator::global()->bounded(draining.withinMs + 1);
        const Notification notice = ServerDrainingNotice{afterMs}; // one for each connection, or all would move at once
        session->send(EncodedNotification(notice).in(session->codec()));
    }
}

void JsonRpcSessions::takeOne(const Disconnect& disconnect) {
    if (JsonRpcSession* session = find(disconnect.connection))
        session->close(disconnect.code, disconnect.reason);
}

void JsonRpcSessions::takeOne(const StatelessReply& reply) {
    m_inbox.tickets().replied(reply);
}

} // namespace confab

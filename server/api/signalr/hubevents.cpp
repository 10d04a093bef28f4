// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/hubevents.h"

#include "server/api/signalr/hubprotocol.h"

namespace confab::signalr {

namespace {

/// A message that is only files says their names.
QString textOf(const MessagePosted& message) {
    if (!message.body.isEmpty() || !message.files)
        return message.body;
    QStringList names;
    for (const File& file : *message.files)
        names.append(file.name);
    return names.join(u", ");
}

HubCall systemSays(const QString& text) {
    return {QStringLiteral("ReceiveMessage"), {QStringLiteral("System"), text}};
}

} // namespace

HubCall userJoined(HubShape shape, const QString& user, const QString& room) {
    if (shape == HubShape::RoomsByName)
        return systemSays(user + QStringLiteral(" has joined the room ") + room);
    return {QStringLiteral("UserJoined"), {QStringLiteral("admin"), QString(user + QStringLiteral(" has joined"))}};
}

HubCall userLeft(HubShape shape, const QString& user, const QString& room) {
    if (shape == HubShape::RoomsByName)
        return systemSays(user + QStringLiteral(" has left the room ") + room);
    return {QStringLiteral("UserLeft"), {user}};
}

Frame frameOf(const QByteArray& message, HubProtocol protocol, Frame::Keep keep) {
    return protocol == HubProtocol::Json ? Frame::text(message, keep) : Frame::binary(message, keep);
}

Frame frameOf(const HubCall& call, HubProtocol protocol, Frame::Keep keep) {
    return frameOf(invocation(call.target, call.arguments, protocol), protocol, keep);
}

std::optional<Frame> HubEvents::encode(const Notification& notification, const QString& author) const {
    std::optional<HubCall> call;
    auto keep = Frame::Keep::Durable;
    if (const auto* event = std::get_if<RoomEventNotice>(&notification)) {
        call = callFor(*event, author);
    } else if (const auto* move = std::get_if<RoomPresence>(&notification)) {
        call = callFor(*move);
    } else if (const auto* typing = std::get_if<RoomTyping>(&notification)) {
        call = callFor(*typing);
        keep = Frame::Keep::Ephemeral;
    } else if (const auto* updated = std::get_if<UserUpdated>(&notification)) {
        m_rooms.renamed(updated->user.id, updated->user.name);
    }
    return call ? std::optional(frameOf(*call, m_protocol, keep)) : std::nullopt;
}

std::optional<HubCall> HubEvents::callFor(const RoomEventNotice& notice, const QString& author) const {
    const EventData& data = notice.event.data;
    if (const auto* updated = std::get_if<RoomUpdated>(&data); updated && updated->name)
        m_rooms.renamed(notice.event.room, *updated->name);
    const auto* message = std::get_if<MessagePosted>(&data);
    if (!message || message->deleted)
        return std::nullopt;
    return HubCall{QStringLiteral("ReceiveMessage"), {author, textOf(*message)}};
}

std::optional<HubCall> HubEvents::callFor(const RoomPresence& move) const {
    const QString room = m_rooms.roomName(move.room);
    if (move.state == PresenceState::Here) {
        m_rooms.arrived(move.room, move.user);
        return userJoined(m_shape, move.user.name, room);
    }
    m_rooms.gone(move.room, move.user.id);
    return userLeft(m_shape, move.user.name, room);
}

std::optional<HubCall> HubEvents::callFor(const RoomTyping& typing) const {
    const QString name = m_rooms.userName(typing.room, typing.by);
    if (m_shape == HubShape::RoomsByName || !typing.on || name.isEmpty())
        return std::nullopt;
    return HubCall{QStringLiteral("UserTyping"), {name}};
}

} // namespace confab::signalr

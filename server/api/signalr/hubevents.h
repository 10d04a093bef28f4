// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/notificationencoder.h"
#include "server/api/signalr/hubmessage.h"
#include "server/api/signalr/roomtable.h"

namespace confab::signalr {

/// The two hubs, which say and are told the same in other words.
enum class HubShape {
    RoomsById,   ///< /chat
    RoomsByName, ///< /chatHub
};

/// What the server calls at a client.
struct HubCall {
    QString target;
    QCborArray arguments;
};
HubCall userJoined(HubShape shape, const QString& user, const QString& room);
HubCall userLeft(HubShape shape, const QString& user, const QString& room);

/// The frame of a call, of the kind in which the protocol travels.
Frame frameOf(const HubCall& call, HubProtocol protocol, Frame::Keep keep = Frame::Keep::Durable);
Frame frameOf(const QByteArray& message, HubProtocol protocol, Frame::Keep keep = Frame::Keep::Durable);

/// A room's notifications as calls of a hub: messages, and who comes, goes and types. What a message becomes later
/// (edited, deleted, a reaction) these hubs have no word for.
/// Thread: its io thread. Owned by: HubDialect.
class HubEvents final : public NotificationEncoder {
public:
    /// `rooms` outlives this; it is kept up to date by what is encoded.
    HubEvents(HubShape shape, HubProtocol protocol, RoomTable& rooms)
        : m_shape(shape), m_protocol(protocol), m_rooms(rooms) {}

    std::optional<Frame> encode(const Notification& notification, const QString& author) const override;

private:
    std::optional<HubCall> callFor(const RoomEventNotice& notice, const QString& author) const;
    std::optional<HubCall> callFor(const RoomPresence& move) const;
    std::optional<HubCall> callFor(const RoomTyping& typing) const;

    const HubShape m_shape;
    const HubProtocol m_protocol;
    RoomTable& m_rooms;
};

} // namespace confab::signalr

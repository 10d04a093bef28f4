// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/hubmethods.h"

#include <QCborMap>

namespace confab::signalr {

namespace {

/// .NET's clients write members in either case.
QCborValue member(const QCborMap& map, QStringView name) {
    for (const auto& [key, value] : map) {
        if (key.toString().compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return QCborValue(QCborValue::Undefined);
}

/// The hub /chat: rooms by id. The names and sender ids among the arguments are not looked at.
class MethodsById final : public HubMethods {
public:
    MethodsById(HubSession& session, RoomTable& rooms) : HubMethods(HubShape::RoomsById, session, rooms) {}

    Status invoke(const Invocation& invocation) override {
        const QString& target = invocation.target;
        if (target == u"JoinSpecificChatRoom")
            return joinSpecificChatRoom(invocation);
        if (target == u"SendMessage")
            return sendMessage(invocation);
        if (target == u"Typing")
            return inRoom(invocation, 2, &MethodsById::typing);
        if (target == u"LeaveRoom")
            return inRoom(invocation, 1, &MethodsById::leave);
        return fail(Error(ErrorKind::MethodNotFound, QStringLiteral("Method does not exist.")));
    }

private:
    Status joinSpecificChatRoom(const Invocation& invocation) {
        if (Status counted = expectArguments(invocation, 1); !counted)
            return counted;
        const Result<RoomId> room = roomIn(member(invocation.arguments.at(0).toMap(), u"roomId"));
        if (!room)
            return fail(room.error());
        Room known;
        known.id = *room;
        enter(known);
        return {};
    }
    Status sendMessage(const Invocation& invocation) {
        if (Status counted = expectArguments(invocation, 3); !counted)
            return counted;
        const Result<RoomId> room = roomIn(invocation.arguments.at(0));
        const Result<QString> content = textArgument(invocation, 2);
        if (!room || !content)
            return fail(room ? content.error() : room.error());
        send(*room, *content);
        return {};
    }
    Status inRoom(const Invocation& invocation, qsizetype count, void (MethodsById::*method)(RoomId)) {
        if (Status counted = expectArguments(invocation, count); !counted)
            return counted;
        const Result<RoomId> room = roomIn(invocation.arguments.at(0));
        if (!room)
            return fail(room.error());
        (this->*method)(*room);
        return {};
    }
};

} // namespace

std::unique_ptr<HubMethods> makeMethodsById(HubSession& session, RoomTable& rooms) {
    return std::make_unique<MethodsById>(session, rooms);
}

} // namespace confab::signalr

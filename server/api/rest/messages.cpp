// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/messages.h"

#include "server/api/rest/idempotency.h"
#include "server/api/rest/jsonbody.h"

#include <algorithm>

namespace confab::rest {

namespace {

/// To a room, or to a person.
struct NewMessage {
    std::optional<RoomId> roomId;
    std::optional<UserId> toUserId;
    QString content;
    template <class Self = NewMessage>
    static constexpr auto fields() {
        return std::tuple{field("roomId", &Self::roomId), field("toUserId", &Self::toUserId),
                          field("content", &Self::content, {0, limits::frameBytes})};
    }
};

struct SentMessage {
    RoomId roomId;
    Seq seq = 0;
    UtcTime at;
    template <class Self = SentMessage>
    static constexpr auto fields() {
        return std::tuple{field("roomId", &Self::roomId), field("seq", &Self::seq), field("at", &Self::at)};
    }
};

/// In a room, or, with null, of the caller and these people.
struct NewConversation {
    std::optional<OrNull<RoomId>> roomId;
    QList<UserId> participants;
    template <class Self = NewConversation>
    static constexpr auto fields() {
        return std::tuple{field("roomId", &Self::roomId),
                          field("participants", &Self::participants, {0, limits::directPeople})};
    }
};

struct Conversation {
    RoomId id;
    std::optional<RoomId> roomId; ///< null: it is of its people alone
    QList<UserId> participants;   ///< the caller among them
    bool isGroup = false;
    template <class Self = Conversation>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), nullable("roomId", &Self::roomId),
                          field("participants", &Self::participants), field("isGroup", &Self::isGroup)};
    }
};

void send(Calls& calls, const HttpExchange& exchange, RoomId room, const QString& clientId, const QString& content) {
    calls.call(exchange, MessageSend{room, clientId, content, {}}, [reply = exchange.reply, room](const Sent& sent) {
        reply(jsonAnswer(201, SentMessage{room, sent.seq, sent.at}));
    });
}

void postMessage(Calls& calls, const HttpExchange& exchange) {
    if (calls.refusesStranger(exchange))
        return;
    const Result<NewMessage> message = readJson<NewMessage>(exchange.request);
    if (!message)
        return calls.refuse(exchange.reply, message.error());
    const Result<QString> clientId = clientIdOf(exchange.request);
    if (!clientId)
        return calls.refuse(exchange.reply, clientId.error());
    if (message->roomId.has_value() == message->toUserId.has_value())
        return calls.refuse(exchange.reply, Error::invalid(QStringLiteral("body.roomId"),
                                                           QStringLiteral("body: either roomId or toUserId expected")));
    if (message->roomId)
        return send(calls, exchange, *message->roomId, *clientId, message->content);
    const auto then = [&calls, exchange, clientId = *clientId, content = message->content](const RoomAnswer& opened) {
        send(calls, exchange, opened.room.id, clientId, content);
    };
    calls.call(exchange, DirectOpen{{*message->toUserId}}, then);
}

/// A room is one conversation of all its members: its participants are those whom the caller names, who have to be
/// members.
void roomConversation(Calls& calls, const HttpExchange& exchange, RoomId room, const QList<UserId>& participants) {
    calls.call(exchange, RoomMembers{room, {}, {}}, [&calls, exchange, room, participants](const MembersPage& page) {
        for (UserId user : participants) {
            const auto isUser = [user](const Member& member) { return member.id == user; };
            if (!page.more && std::ranges::none_of(page.members, isUser))
                return calls.refuse(exchange.reply,
                                    Error::invalid(QStringLiteral("body.participants"),
                                                   QStringLiteral("body.participants: members of the room "
                                                                  "expected")));
        }
        exchange.reply(jsonAnswer(201, Conversation{room, room, participants, true}));
    });
}

/// The answer about a direct room names the others; its members are all.
void directConversation(Calls& calls, const HttpExchange& exchange, RoomId room) {
    calls.call(exchange, RoomMembers{room, {}, {}}, [reply = exchange.reply, room](const MembersPage& page) {
        Conversation conversation{room, {}, {}, page.members.size() > 2};
        for (const Member& member : page.members)
            conversation.participants.append(member.id);
        reply(jsonAnswer(201, conversation));
    });
}

void postConversation(Calls& calls, const HttpExchange& exchange) {
    if (calls.refusesStranger(exchange))
        return;
    Result<NewConversation> wanted = readJson<NewConversation>(exchange.request);
    if (!wanted)
        return calls.refuse(exchange.reply, wanted.error());
    if (wanted->roomId && wanted->roomId->value)
        return roomConversation(calls, exchange, *wanted->roomId->value, wanted->participants);
    calls.call(exchange, DirectOpen{wanted->participants},
               [&calls, exchange](const RoomAnswer& opened) { directConversation(calls, exchange, opened.room.id); });
}

} // namespace

void addMessageRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    router.add(
        "POST", "/api/messages", [calls](const HttpExchange& exchange) { postMessage(*calls, exchange); },
        RouteBody::required());
    router.add(
        "POST", "/api/conversations", [calls](const HttpExchange& exchange) { postConversation(*calls, exchange); },
        RouteBody::required());
}

} // namespace confab::rest

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/messages.h"

#include "server/api/rest/idempotency.h"
#include "server/api/rest/jsonbody.h"

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

} // namespace

void addMessageRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    router.add(
        "POST", "/api/messages", [calls](const HttpExchange& exchange) { postMessage(*calls, exchange); },
        RouteBody::required());
}

} // namespace confab::rest

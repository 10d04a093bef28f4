// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/messages.h"

#include "common/emoji/emojisequence.h"
#include "common/protocol/groupcalls.h"
#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"
#include "server/chat/membership.h"
#include "server/chat/permissions.h"
#include "server/chat/present.h"
#include "server/chat/scopes.h"

namespace confab {

namespace {

Status checkClientId(const QString& clientId) {
    if (isPlainId(clientId))
        return {};
    return fail(Error::invalid(QStringLiteral("params.clientId"),
                               QStringLiteral("params.clientId: a UUID, or another text without control characters, "
                                              "expected")));
}

/// As the server keeps it. MessageTooLong, MessageEmpty.
Result<QString> checkedBody(const QString& body) {
    const std::optional<QString> normalised = normalisedText(body, limits::messageBytes);
    if (!normalised)
        return fail(ErrorKind::MessageTooLong);
    if (!hasVisibleCharacter(*normalised))
        return fail(ErrorKind::MessageEmpty);
    return *normalised;
}

/// A text without the sign names nobody: it is plain for the log.
std::optional<QList<UserId>> meantIn(const QString& body, std::optional<QList<UserId>> meant) {
    return body.contains(u'@') ? std::move(meant) : std::nullopt;
}

} // namespace

Messages::Messages(Storage& storage, const Hub& hub, Backplane& backplane, const Clock& clock)
    : m_storage(storage), m_hub(hub), m_backplane(backplane), m_clock(clock) {}

NewEvent Messages::newEvent(const Caller& caller, RoomId room, EventData data) const {
    return {room, caller.identity.user, m_clock.now(), std::move(data)};
}

QList<UserId> Messages::calledIn(RoomId room, const QString& body) const {
    return groupCallsIn(body).here ? presentMembers(m_hub, room) : QList<UserId>();
}

QCoro::Task<Result<Sent>> Messages::append(Caller caller, NewEvent event) {
    Result<RoomLog::Appended> appended = co_await m_storage.log().append(std::move(event));
    if (!appended)
        co_return fail(std::move(appended.error()));
    if (!appended->repeated)
        m_backplane.publishEvent(appended->event, caller.identity.name);
    co_return Sent{appended->event.seq, appended->event.at};
}

QCoro::Task<Result<Sent>> Messages::handle(Caller caller, MessageSend request) {
    if (Status checked = checkClientId(request.clientId); !checked)
        co_return fail(std::move(checked.error()));
    // Membership first: the text of a caller that is no member costs nothing.
    if (Status member = co_await checkMember(m_hub, m_storage, caller, request.room); !member)
        co_return fail(std::move(member.error()));
    const bool hasFiles = request.files && !request.files->isEmpty();
    Result<QString> body = checkedBody(request.body.value_or(QString()));
    if (!body && hasFiles && body.error().kind == ErrorKind::MessageEmpty)
        body = QString();
    if (!body)
        co_return fail(std::move(body.error()));
    QList<UserId> present = calledIn(request.room, *body);
    MessagePosted posted{{std::move(*body), request.replyTo}, request.clientId};
    if (hasFiles)
        posted.files = QList<File>(request.files->cbegin(), request.files->cend());
    posted.mentions = meantIn(posted.body, std::move(request.mentions));
    NewEvent event = newEvent(caller, request.room, std::move(posted));
    event.present = std::move(present);
    Result<Sent> sent = co_await append(std::move(caller), std::move(event));
    co_return sent;
}

QCoro::Task<Result<Sent>> Messages::handle(Caller caller, MessageEdit request) {
    if (Status checked = checkClientId(request.clientId); !checked)
        co_return fail(std::move(checked.error()));
    if (Status member = co_await checkMember(m_hub, m_storage, caller, request.room); !member)
        co_return fail(std::move(member.error()));
    Result<QString> body = checkedBody(request.body);
    if (!body)
        co_return fail(std::move(body.error()));
    QList<UserId> present = calledIn(request.room, *body);
    MessageEdited edited{request.seq, std::move(*body), request.clientId};
    edited.mentions = meantIn(edited.body, std::move(request.mentions));
    NewEvent event = newEvent(caller, request.room, std::move(edited));
    event.present = std::move(present);
    event.requestId = request.clientId;
    Result<Sent> sent = co_await append(std::move(caller), std::move(event));
    co_return sent;
}

QCoro::Task<Result<Sent>> Messages::handle(Caller caller, MessageDelete request) {
    if (Status checked = checkClientId(request.clientId); !checked)
        co_return fail(std::move(checked.error()));
    NewEvent event = newEvent(caller, request.room, MessageDeleted{request.seq});
    event.requestId = request.clientId;
    if (scopeAllows(caller, request.room, BotRight::Manage))
        event.allows = permissions::mayDeleteMessages; // others' messages, too
    Result<Sent> sent = co_await append(std::move(caller), std::move(event));
    co_return sent;
}

QCoro::Task<Result<Empty>> Messages::handle(Caller caller, MessageReact request) {
    const QString emoji = normalisedEmoji(request.emoji);
    if (emoji.isEmpty())
        co_return fail(
            Error::invalid(QStringLiteral("params.emoji"), QStringLiteral("params.emoji: one emoji expected")));
    EventData change =
        request.on ? EventData(ReactionAdded{request.seq, emoji}) : EventData(ReactionRemoved{request.seq, emoji});
    NewEvent event = newEvent(caller, request.room, std::move(change));
    const Result<Sent> sent = co_await append(std::move(caller), std::move(event));
    co_return sent.map([](const Sent&) { return Empty{}; });
}

QCoro::Task<Result<Empty>> Messages::handle(Caller caller, MessagePin request) {
    EventData change = request.on ? EventData(MessagePinned{request.seq}) : EventData(MessageUnpinned{request.seq});
    NewEvent event = newEvent(caller, request.room, std::move(change));
    event.allows = permissions::mayPin;
    const Result<Sent> sent = co_await append(std::move(caller), std::move(event));
    co_return sent.map([](const Sent&) { return Empty{}; });
}

} // namespace confab

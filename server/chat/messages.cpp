// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/messages.h"

#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"
#include "server/chat/membership.h"

namespace confab {

Messages::Messages(Storage& storage, const Hub& hub, Backplane& backplane, const Clock& clock)
    : m_storage(storage), m_hub(hub), m_backplane(backplane), m_clock(clock) {}

QCoro::Task<Result<Sent>> Messages::handle(Caller caller, MessageSend request) {
    if (!isPlainId(request.clientId))
        co_return fail(Error::invalid(QStringLiteral("params.clientId"),
                                      QStringLiteral("params.clientId: a UUID, or another text without control "
                                                     "characters, expected")));
    // Membership first: the text of a caller that is no member costs nothing.
    if (Status member = co_await checkMember(m_hub, m_storage, caller, request.room); !member)
        co_return fail(std::move(member.error()));
    const std::optional<QString> body = normalisedText(request.body, limits::messageBytes);
    if (!body)
        co_return fail(ErrorKind::MessageTooLong);
    if (!hasVisibleCharacter(*body))
        co_return fail(ErrorKind::MessageEmpty);
    MessagePosted posted{{*body, request.replyTo}, request.clientId};
    NewEvent event{request.room, caller.identity.user, m_clock.now(), std::move(posted)};
    Result<RoomLog::Appended> appended = co_await m_storage.log().append(std::move(event));
    if (!appended)
        co_return fail(std::move(appended.error()));
    if (!appended->repeated)
        m_backplane.publishEvent(appended->event, caller.identity.name);
    co_return Sent{appended->event.seq, appended->event.at};
}

QCoro::Task<Result<EventsPage>> Messages::handle(Caller caller, RoomEvents request) {
    const int limit = request.limit.value_or(limits::defaultPage);
    Result<LogPage> page = co_await m_storage.log().events(request.room, caller.identity.user, request.after, limit);
    co_return std::move(page).map([](LogPage events) {
        return EventsPage{std::move(events.events), events.more, std::move(events.users)};
    });
}

QCoro::Task<Result<HistoryPage>> Messages::handle(Caller caller, RoomHistory request) {
    const int limit = request.limit.value_or(limits::defaultPage);
    Result<MessagePage> page =
        co_await m_storage.log().history(request.room, caller.identity.user, request.before, limit);
    co_return std::move(page).map([](MessagePage messages) {
        return HistoryPage{std::move(messages.messages), messages.more, std::move(messages.users)};
    });
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/reading.h"

namespace confab {

namespace {

HistoryPage historyOf(MessagePage page) {
    return {std::move(page.messages), page.more, std::move(page.users), page.asOf};
}

MessagesAnswer messagesOf(MessagePage page) {
    return {std::move(page.messages), std::move(page.users), page.asOf};
}

/// InputInvalid when the request names more than one place.
Result<HistoryPlace> placeOf(const RoomHistory& request) {
    using Direction = HistoryPlace::Direction;
    if (int(request.before.has_value()) + int(request.after.has_value()) + int(request.around.has_value()) > 1)
        return fail(Error::invalid(QStringLiteral("params"),
                                   QStringLiteral("params: one of before, after and around expected")));
    if (request.after)
        return HistoryPlace{Direction::After, *request.after};
    if (request.around)
        return HistoryPlace{Direction::Around, *request.around};
    return request.before ? HistoryPlace{Direction::Before, *request.before} : HistoryPlace{};
}

} // namespace

QCoro::Task<Result<EventsPage>> Reading::handle(Caller caller, RoomEvents request) {
    const int limit = request.limit.value_or(limits::defaultPage);
    Result<LogPage> page = co_await m_storage.log().events(request.room, caller.identity.user, request.after, limit);
    co_return std::move(page).map([](LogPage events) {
        return EventsPage{std::move(events.events), events.more, std::move(events.users)};
    });
}

QCoro::Task<Result<HistoryPage>> Reading::handle(Caller caller, RoomHistory request) {
    const Result<HistoryPlace> place = placeOf(request);
    if (!place)
        co_return fail(place.error());
    const int limit = request.limit.value_or(limits::defaultPage);
    Result<MessagePage> page = co_await m_storage.messages().history(request.room, caller.identity.user, *place, limit);
    co_return std::move(page).map(historyOf);
}

QCoro::Task<Result<HistoryPage>> Reading::handle(Caller caller, RoomThread request) {
    const int limit = request.limit.value_or(limits::defaultPage);
    Result<MessagePage> page = co_await m_storage.messages().thread(request.room, caller.identity.user, request.seq,
                                                                    request.after.value_or(0), limit);
    co_return std::move(page).map(historyOf);
}

QCoro::Task<Result<MessagesAnswer>> Reading::handle(Caller caller, RoomPins request) {
    Result<MessagePage> page = co_await m_storage.messages().pins(request.room, caller.identity.user);
    co_return std::move(page).map(messagesOf);
}

QCoro::Task<Result<MessagesAnswer>> Reading::handle(Caller caller, MessageGet request) {
    Result<MessagePage> page =
        co_await m_storage.messages().bySeqs(request.room, caller.identity.user, std::move(request.seqs));
    co_return std::move(page).map(messagesOf);
}

QCoro::Task<Result<VersionsAnswer>> Reading::handle(Caller caller, MessageEdits request) {
    return m_storage.messages().versions(request.room, caller.identity.user, request.seq);
}

QCoro::Task<Result<ReactorsAnswer>> Reading::handle(Caller caller, MessageReactors request) {
    return m_storage.messages().reactors(request.room, caller.identity.user, request.seq, std::move(request.emoji));
}

QCoro::Task<Result<ReadersPage>> Reading::handle(Caller caller, MessageReaders request) {
    const int limit = request.limit.value_or(limits::readersPerPage);
    return m_storage.messages().readers(request.room, caller.identity.user, request.seq,
                                        request.after.value_or(UserId{}), limit);
}

} // namespace confab

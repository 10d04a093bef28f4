// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stage.h"

namespace confab::test {

void reads(Stage& stage, RoomId room, UserId user, Seq seq) {
    stage.m_reads[room].insert(user, {seq, UtcTime::now()});
    stage.m_server.notify(RoomRead{room, user, seq});
}

/// By id.
ReadersPage Stage::readers(const MessageReaders& request) const {
    ReadersPage page;
    const std::optional<Message> about = message(request.room, request.seq);
    const QHash<UserId, std::pair<Seq, UtcTime>> reads = m_reads.value(request.room);
    const int limit = request.limit.value_or(limits::readersPerPage);
    for (const User& user : m_users) {
        const auto [seq, at] = reads.value(user.id, {-1, {}});
        if (!about || seq < request.seq || user.id == about->by || user.id <= request.after.value_or(UserId()))
            continue;
        page.more = page.readers.size() == limit;
        if (page.more)
            break;
        page.readers.append({user, at});
    }
    return page;
}

/// Requests about what members keep of a room.
std::optional<Result<Answer>> Stage::mark(const Request& request) {
    if (const auto* moved = std::get_if<RoomMarkRead>(&request))
        return markRead(*moved);
    if (const auto* choice = std::get_if<RoomNotify>(&request)) {
        Room& facts = room(choice->room);
        facts.notify = choice->level;
        facts.notifyUntil = choice->until;
        return Empty{};
    }
    if (const auto* asked = std::get_if<MessageReaders>(&request))
        return readers(*asked);
    return {};
}

} // namespace confab::test

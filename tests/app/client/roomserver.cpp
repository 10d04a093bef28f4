// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/client/roomserver.h"

#include "common/protocol/eventeffect.h"
#include "tests/support/threadpages.h"

#include <algorithm>
#include <tuple>

namespace confab::test {

using namespace std::chrono_literals;

RoomServer::RoomServer() {
    setScript([this](const Request& request) {
        std::optional<Result<Answer>> answer = reply(request);
        if (answer && std::holds_alternative<RoomEnter>(request))
            entered.insert(asking());
        if (after)
            after(request);
        return answer;
    });
    append(ana, RoomCreated{QStringLiteral("General")}, false);
    append(ana, MemberJoined{ana, QStringLiteral("Ana")}, false);
}

bool RoomServer::mayHear(int connection, const Notification& notification) const {
    return !strict || entered.contains(connection) || !std::holds_alternative<RoomEventNotice>(notification);
}

Event RoomServer::append(UserId by, EventData data, bool live) {
    std::ignore = present(); // before the log grows again, when a test has shortened it
    putInThread(data, [this](Seq seq) { return message(seq); });
    const Event event{general, lastSeq() + 1, by, UtcTime{1000 * (lastSeq() + 1)}, std::move(data)};
    log.push_back(event);
    if (live)
        notify(RoomEventNotice{event});
    return event;
}

Event RoomServer::say(UserId by, const QString& body, bool live) {
    return append(by, MessagePosted{{body}, QStringLiteral("id-%1").arg(lastSeq() + 1)}, live);
}

Room RoomServer::room() const {
    Room room;
    room.id = general;
    room.name = QStringLiteral("General");
    room.lastSeq = lastSeq();
    room.readSeq = readUpTo.value_or(lastSeq());
    room.members = 2;
    room.role = Role::Member;
    return room;
}

QStringList RoomServer::bodies() const {
    QStringList bodies;
    for (const Event& event : log) {
        if (const auto* posted = std::get_if<MessagePosted>(&event.data))
            bodies.append(posted->body);
    }
    return bodies;
}

const std::vector<std::optional<Message>>& RoomServer::present() const {
    if (m_present.size() > log.size())
        m_present.clear(); // a test has taken events away, and with them what they changed
    for (size_t at = m_present.size(); at < log.size(); ++at) {
        m_present.push_back(messageOf(log.at(at)));
        const std::optional<MessageChange> change = changeOf(log.at(at), ana);
        const bool isThere = change && change->target > 0 && change->target <= Seq(at);
        if (isThere && m_present.at(size_t(change->target - 1)))
            apply(*m_present.at(size_t(change->target - 1)), *change);
    }
    return m_present;
}

std::optional<Message> RoomServer::message(Seq seq) const {
    return seq < 1 || seq > lastSeq() ? std::nullopt : present().at(size_t(seq - 1));
}

EventsPage RoomServer::eventsAfter(Seq after, int limit) const {
    EventsPage page;
    for (Seq seq = after + 1; seq <= lastSeq() && page.events.size() < limit; ++seq)
        page.events.append(log.at(size_t(seq - 1)));
    page.more = after + Seq(page.events.size()) < lastSeq();
    page.users = {{ana, QStringLiteral("Ana"), {}}, {ben, QStringLiteral("Ben"), {}}};
    return page;
}

Result<Answer> RoomServer::store(const MessageSend& send) {
    if (refuseSend)
        return fail(*refuseSend);
    Seq& seq = stored[send.clientId];
    if (seq == 0)
        seq = append(ana, MessagePosted{{send.body.value_or(QString()), send.replyTo}, send.clientId}, tellLive).seq;
    return Answer(Sent{seq, UtcTime{1000 * seq}});
}

Result<Answer> RoomServer::change(const QString& clientId, EventData data) {
    if (refuseAction)
        return fail(*refuseAction);
    Seq& seq = stored[clientId];
    if (seq == 0 || clientId.isEmpty())
        seq = append(ana, std::move(data), tellLive).seq;
    return Answer(Sent{seq, UtcTime{1000 * seq}});
}

std::optional<Result<Answer>> RoomServer::replyToAction(const Request& request) {
    if (const auto* edit = std::get_if<MessageEdit>(&request))
        return change(edit->clientId, MessageEdited{edit->seq, edit->body, edit->clientId});
    if (const auto* remove = std::get_if<MessageDelete>(&request))
        return change(remove->clientId, MessageDeleted{remove->seq});
    if (const auto* react = std::get_if<MessageReact>(&request)) {
        const Result<Answer> changed = change({}, react->on ? EventData(ReactionAdded{react->seq, react->emoji})
                                                            : EventData(ReactionRemoved{react->seq, react->emoji}));
        return changed ? Result<Answer>(Answer(Empty())) : changed;
    }
    if (const auto* pin = std::get_if<MessagePin>(&request)) {
        const Result<Answer> changed =
            change({}, pin->on ? EventData(MessagePinned{pin->seq}) : EventData(MessageUnpinned{pin->seq}));
        return changed ? Result<Answer>(Answer(Empty())) : changed;
    }
    if (const auto* get = std::get_if<MessageGet>(&request)) {
        MessagesAnswer answer{{}, {{ben, QStringLiteral("Ben"), {}}}, lastSeq()};
        for (const Seq seq : get->seqs) {
            if (const std::optional<Message> found = message(seq))
                answer.messages.append(*found);
        }
        return Answer(answer);
    }
    if (std::holds_alternative<RoomPins>(request)) {
        MessagesAnswer answer{{}, {}, lastSeq()};
        for (Seq seq = lastSeq(); seq > 0; --seq) {
            if (const std::optional<Message> found = message(seq); found && found->pinned)
                answer.messages.append(*found);
        }
        return Answer(answer);
    }
    return std::nullopt;
}

/// Newest first, with everything that the log has.
HistoryPage RoomServer::history(const RoomHistory& request) const {
    const int limit = request.limit.value_or(limits::defaultPage);
    const auto collect = [this](Seq from, Seq step, int most, bool& more) {
        QList<Message> found;
        for (Seq seq = from; seq > 0 && seq <= lastSeq(); seq += step) {
            const std::optional<Message> one = message(seq);
            if (!one)
                continue;
            more = found.size() == most;
            if (more)
                break;
            found.append(*one);
        }
        return found;
    };
    HistoryPage page;
    page.asOf = lastSeq();
    bool ignored = false;
    if (request.after || request.around) {
        const Seq first = request.after ? *request.after + 1 : *request.around;
        page.messages = collect(first, 1, request.after ? limit : limit / 2, request.after ? page.more : ignored);
        std::reverse(page.messages.begin(), page.messages.end());
    }
    if (!request.after) {
        const Seq before = request.around ? *request.around : request.before.value_or(lastSeq() + 1);
        page.messages += collect(std::min(before - 1, lastSeq()), -1, request.around ? limit / 2 : limit, page.more);
    }
    return page;
}

std::optional<Result<Answer>> RoomServer::reply(const Request& request) {
    const User self{ana, QStringLiteral("Ana"), {}};
    if (spoil && spoil(request))
        return std::nullopt;
    if (std::holds_alternative<AccountLogin>(request))
        return Answer(Auth{self,
                           Secret{QStringLiteral("a")},
                           Secret{QStringLiteral("r")},
                           UtcTime{UtcTime::now().ms + 600'000},
                           {room()},
                           {}});
    if (std::holds_alternative<SessionResume>(request))
        return Answer(Resumed{self, {room()}, {}});
    if (std::holds_alternative<UserBlocks>(request))
        return Answer(UsersAnswer{});
    if (std::holds_alternative<DraftList>(request))
        return Answer(DraftsPage{});
    if (std::holds_alternative<ServerAbout>(request)) {
        if (installation.isEmpty())
            return fail(ErrorKind::MethodNotFound);
        return Answer(About{installation, QStringLiteral("Test"), QStringLiteral("1"), Registration::Open, {}, {}});
    }
    if (const auto* enter = std::get_if<RoomEnter>(&request)) {
        if (refuseEnter)
            return fail(*refuseEnter);
        Entered entered{lastSeq(), here, hereCount, {}, false, {}, members};
        if (enter->after) {
            EventsPage page = eventsAfter(*enter->after, limits::eventsPerPage);
            entered.events = page.events;
            entered.more = page.more;
            entered.users = page.users;
        }
        return Answer(entered);
    }
    if (const auto* events = std::get_if<RoomEvents>(&request))
        return Answer(eventsAfter(events->after, events->limit.value_or(limits::defaultPage)));
    if (const auto* page = std::get_if<RoomHistory>(&request))
        return Answer(history(*page));
    if (const auto* thread = std::get_if<RoomThread>(&request))
        return refuseThread ? Result<Answer>(fail(*refuseThread))
                            : Answer(threadPage(*thread, lastSeq(), [this](Seq seq) { return message(seq); }));
    if (const auto* send = std::get_if<MessageSend>(&request)) {
        const Result<Answer> answer = store(*send);
        if (silentSend)
            return std::nullopt;
        return answer;
    }
    if (std::holds_alternative<RoomMarkRead>(request))
        return Answer(Unread());
    if (std::optional<Result<Answer>> answer = replyToAction(request))
        return answer;
    if (const auto* get = std::get_if<UserGet>(&request)) {
        UsersAnswer users;
        for (const UserId id : get->ids)
            users.users.append({id, QStringLiteral("User %1").arg(id.value), {}});
        return Answer(users);
    }
    return Answer(Empty());
}

client::Client::Config quickConfig(const QString& folder) {
    client::Client::Config config;
    config.dataFolder = folder;
    config.backoff = {2ms, 10ms};
    return config;
}

RoomSide::RoomSide(const QString& folder) : client(quickConfig(folder), store) {}

bool RoomSide::signIn() {
    client.session().signIn({server.url(), QStringLiteral("ana@example.org")}, Secret{QStringLiteral("password")});
    return test::holdsSoon([this] { return client.session().isOnline(); });
}

} // namespace confab::test

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stage.h"

#include "common/protocol/eventeffect.h"

namespace confab::test {

Stage::Stage() {
    m_server.setScript([this](const Request& request) {
        std::optional<Result<Answer>> exception = m_exceptions ? m_exceptions(request) : std::nullopt;
        return exception ? exception : answer(request);
    });
}

UserId Stage::addUser(const QString& name) {
    m_users.append(User{UserId{m_users.size() + 1}, name, {}});
    return m_users.last().id;
}

RoomId Stage::addRoom(const QString& name, const QString& topic, int here) {
    const RoomId id{qint64(m_rooms.size()) + 1};
    RoomState state;
    state.facts.id = id;
    state.facts.name = name;
    state.facts.topic = topic;
    state.facts.members = int(m_users.size());
    state.facts.here = here;
    state.facts.role = Role::Member;
    state.here = here;
    m_rooms.emplace(id, std::move(state));
    return id;
}

RoomId Stage::addForeignRoom(const QString& name, const QString& topic, const QString& password) {
    const RoomId id = addRoom(name, topic, 2);
    RoomState& state = m_rooms.at(id);
    state.mine = false;
    state.facts.role.reset();
    state.facts.hasPassword = !password.isEmpty();
    state.password = password;
    return id;
}

void Stage::say(RoomId room, UserId by, const QString& body, UtcTime at) {
    happen(room, by, MessagePosted{{body}, {}}, at);
}

void Stage::happen(RoomId room, UserId by, EventData data, UtcTime at) {
    RoomState& state = m_rooms.at(room);
    const Event event{room, state.facts.lastSeq + 1, by, at, std::move(data)};
    state.log.append(event);
    state.facts.lastSeq = event.seq;
    if (std::holds_alternative<MessagePosted>(event.data)) {
        state.facts.lastMessage = messageOf(event);
        state.facts.lastMessageName = m_users[by.value - 1].name;
    }
    m_server.notify(RoomEventNotice{event});
}

void Stage::markRead(RoomId room, int unread) {
    RoomState& state = m_rooms.at(room);
    state.facts.unread = unread;
    state.facts.readSeq = state.facts.lastSeq - unread;
}

void Stage::type(RoomId room, UserId by) {
    m_server.notify(RoomTyping{room, by, true});
}

Auth Stage::auth() const {
    return {m_users.first(),
            Secret{QStringLiteral("access")},
            Secret{QStringLiteral("refresh")},
            UtcTime{UtcTime::now().ms + 3'600'000},
            myRooms(),
            {}};
}

QList<Room> Stage::myRooms() const {
    QList<Room> rooms;
    for (const auto& [id, state] : m_rooms) {
        if (state.mine)
            rooms.append(state.facts);
    }
    return rooms;
}

QList<User> Stage::peopleHere(const RoomState& state) const {
    return m_users.first(std::min(qsizetype(state.here), m_users.size()));
}

/// Others have all the seats: with the user there would be one more occupant than fits.
bool Stage::isFull(const RoomState& state) {
    return state.facts.capacity && state.here > *state.facts.capacity;
}

Result<Answer> Stage::enter(const RoomEnter& request) {
    if (m_enterError)
        return fail(*m_enterError);
    const RoomState& state = m_rooms.at(request.room);
    if (isFull(state)) {
        Error full(ErrorKind::RoomFull);
        full.capacity = *state.facts.capacity;
        return fail(full);
    }
    Entered entered;
    entered.lastSeq = state.facts.lastSeq;
    entered.here = peopleHere(state);
    if (state.facts.here > entered.here.size())
        entered.hereCount = state.facts.here;
    entered.users = m_users;
    for (const Event& event : state.log) {
        if (request.after && event.seq > *request.after)
            entered.events.append(event);
    }
    return entered;
}

Result<Answer> Stage::history(const RoomHistory& request) {
    HistoryPage page;
    page.users = m_users;
    const QList<Event>& log = m_rooms.at(request.room).log;
    for (qsizetype i = log.size(); i-- > 0;) {
        if (log[i].seq >= request.before.value_or(limits::maxId) || !std::holds_alternative<MessagePosted>(log[i].data))
            continue;
        if (page.messages.size() == request.limit.value_or(limits::defaultPage)) {
            page.more = true;
            break;
        }
        page.messages.append(*messageOf(log[i]));
    }
    return page;
}

Result<Answer> Stage::events(const RoomEvents& request) {
    EventsPage page;
    page.users = m_users;
    const QList<Event>& log = m_rooms.at(request.room).log; // the event with seq 1 is the first
    page.events = log.mid(request.after, request.limit.value_or(limits::defaultPage));
    page.more = !page.events.isEmpty() && page.events.last().seq < log.last().seq;
    return page;
}

Result<Answer> Stage::markRead(const RoomMarkRead& request) {
    RoomState& state = m_rooms.at(request.room);
    state.facts.readSeq = std::max(state.facts.readSeq, std::min(request.seq, state.facts.lastSeq));
    const auto isUnread = [&](const Event& event) {
        return event.seq > state.facts.readSeq && event.by != me() && std::holds_alternative<MessagePosted>(event.data);
    };
    state.facts.unread = int(std::count_if(state.log.begin(), state.log.end(), isUnread));
    return Unread{state.facts.unread, 0};
}

Result<Answer> Stage::join(const RoomJoin& request) {
    RoomState& state = m_rooms.at(request.room);
    if (state.password != request.password.value_or(Secret{}).value)
        return fail(ErrorKind::RoomWrongPassword);
    state.mine = true;
    state.facts.role = Role::Member;
    return RoomAnswer{state.facts};
}

Result<Answer> Stage::create(const RoomCreate& request) {
    const RoomId id = addRoom(request.name, request.topic.value_or(QString()), 1);
    Room& facts = room(id);
    facts.members = 1;
    facts.role = Role::Owner;
    facts.capacity = request.capacity;
    facts.hasPassword = request.password.has_value();
    facts.visibility = request.visibility.value_or(Visibility::Public);
    return RoomAnswer{facts};
}

std::optional<Result<Answer>> Stage::send(const MessageSend& request) {
    if (m_sending == Sending::Unanswered)
        return {};
    if (m_sending == Sending::Refused)
        return fail(ErrorKind::RoomForbidden);
    const UtcTime now = UtcTime::now();
    happen(request.room, me(), MessagePosted{{request.body.value_or(QString()), request.replyTo}, request.clientId},
           now);
    return Sent{room(request.room).lastSeq, now};
}

std::optional<Result<Answer>> Stage::answer(const Request& request) {
    if (const auto* login = std::get_if<AccountLogin>(&request))
        return login->password.value == QStringLiteral("wrong") ? Result<Answer>(fail(ErrorKind::AuthInvalid)) : auth();
    if (std::holds_alternative<AccountRegister>(request))
        return fail(ErrorKind::EmailTaken);
    if (std::holds_alternative<AccountRefresh>(request))
        return auth();
    if (std::holds_alternative<SessionResume>(request))
        return Resumed{m_users.first(), myRooms(), {}};
    if (std::holds_alternative<RoomList>(request))
        return RoomsPage{myRooms(), {}};
    if (const auto* find = std::get_if<RoomFind>(&request)) {
        RoomsAnswer found;
        for (const auto& [id, state] : m_rooms) {
            if (state.facts.name.contains(find->query.value_or(QString()), Qt::CaseInsensitive))
                found.rooms.append(state.facts);
        }
        return found;
    }
    if (const auto* enterRequest = std::get_if<RoomEnter>(&request))
        return enter(*enterRequest);
    if (const auto* historyRequest = std::get_if<RoomHistory>(&request))
        return history(*historyRequest);
    if (const auto* members = std::get_if<RoomMembers>(&request)) {
        MembersPage page;
        const RoomState& state = m_rooms.at(members->room);
        for (const User& user : m_users.first(state.facts.members)) {
            Member& member = page.members.emplaceBack();
            member.id = user.id;
            member.name = user.name;
            member.role = user.id == UserId{2} ? Role::Owner : Role::Member;
            if (m_presence.contains(user.id))
                member.presence = m_presence.value(user.id);
            if (isFull(state) && user.id != me()) // they have all the seats
                member.here = user.id.value <= *state.facts.capacity + 1;
        }
        return page;
    }
    if (const auto* eventsRequest = std::get_if<RoomEvents>(&request))
        return events(*eventsRequest);
    if (const auto* readRequest = std::get_if<RoomMarkRead>(&request))
        return markRead(*readRequest);
    if (std::holds_alternative<ServerAbout>(request))
        return m_about ? Result<Answer>(*m_about) : fail(ErrorKind::MethodNotFound);
    if (std::holds_alternative<UserGet>(request))
        return UsersAnswer{m_users};
    if (const auto* joinRequest = std::get_if<RoomJoin>(&request))
        return join(*joinRequest);
    if (const auto* createRequest = std::get_if<RoomCreate>(&request))
        return create(*createRequest);
    if (const auto* sendRequest = std::get_if<MessageSend>(&request))
        return send(*sendRequest);
    return Empty{};
}

} // namespace confab::test

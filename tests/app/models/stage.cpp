// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stage.h"

#include "common/protocol/eventeffect.h"
#include "common/protocol/roomchange.h"
#include "tests/app/models/stagesearch.h"
#include "tests/support/threadpages.h"

#include <algorithm>

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

RoomId Stage::addDirect(const QList<UserId>& people) {
    const RoomId id = addRoom({}, {}, 1);
    Room& facts = room(id);
    facts.kind = RoomKind::Direct;
    facts.visibility = Visibility::Private;
    facts.members = int(people.size()) + 1;
    facts.people.emplace();
    for (const UserId person : people)
        facts.people->append(m_users[person.value - 1]);
    return id;
}

void Stage::say(RoomId room, UserId by, const QString& body, UtcTime at) {
    happen(room, by, MessagePosted{{body}, {}}, at);
}

void Stage::happen(RoomId room, UserId by, EventData data, UtcTime at) {
    RoomState& state = m_rooms.at(room);
    putInThread(data, [&](Seq seq) { return message(room, seq); });
    const Event event{room, state.facts.lastSeq + 1, by, at, std::move(data)};
    state.log.append(event);
    state.messages.push_back(messageOf(event));
    const std::optional<MessageChange> change = changeOf(event, me());
    if (change && change->target > 0 && change->target < event.seq && state.messages.at(size_t(change->target - 1)))
        apply(*state.messages.at(size_t(change->target - 1)), *change);
    state.facts.lastSeq = event.seq;
    if (std::holds_alternative<MessagePosted>(event.data)) {
        state.facts.lastMessage = messageOf(event);
        state.facts.lastMessageName = m_users[by.value - 1].name;
    }
    if (const std::optional<ChangedPreview> changed = changedPreviewOf(event.data))
        applyTo(state.facts, *changed);
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

/// Newest first.
Result<Answer> Stage::history(const RoomHistory& request) {
    const QList<Event>& log = m_rooms.at(request.room).log;
    const int limit = request.limit.value_or(limits::defaultPage);
    const auto collect = [&](Seq from, Seq step, int most, bool& more) {
        QList<Message> found;
        for (Seq seq = from; seq > 0 && seq <= log.size() && !more; seq += step) {
            std::optional<Message> one = message(request.room, seq);
            more = one && found.size() == most;
            if (one && !more)
                found.append(std::move(*one));
        }
        return found;
    };
    HistoryPage page;
    page.users = m_users;
    page.asOf = Seq(log.size());
    bool ignored = false;
    if (request.after || request.around) {
        page.messages = collect(request.after ? *request.after + 1 : *request.around, 1,
                                request.after ? limit : limit / 2, request.after ? page.more : ignored);
        std::reverse(page.messages.begin(), page.messages.end());
    }
    if (!request.after) {
        const Seq before = request.around.value_or(request.before.value_or(limits::maxId));
        page.messages +=
            collect(std::min<Seq>(before - 1, log.size()), -1, request.around ? limit / 2 : limit, page.more);
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
    const Seq wanted = std::min(request.seq, state.facts.lastSeq);
    state.facts.readSeq = request.back.value_or(false) ? wanted : std::max(state.facts.readSeq, wanted);
    const Unread unread = unreadOf(request.room);
    state.facts.unread = unread.unread;
    state.facts.mentions = unread.mentions;
    return unread;
}

Unread Stage::unreadOf(RoomId id) const {
    const RoomState& state = m_rooms.at(id);
    Unread unread;
    for (const Event& event : state.log) {
        const auto* posted = std::get_if<MessagePosted>(&event.data);
        if (!posted || event.seq <= state.facts.readSeq || event.by == me())
            continue;
        ++unread.unread;
        const bool isForMe = posted->mentions && posted->mentions->contains(me());
        unread.mentions += state.facts.kind == RoomKind::Direct || isForMe ? 1 : 0;
    }
    return unread;
}

Result<Answer> Stage::join(const RoomJoin& request) {
    if (!m_rooms.contains(request.room))
        return fail(ErrorKind::RoomNotFound);
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

Result<Answer> Stage::update(const RoomUpdate& request) {
    RoomUpdated changes{request.name,     request.topic,   request.visibility, {}, request.capacity, request.maxMembers,
                        request.archived, request.picture, request.slowModeMs};
    if (request.password)
        changes.hasPassword = request.password->value.has_value();
    applyTo(room(request.room), changes);
    happen(request.room, me(), changes, UtcTime::now());
    return RoomAnswer{room(request.room)};
}

Result<Answer> Stage::openDirect(const DirectOpen& request) {
    QList<UserId> wanted = request.users;
    std::ranges::sort(wanted);
    for (const auto& [id, state] : m_rooms) {
        QList<UserId> people;
        for (const User& person : state.facts.people.value_or(QList<User>()))
            people.append(person.id);
        std::ranges::sort(people);
        if (state.facts.kind == RoomKind::Direct && people == wanted)
            return RoomAnswer{state.facts};
    }
    return RoomAnswer{room(addDirect(wanted))};
}

UsersAnswer Stage::findPeople(const UserFind& request) const {
    UsersAnswer found;
    for (const User& user : m_users) {
        const QString words = u' ' + user.name;
        if (user.id != me() && words.contains(u' ' + request.query, Qt::CaseInsensitive))
            found.users.append(user);
    }
    return found;
}

MembersPage Stage::members(const RoomState& state) const {
    MembersPage page;
    QList<User> people = m_users.first(state.facts.members);
    if (state.facts.people)
        people = QList<User>{m_users.first()} + *state.facts.people;
    for (const User& user : std::as_const(people)) {
        Member& member = page.members.emplaceBack();
        member.id = user.id;
        member.name = user.name;
        member.bot = user.bot;
        member.picture = user.picture;
        member.status = user.status;
        member.role = user.id == UserId{2} && !state.facts.people ? Role::Owner : Role::Member;
        member.role = m_roles.value({state.facts.id, user.id}, member.role);
        if (const MemberMuted muted = m_mutes.value({state.facts.id, user.id}); muted.user && muted.on) {
            member.muted = true;
            member.mutedUntil = muted.until;
        }
        if (m_presence.contains(user.id))
            member.presence = m_presence.value(user.id);
        if (isFull(state) && user.id != me()) // they have all the seats
            member.here = user.id.value <= *state.facts.capacity + 1;
    }
    return page;
}

/// Requests about rooms, and about who is in them.
std::optional<Result<Answer>> Stage::arrange(const Request& request) {
    if (const auto* joining = std::get_if<RoomJoin>(&request))
        return join(*joining);
    if (const auto* creating = std::get_if<RoomCreate>(&request))
        return create(*creating);
    if (const auto* updating = std::get_if<RoomUpdate>(&request))
        return update(*updating);
    if (const auto* direct = std::get_if<DirectOpen>(&request))
        return openDirect(*direct);
    if (const auto* finding = std::get_if<UserFind>(&request))
        return findPeople(*finding);
    if (const auto* asking = std::get_if<RoomMembers>(&request))
        return members(m_rooms.at(asking->room));
    if (std::optional<Result<Answer>> changed = profile(request))
        return changed;
    return moderate(request);
}

std::optional<Result<Answer>> Stage::send(const MessageSend& request) {
    if (m_sending == Sending::Unanswered)
        return {};
    if (m_sending == Sending::Refused)
        return fail(ErrorKind::RoomForbidden);
    const UtcTime now = UtcTime::now();
    MessagePosted posted{{request.body.value_or(QString()), request.replyTo}, request.clientId};
    if (request.files)
        posted.files = QList<File>(request.files->cbegin(), request.files->cend());
    happen(request.room, me(), std::move(posted), now);
    return Sent{room(request.room).lastSeq, now};
}

// ---- what becomes of messages

std::optional<Message> Stage::message(RoomId room, Seq seq) const {
    const std::vector<std::optional<Message>>& messages = m_rooms.at(room).messages;
    return seq > 0 && seq <= Seq(messages.size()) ? messages.at(size_t(seq - 1)) : std::nullopt;
}

MessagesAnswer Stage::messages(RoomId room, const QList<Seq>& seqs) const {
    MessagesAnswer answer{{}, m_users, m_rooms.at(room).facts.lastSeq};
    for (const Seq seq : seqs) {
        if (const std::optional<Message> found = message(room, seq))
            answer.messages.append(*found);
    }
    return answer;
}

Result<Answer> Stage::change(RoomId id, EventData data) {
    if (m_sending == Sending::Refused)
        return fail(ErrorKind::RoomForbidden);
    const UtcTime now = UtcTime::now();
    happen(id, me(), std::move(data), now);
    return Sent{room(id).lastSeq, now};
}

VersionsAnswer Stage::versions(RoomId room, Seq seq) const {
    VersionsAnswer answer;
    const QList<Event>& log = m_rooms.at(room).log;
    answer.versions.append({messageOf(log[seq - 1])->body, log[seq - 1].at});
    for (const Event& event : log) {
        if (const auto* edited = std::get_if<MessageEdited>(&event.data); edited && edited->target == seq)
            answer.versions.append({edited->body, event.at});
    }
    return answer;
}

SearchAnswer Stage::search(const SearchMessages& request) const {
    SearchedTexts texts{{}, m_users, [this](RoomId room) { return m_rooms.at(room).facts.name; }, me()};
    for (const auto& [id, state] : m_rooms) {
        for (Seq seq = 1; state.mine && seq <= state.facts.lastSeq; ++seq) {
            if (const std::optional<Message> one = message(id, seq))
                texts.messages.append(*one);
        }
    }
    return searchTexts(texts, request);
}

/// Requests about single messages.
std::optional<Result<Answer>> Stage::act(const Request& request) {
    const auto done = [](const Result<Answer>& changed) { return changed ? Result<Answer>(Empty{}) : changed; };
    if (const auto* edit = std::get_if<MessageEdit>(&request))
        return change(edit->room, MessageEdited{edit->seq, edit->body, edit->clientId});
    if (const auto* remove = std::get_if<MessageDelete>(&request))
        return change(remove->room, MessageDeleted{remove->seq});
    if (const auto* react = std::get_if<MessageReact>(&request))
        return done(change(react->room, react->on ? EventData(ReactionAdded{react->seq, react->emoji})
                                                  : EventData(ReactionRemoved{react->seq, react->emoji})));
    if (const auto* pin = std::get_if<MessagePin>(&request))
        return done(
            change(pin->room, pin->on ? EventData(MessagePinned{pin->seq}) : EventData(MessageUnpinned{pin->seq})));
    if (const auto* get = std::get_if<MessageGet>(&request))
        return messages(get->room, get->seqs);
    if (const auto* thread = std::get_if<RoomThread>(&request)) {
        HistoryPage page = threadPage(*thread, m_rooms.at(thread->room).facts.lastSeq,
                                      [&](Seq seq) { return message(thread->room, seq); });
        page.users = m_users;
        return page;
    }
    if (const auto* edits = std::get_if<MessageEdits>(&request))
        return versions(edits->room, edits->seq);
    if (const auto* pins = std::get_if<RoomPins>(&request)) {
        QList<Seq> seqs;
        for (Seq seq = m_rooms.at(pins->room).facts.lastSeq; seq > 0; --seq) {
            if (const std::optional<Message> one = message(pins->room, seq); one && one->pinned)
                seqs.append(seq);
        }
        return messages(pins->room, seqs);
    }
    if (const auto* searching = std::get_if<SearchMessages>(&request))
        return search(*searching);
    if (const auto* who = std::get_if<MessageReactors>(&request)) {
        ReactorsAnswer answer;
        for (const Event& event : m_rooms.at(who->room).log) {
            const auto* added = std::get_if<ReactionAdded>(&event.data);
            if (added && added->target == who->seq && added->emoji == who->emoji)
                answer.users.append(m_users[event.by.value - 1]);
        }
        return answer;
    }
    return {};
}

std::optional<Result<Answer>> Stage::answer(const Request& request) {
    const auto* login = std::get_if<AccountLogin>(&request);
    if (login)
        m_drafts.signIn(login->email);
    if (std::optional<Result<Answer>> drafted = m_drafts.answer(request, m_server))
        return drafted;
    if (std::optional<Result<Answer>> answered = m_programs.answer(request))
        return answered;
    if (const std::optional<Error> refused = StageDevices::refusal(request))
        return fail(*refused);
    if (login || std::holds_alternative<AccountCode>(request))
        return auth();
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
    if (const auto* eventsRequest = std::get_if<RoomEvents>(&request))
        return events(*eventsRequest);
    if (std::optional<Result<Answer>> marked = mark(request))
        return marked;
    if (std::holds_alternative<ServerAbout>(request))
        return m_about ? Result<Answer>(*m_about) : fail(ErrorKind::MethodNotFound);
    if (std::holds_alternative<UserGet>(request))
        return UsersAnswer{m_users};
    if (const auto* sendRequest = std::get_if<MessageSend>(&request))
        return send(*sendRequest);
    if (std::optional<Result<Answer>> arranged = arrange(request))
        return arranged;
    if (std::optional<Result<Answer>> acted = act(request))
        return acted;
    return Empty{};
}

} // namespace confab::test

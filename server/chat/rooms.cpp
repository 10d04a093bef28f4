// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/rooms.h"

#include "common/protocol/text.h"
#include "server/chat/liverooms.h"
#include "server/chat/membership.h"
#include "server/chat/permissions.h"
#include "server/chat/scopes.h"
#include "server/hub/toldpresence.h"

namespace confab {

namespace {

/// The wire has bounded them already, but normalising can make a text longer (NFC takes some characters apart).
Status checkTexts(const QString& name, const QString& topic) {
    if (name.isEmpty() || name.size() > limits::nameChars)
        return fail(Error::invalid(QStringLiteral("params.name"),
                                   QStringLiteral("name: 1 to %1 visible characters expected").arg(limits::nameChars)));
    if (topic.size() > limits::topicChars)
        return fail(Error::invalid(QStringLiteral("params.topic"),
                                   QStringLiteral("topic: at most %1 characters expected").arg(limits::topicChars)));
    return {};
}

} // namespace

Rooms::Rooms(Storage& storage, Hub& hub, Backplane& backplane, Passwords& passwords, const Clock& clock)
    : m_storage(storage), m_hub(hub), m_backplane(backplane), m_clock(clock), m_passwords(passwords, clock) {}

QCoro::Task<Result<RoomAnswer>> Rooms::handle(Caller caller, RoomCreate request) {
    NewRoom fresh;
    fresh.name = normalisedLine(request.name);
    fresh.topic = normalisedLine(request.topic.value_or(QString()));
    if (Status checked = checkTexts(fresh.name, fresh.topic); !checked)
        co_return fail(std::move(checked.error()));
    fresh.visibility = request.visibility.value_or(Visibility::Public);
    fresh.capacity = request.capacity;
    fresh.maxMembers = request.maxMembers;
    fresh.owner = caller.identity.user;
    fresh.at = m_clock.now();
    Result<QByteArray> hash = co_await m_passwords.hash(caller, request.password.value_or(Secret{}));
    if (!hash)
        co_return fail(std::move(hash.error()));
    fresh.passwordHash = std::move(*hash);
    Result<RoomChange> created = co_await m_storage.rooms().create(std::move(fresh));
    if (!created)
        co_return fail(std::move(created.error()));
    m_backplane.memberAdded(created->room, caller.identity.user, caller.connection);
    co_return RoomAnswer{std::move(created->room)};
}

QCoro::Task<Result<RoomSettings>> Rooms::settingsOf(Caller caller, RoomUpdate request) {
    RoomSettings settings;
    RoomUpdated& changes = settings.changes;
    if (request.name)
        changes.name = normalisedLine(*request.name);
    if (request.topic)
        changes.topic = normalisedLine(*request.topic);
    const QString unchanged = QStringLiteral("unchanged");
    if (Status checked = checkTexts(changes.name.value_or(unchanged), changes.topic.value_or(unchanged)); !checked)
        co_return fail(std::move(checked.error()));
    changes.visibility = request.visibility;
    changes.capacity = request.capacity;
    changes.maxMembers = request.maxMembers;
    changes.archived = request.archived;
    changes.picture = request.picture;
    changes.slowModeMs = request.slowModeMs;
    if (request.password) {
        Result<QByteArray> hash = co_await m_passwords.hash(caller, request.password->value.value_or(Secret{}));
        if (!hash)
            co_return fail(std::move(hash.error()));
        settings.passwordHash = std::move(*hash);
    }
    co_return settings;
}

QCoro::Task<Result<RoomAnswer>> Rooms::handle(Caller caller, RoomUpdate request) {
    const RoomId room = request.room;
    // Membership first: hashing costs.
    if (Status member = co_await checkMember(m_hub, m_storage, caller, room); !member)
        co_return fail(std::move(member.error()));
    Result<RoomSettings> settings = co_await settingsOf(caller, std::move(request));
    if (!settings)
        co_return fail(std::move(settings.error()));
    Result<RoomChange> changed = co_await m_storage.rooms().update(room, caller.identity.user, m_clock.now(),
                                                                   std::move(*settings), permissions::mayChangeRoom);
    if (!changed)
        co_return fail(std::move(changed.error()));
    for (const Event& event : std::as_const(changed->events))
        m_backplane.publishEvent(event, caller.identity.name);
    finishRoom(m_hub, changed->room, m_clock.now());
    co_return RoomAnswer{std::move(changed->room)};
}

QCoro::Task<Result<RoomsPage>> Rooms::handle(Caller caller, RoomList request) {
    const UserId user = caller.identity.user;
    const quint64 place = m_hub.recent().begin();
    Result<RoomStore::Listing> listing = co_await m_storage.rooms().listFor(user, request.after.value_or(RoomId{}));
    QList<Room> rooms = listing ? std::move(listing->rooms) : QList<Room>();
    m_hub.recent().finish(place, user, rooms);
    if (!listing)
        co_return fail(std::move(listing.error()));
    keepInScope(caller.identity, rooms);
    finishRoom(m_hub, rooms, m_clock.now());
    co_return RoomsPage{std::move(rooms), onlyTrue(listing->more)};
}

QCoro::Task<Result<RoomsAnswer>> Rooms::handle(Caller caller, RoomFind request) {
    const QString query = normalisedLine(request.query.value_or(QString()));
    const int limit = request.limit.value_or(limits::defaultPage);
    Result<QList<Room>> rooms = co_await m_storage.rooms().findPublic(caller.identity.user, query, limit);
    if (!rooms)
        co_return fail(std::move(rooms.error()));
    finishRoom(m_hub, *rooms, m_clock.now());
    QList<Room> counted = co_await m_backplane.withPeopleElsewhere(std::move(*rooms));
    co_return RoomsAnswer{std::move(counted)};
}

QCoro::Task<Result<RoomAnswer>> Rooms::handle(Caller caller, RoomJoin request) {
    Result<JoinFacts> facts = co_await m_storage.rooms().joinFacts(request.room, caller.identity.user);
    if (!facts)
        co_return fail(std::move(facts.error()));
    const JoinFacts known = *facts;
    Status admitted = co_await admit(caller, request, known);
    if (!admitted)
        co_return fail(std::move(admitted.error()));
    Result<RoomChange> joined = co_await m_storage.rooms().join(request.room, caller.identity.user, m_clock.now());
    if (!joined)
        co_return fail(std::move(joined.error()));
    for (const Event& event : std::as_const(joined->events))
        m_backplane.publishEvent(event, caller.identity.name);
    finishRoom(m_hub, joined->room, m_clock.now());
    m_backplane.memberAdded(joined->room, caller.identity.user, caller.connection);
    co_return RoomAnswer{std::move(joined->room)};
}

QCoro::Task<Status> Rooms::admit(Caller caller, RoomJoin request, JoinFacts facts) {
    if (facts.isMember)
        co_return Status();
    // A private room without a password can't be joined, and its existence is not revealed.
    if (facts.passwordHash.isEmpty() && facts.visibility == Visibility::Private)
        co_return fail(ErrorKind::RoomNotFound);
    // Before a password is looked at.
    if (facts.isBanned && (!facts.banUntil || *facts.banUntil > m_clock.now()))
        co_return fail(bannedUntil(facts.banUntil));
    if (facts.passwordHash.isEmpty())
        co_return Status();
    const Secret password = request.password.value_or(Secret{});
    Status checked = co_await m_passwords.check(caller, request.room, password, facts.passwordHash);
    co_return checked;
}

QCoro::Task<Result<Empty>> Rooms::handle(Caller caller, RoomLeave request) {
    const UserId user = caller.identity.user;
    Result<QList<Event>> events = co_await m_storage.rooms().leave(request.room, user, m_clock.now());
    if (!events)
        co_return fail(std::move(events.error()));
    m_backplane.memberRemoved(request.room, user, caller.connection);
    for (const Event& event : std::as_const(*events))
        m_backplane.publishEvent(event, caller.identity.name);
    co_return Empty{};
}

QCoro::Task<Result<Empty>> Rooms::handle(Caller caller, RoomDelete request) {
    Result<QList<UserId>> members = co_await m_storage.rooms().remove(request.room, caller.identity.user, m_clock.now(),
                                                                      permissions::mayDeleteRoom);
    if (!members)
        co_return fail(std::move(members.error()));
    m_backplane.roomDeleted(request.room, caller.connection);
    co_return Empty{};
}

QCoro::Task<Result<MembersPage>> Rooms::handle(Caller caller, RoomMembers request) {
    const UserId after = request.after.value_or(UserId{});
    const int limit = request.limit.value_or(limits::membersPerPage);
    Result<MemberPage> page = co_await m_storage.rooms().members(request.room, caller.identity.user, after, limit);
    if (!page)
        co_return fail(std::move(page.error()));
    const Occupants* here = m_hub.rooms().occupants(request.room);
    for (Member& member : page->members) {
        dropEndedMute(member, m_clock.now());
        const bool isHere = here && here->contains(member.id);
        if (isHere)
            member.here = true;
        member.presence = toldPresence(m_hub, member.id, member.presence, caller.identity.user, isHere);
    }
    co_return MembersPage{std::move(page->members), page->more};
}

QCoro::Task<Result<Unread>> Rooms::handle(Caller caller, RoomMarkRead request) {
    const UserId user = caller.identity.user;
    Result<RoomStore::ReadMark> mark = co_await m_storage.rooms().markRead(request.room, user, request.seq,
                                                                           request.back.value_or(false), m_clock.now());
    if (!mark)
        co_return fail(std::move(mark.error()));
    if (mark->moved) {
        const RoomRead read{request.room, user, mark->readSeq};
        if (!m_hub.connections().isHidden(user)) // others would learn that somebody invisible is there
            m_backplane.publishInRoom(request.room, read, caller.connection);
        m_backplane.notifyUser(user, read, caller.connection, request.room);
    }
    co_return Unread{mark->unread.unread, mark->unread.mentions};
}

QCoro::Task<Result<Empty>> Rooms::handle(Caller caller, RoomNotify request) {
    if (request.until && *request.until <= m_clock.now())
        co_return fail(Error::invalid(QStringLiteral("params.until"),
                                      QStringLiteral("params.until: a time that is still to come expected")));
    const UserId user = caller.identity.user;
    const Result<bool> changed = co_await m_storage.rooms().setNotify(request.room, user, request.level, request.until);
    if (!changed)
        co_return fail(changed.error());
    if (*changed) {
        const RoomNotifyChanged change{request.room, request.level, request.until};
        m_backplane.notifyUser(user, change, caller.connection, RoomId());
    }
    co_return Empty{};
}

} // namespace confab

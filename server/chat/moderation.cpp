// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/moderation.h"

#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"
#include "server/broker/putout.h"
#include "server/chat/permissions.h"

namespace confab {

namespace {

/// On one line; none when nothing of it is visible.
Result<std::optional<QString>> noteOf(const std::optional<QString>& reason) {
    QString note = normalisedLine(reason.value_or(QString()));
    if (note.size() > limits::reasonChars) // normalising can make it longer
        return fail(
            Error::invalid(QStringLiteral("params.reason"),
                           QStringLiteral("params.reason: at most %1 characters expected").arg(limits::reasonChars)));
    return hasVisibleCharacter(note) ? std::optional(std::move(note)) : std::nullopt;
}

Status checkToCome(const std::optional<UtcTime>& until, UtcTime now) {
    if (!until || *until > now)
        return {};
    return fail(Error::invalid(QStringLiteral("params.until"),
                               QStringLiteral("params.until: a time that is still to come expected")));
}

} // namespace

QCoro::Task<Result<Empty>> Moderation::handle(Caller caller, RoomSetRole request) {
    const NewRole role{request.room, request.user, request.role, caller.identity.user, m_clock.now()};
    Result<QList<Event>> events = co_await m_storage.moderation().setRole(role, permissions::maySetRoles);
    if (!events)
        co_return fail(std::move(events.error()));
    for (const Event& event : std::as_const(*events))
        m_backplane.publishEvent(event, caller.identity.name);
    co_return Empty{};
}

QCoro::Task<Result<Empty>> Moderation::handle(Caller caller, RoomKick request) {
    Result<std::optional<QString>> note = noteOf(request.reason);
    if (!note)
        co_return fail(std::move(note.error()));
    Expulsion expulsion{request.room, request.user, caller.identity.user, m_clock.now(), std::move(*note)};
    Result<Empty> done = co_await putOut(std::move(caller), std::move(expulsion));
    co_return done;
}

QCoro::Task<Result<Empty>> Moderation::handle(Caller caller, RoomBan request) {
    Result<std::optional<QString>> note = noteOf(request.reason);
    if (!note)
        co_return fail(std::move(note.error()));
    Expulsion expulsion{request.room, request.user, caller.identity.user, m_clock.now(), std::move(*note)};
    if (Status future = checkToCome(request.until, expulsion.at); !future)
        co_return fail(std::move(future.error()));
    expulsion.isBan = true;
    expulsion.until = request.until;
    Result<Empty> done = co_await putOut(std::move(caller), std::move(expulsion));
    co_return done;
}

/// The person stops listening before the others are told, so nothing of the room follows what they are told.
QCoro::Task<Result<Empty>> Moderation::putOut(Caller caller, Expulsion expulsion) {
    const RoomId room = expulsion.room;
    const UserId user = expulsion.user;
    Result<QList<Event>> events = co_await m_storage.moderation().putOut(std::move(expulsion), permissions::mayPutOut);
    if (!events)
        co_return fail(std::move(events.error()));
    for (const Event& event : std::as_const(*events)) {
        m_backplane.memberRemoved(room, user, {}, putOutBy(std::get<MemberLeft>(event.data), caller.identity.name));
        m_backplane.publishEvent(event, caller.identity.name);
    }
    co_return Empty{};
}

QCoro::Task<Result<Empty>> Moderation::handle(Caller caller, RoomMute request) {
    Muting muting{request.room, request.user, caller.identity.user, m_clock.now(), true, {}};
    if (request.until) {
        muting.on = request.until->value.has_value();
        muting.until = request.until->value;
    }
    if (Status future = checkToCome(muting.until, muting.at); !future)
        co_return fail(std::move(future.error()));
    Result<QList<Event>> events = co_await m_storage.moderation().mute(muting, permissions::mayMute);
    if (!events)
        co_return fail(std::move(events.error()));
    for (const Event& event : std::as_const(*events))
        m_backplane.publishEvent(event, caller.identity.name);
    co_return Empty{};
}

QCoro::Task<Result<Empty>> Moderation::handle(Caller caller, RoomUnban request) {
    Status lifted = co_await m_storage.moderation().liftBan(request.room, request.user, caller.identity.user,
                                                            permissions::mayHandleBans);
    if (!lifted)
        co_return fail(std::move(lifted.error()));
    co_return Empty{};
}

QCoro::Task<Result<BansAnswer>> Moderation::handle(Caller caller, RoomBans request) {
    const UserId after = request.after.value_or(UserId{});
    Result<BansAnswer> bans = co_await m_storage.moderation().bans(request.room, caller.identity.user, after,
                                                                   m_clock.now(), permissions::mayHandleBans);
    co_return bans;
}

} // namespace confab

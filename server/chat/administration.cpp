// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/administration.h"

#include "common/protocol/emailaddress.h"
#include "common/protocol/text.h"
#include "server/auth/tokens.h"
#include "server/chat/accounts.h"
#include "server/chat/invites.h"

#include <QLoggingCategory>

#include <algorithm>
#include <chrono>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.administration")

constexpr int rowsByDefault = 50;
// As OWASP's cheat sheet on forgotten passwords has it: single use, and not for long. A day, as it is handed on by
// people.
constexpr std::chrono::hours resetLives{24};
constexpr std::chrono::hours inviteLives{7 * 24};

int rowsOf(const std::optional<int>& limit) {
    return std::clamp(limit.value_or(rowsByDefault), 1, limits::adminPage);
}

UtcTime after(UtcTime at, std::chrono::milliseconds time) {
    return UtcTime{at.ms + time.count()};
}

Error fixedByOperator(const char* member) {
    return Error::invalid(QString(u"params." % QLatin1String(member)),
                          QStringLiteral("%1: the server's configuration sets this").arg(QLatin1String(member)));
}

} // namespace

Secret Administration::urlOf(QStringView path, const Secret& code) const {
    return {QString(m_parts.publicUrl % path % code.value)};
}

// ---- people

QCoro::Task<Result<AccountsPage>> Administration::handle(Caller caller, AdminUsers request) {
    AccountsAsked asked{normalisedLine(request.query.value_or(QString())), request.after.value_or(UserId{}),
                        rowsOf(request.limit), m_parts.clock.now()};
    const UserId by = caller.identity.user;
    Result<AccountsPage> page = co_await m_parts.storage.administration().users(by, std::move(asked));
    co_return page;
}

QCoro::Task<Result<Empty>> Administration::handle(Caller caller, AdminSetUser request) {
    const Deed deed = deedOf(caller);
    const UserId user = request.user;
    const Result<AdminStore::UserChange> change =
        co_await m_parts.storage.administration().setUser(deed, std::move(request));
    if (!change)
        co_return fail(change.error());
    for (const SessionId session : change->ended)
        m_parts.backplane.endSession(session, {}, QStringLiteral("The account was disabled"));
    qCInfo(lc) << "user" << deed.by.value << "has changed the account of user" << user.value;
    const ConnectionId nobody; // the person's own devices learn it, whichever made the change
    if (change->hasOtherRole)
        co_await m_parts.backplane.profileChanged(user, nobody);
    co_return Empty{};
}

QCoro::Task<Result<ResetLink>> Administration::handle(Caller caller, AdminResetPassword request) {
    const Deed deed = deedOf(caller);
    const Secret token = newRefreshToken(); // random, of 256 bits
    NewResetLink link{request.user, refreshTokenHash(token), after(deed.at, resetLives)};
    const Status made = co_await m_parts.storage.administration().makeResetLink(deed, std::move(link));
    if (!made)
        co_return fail(made.error());
    qCInfo(lc) << "user" << deed.by.value << "has made a link for another password of user" << request.user.value;
    co_return ResetLink{urlOf(u"/reset/", token)};
}

QCoro::Task<Result<ServerInvite>> Administration::handle(Caller caller, AdminInvite request) {
    const Deed deed = deedOf(caller);
    NewServerInvite fresh{newInviteCode(), after(deed.at, inviteLives), std::nullopt};
    if (request.email) {
        if (!isEmailAddress(normalisedLine(*request.email)))
            co_return fail(Error::invalid(QStringLiteral("params.email"),
                                          QStringLiteral("email: an address such as ana@example.org expected")));
        fresh.foldedEmail = foldedEmail(*request.email);
    }
    const Secret code = fresh.code;
    const Status made = co_await m_parts.storage.administration().invite(deed, std::move(fresh));
    if (!made)
        co_return fail(made.error());
    co_return ServerInvite{code, urlOf(u"/invite/", code)};
}

// ---- rooms

QCoro::Task<Result<RoomInfosPage>> Administration::handle(Caller caller, AdminRooms request) {
    RoomsAsked asked{normalisedLine(request.query.value_or(QString())), request.after.value_or(RoomId{}),
                     rowsOf(request.limit)};
    const UserId by = caller.identity.user;
    Result<RoomInfosPage> page = co_await m_parts.storage.administration().rooms(by, std::move(asked));
    co_return page;
}

QCoro::Task<Result<Empty>> Administration::handle(Caller caller, AdminDeleteRoom request) {
    const Deed deed = deedOf(caller);
    const Result<QList<UserId>> members = co_await m_parts.storage.administration().deleteRoom(deed, request.room);
    if (!members)
        co_return fail(members.error());
    m_parts.backplane.roomDeleted(request.room, {});
    qCInfo(lc) << "user" << deed.by.value << "has deleted room" << request.room.value << "of" << members->size()
               << "members";
    co_return Empty{};
}

// ---- the server

QCoro::Task<Result<AuditPage>> Administration::handle(Caller caller, AdminAudit request) {
    const EntriesAsked asked{request.after, request.before, rowsOf(request.limit)};
    const UserId by = caller.identity.user;
    Result<AuditPage> page = co_await m_parts.storage.administration().audit(by, asked);
    co_return page;
}

QCoro::Task<Result<ServerSettings>> Administration::handle(Caller caller, AdminSettings) {
    const UserId by = caller.identity.user;
    const Status may = co_await m_parts.storage.administration().check(by);
    if (!may)
        co_return fail(may.error());
    Result<ServerSettings> settings = co_await m_parts.settings.read();
    co_return settings;
}

Result<StoredSettings> Administration::changeOf(const AdminUpdate& request) const {
    const LiveSettings& settings = m_parts.settings;
    StoredSettings change;
    if (request.name) {
        if (settings.isFixed("name"))
            return fail(fixedByOperator("name"));
        Result<QString> name = checkedName(*request.name);
        if (!name)
            return fail(std::move(name.error()));
        change.name = std::move(*name);
    }
    if (request.registration) {
        if (settings.isFixed("registration"))
            return fail(fixedByOperator("registration"));
        change.registration = request.registration;
    }
    if (request.retentionDays) {
        if (settings.isFixed("retentionDays"))
            return fail(fixedByOperator("retentionDays"));
        change.retentionDays = request.retentionDays->value.value_or(0);
    }
    return change;
}

QCoro::Task<Result<ServerSettings>> Administration::handle(Caller caller, AdminUpdate request) {
    const Deed deed = deedOf(caller);
    const Status may = co_await m_parts.storage.administration().check(deed.by);
    if (!may)
        co_return fail(may.error());
    Result<StoredSettings> change = changeOf(request);
    if (!change)
        co_return fail(std::move(change.error()));
    const Result<StoredSettings> stored = co_await m_parts.storage.administration().set(deed, std::move(*change));
    if (!stored)
        co_return fail(stored.error());
    m_parts.settings.take(*stored);
    qCInfo(lc) << "user" << deed.by.value << "has changed the server's settings";
    co_return m_parts.settings.now();
}

QCoro::Task<Result<ServerStats>> Administration::handle(Caller caller, AdminStats) {
    const UserId by = caller.identity.user;
    const std::optional<NodeLease> self = m_parts.lease;
    const Result<ServerCounts> counts = co_await m_parts.storage.administration().counts(by, self);
    if (!counts)
        co_return fail(counts.error());
    ServerStats stats;
    stats.version = m_parts.version;
    stats.startedAt = m_startedAt;
    stats.nodes = counts->nodes + 1;
    stats.users = counts->users;
    stats.online = counts->people + int(m_parts.hub.counters().people.value());
    stats.bots = counts->bots;
    stats.rooms = counts->rooms;
    stats.messages = counts->events;
    stats.files = counts->files;
    stats.fileBytes = counts->fileBytes;
    stats.databaseBytes = counts->databaseBytes;
    co_return stats;
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/bots.h"

#include "common/protocol/text.h"
#include "server/auth/bottokens.h"
#include "server/auth/tokens.h"
#include "server/chat/permissions.h"

#include <algorithm>

namespace confab {

namespace {

void tell(const BotNews& news, const QList<Event>& events, const QString& byName) {
    for (const Event& event : events) {
        if (news.appended)
            news.appended(event, byName);
    }
}

/// Makes the bot a member, and a moderator where it is to manage.
QCoro::Task<Status> admit(Storage& storage, BotRow bot, RoomId room, BotNews news) {
    const UtcTime at = bot.createdAt;
    Result<RoomChange> joined = co_await storage.rooms().join(room, bot.user, at);
    if (!joined)
        co_return fail(std::move(joined.error()));
    tell(news, joined->events, bot.name);
    const bool isModerator = joined->room.role && *joined->room.role != Role::Member;
    if (!bot.rooms.value(room).testFlag(BotRight::Manage) || isModerator)
        co_return Status();
    NewEvent promotion{room, bot.user, at, MemberRole{bot.user, Role::Moderator}};
    Result<RoomLog::Appended> promoted = co_await storage.log().append(std::move(promotion));
    if (!promoted)
        co_return fail(std::move(promoted.error()));
    const QList<Event> events{promoted->event};
    tell(news, events, bot.name);
    co_return Status();
}

QCoro::Task<Status> leaveAll(Storage& storage, BotRow bot, BotNews news) {
    const QList<UserId> users{bot.user};
    Result<QList<RoomStore::Belonging>> belongings = co_await storage.rooms().belongings(users);
    if (!belongings)
        co_return fail(std::move(belongings.error()));
    for (const RoomStore::Belonging& belonging : std::as_const(*belongings)) {
        Result<QList<Event>> left = co_await storage.rooms().leave(belonging.room, bot.user, UtcTime::now());
        const bool isGone =
            !left && (left.error().kind == ErrorKind::RoomNotFound || left.error().kind == ErrorKind::RoomNotMember);
        if (!left && !isGone)
            co_return fail(std::move(left.error()));
        if (left)
            tell(news, *left, bot.name);
    }
    co_return Status();
}

QList<RoomId> sortedRooms(const QHash<RoomId, BotRights>& rooms) {
    QList<RoomId> ids = rooms.keys();
    std::ranges::sort(ids);
    return ids;
}

Bot botOnTheWire(const BotRow& row) {
    Bot bot{row.user, row.name, row.createdAt, {}, row.by};
    const QList<RoomId> ids = sortedRooms(row.rooms);
    for (const RoomId id : ids) {
        BotRoom room{id, {}};
        for (const auto& [right, name] : EnumNames<BotRight>::names) {
            if (row.rooms.value(id).testFlag(right))
                room.rights.append(right);
        }
        bot.rooms.append(std::move(room));
    }
    return bot;
}

BotAdded answerOf(MadeBot made) {
    return {botOnTheWire(made.bot), std::move(made.token)};
}

Error invalid(const char* member, const QString& why) {
    const QString path = QString(u"params." % QLatin1String(member));
    return Error::invalid(path, QString(path % u": " % why));
}

} // namespace

QCoro::Task<Result<MadeBot>> makeBot(Storage& storage, NewBot wanted, BotNews news) {
    const Secret token = newBotToken();
    wanted.tokenHash = refreshTokenHash(token);
    Result<BotRow> row = co_await storage.bots().create(std::move(wanted), permissions::mayManageHooks);
    if (!row)
        co_return fail(std::move(row.error()));
    MadeBot made{std::move(*row), token};
    const QList<RoomId> rooms = sortedRooms(made.bot.rooms);
    for (const RoomId room : rooms) {
        Status admitted = co_await admit(storage, made.bot, room, news);
        if (admitted)
            continue;
        co_await forgetBot(storage, made.bot, news); // what comes of it is no news to whom the first error is told
        co_return fail(std::move(admitted.error()));
    }
    co_return made;
}

QCoro::Task<Result<MadeBot>> renewBot(Storage& storage, BotRow bot, UtcTime now, BotNews news) {
    const Secret token = newBotToken();
    Result<SessionId> ended = co_await storage.bots().renew(bot.user, refreshTokenHash(token), now);
    if (!ended)
        co_return fail(std::move(ended.error()));
    if (news.endSession)
        news.endSession(*ended);
    MadeBot made{std::move(bot), token};
    co_return made;
}

QCoro::Task<Status> forgetBot(Storage& storage, BotRow bot, BotNews news) {
    Status done = co_await storage.sessions().revoke(bot.session, UtcTime::now());
    if (done && news.endSession)
        news.endSession(bot.session);
    if (done)
        done = co_await leaveAll(storage, bot, news);
    if (done)
        done = co_await storage.bots().remove(bot.user);
    co_return done;
}

BotNews Bots::news() const {
    BotNews news;
    news.endSession = [this](SessionId session) {
        m_backplane.endSession(session, {}, QStringLiteral("What the token of the bot is good for has changed"));
    };
    news.appended = [this](const Event& event, const QString& byName) { m_backplane.publishEvent(event, byName); };
    return news;
}

QCoro::Task<Result<BotRow>> Bots::botOf(UserId by, UserId bot) {
    Result<QList<BotRow>> bots = co_await m_storage.bots().madeBy(by);
    if (!bots)
        co_return fail(std::move(bots.error()));
    const auto found = std::ranges::find(std::as_const(*bots), bot, &BotRow::user);
    if (found == bots->cend())
        co_return fail(invalid("bot", QStringLiteral("a bot of yours expected")));
    co_return *found;
}

QCoro::Task<Result<BotAdded>> Bots::handle(Caller caller, BotAdd request) {
    NewBot wanted{normalisedLine(request.name), {}, {}, m_clock.now()};
    if (wanted.name.isEmpty() || wanted.name.size() > limits::nameChars)
        co_return fail(invalid("name", QStringLiteral("1 to 200 visible characters expected")));
    for (const BotRoom& room : std::as_const(request.rooms)) {
        for (const BotRight right : room.rights)
            wanted.rooms[room.room] |= right;
    }
    wanted.by = caller.identity.user;
    const BotNews told = news();
    Result<MadeBot> made = co_await makeBot(m_storage, std::move(wanted), told);
    if (!made && made.error().kind == ErrorKind::EmailTaken)
        co_return fail(invalid("name", QStringLiteral("there is a bot with this name")));
    if (!made)
        co_return fail(std::move(made.error()));
    co_return answerOf(std::move(*made));
}

QCoro::Task<Result<BotsAnswer>> Bots::handle(Caller caller, BotList) {
    Result<QList<BotRow>> rows = co_await m_storage.bots().madeBy(caller.identity.user);
    if (!rows)
        co_return fail(std::move(rows.error()));
    BotsAnswer answer;
    for (const BotRow& row : std::as_const(*rows))
        answer.bots.append(botOnTheWire(row));
    Result<QList<BotRow>> others =
        co_await m_storage.bots().inRoomsOf(caller.identity.user, permissions::mayManageHooks, limits::othersBots);
    if (!others)
        co_return fail(std::move(others.error()));
    answer.others.emplace();
    for (const BotRow& row : std::as_const(*others))
        answer.others->append(botOnTheWire(row));
    co_return answer;
}

QCoro::Task<Result<BotAdded>> Bots::handle(Caller caller, BotRenew request) {
    Result<BotRow> bot = co_await botOf(caller.identity.user, request.bot);
    if (!bot)
        co_return fail(std::move(bot.error()));
    const BotNews told = news();
    Result<MadeBot> made = co_await renewBot(m_storage, std::move(*bot), m_clock.now(), told);
    if (!made)
        co_return fail(std::move(made.error()));
    co_return answerOf(std::move(*made));
}

QCoro::Task<Status> Bots::putOut(UserId bot, RoomId room, UserId by) {
    const Result<BotRow> row =
        co_await m_storage.bots().takeRights(bot, room, by, m_clock.now(), permissions::mayManageHooks);
    if (!row)
        co_return fail(row.error());
    const BotNews told = news();
    told.endSession(row->session);
    const Result<QList<Event>> left = co_await m_storage.rooms().leave(room, bot, m_clock.now());
    if (!left && left.error().kind != ErrorKind::RoomNotMember)
        co_return fail(left.error());
    if (left)
        tell(told, *left, row->name);
    m_backplane.memberRemoved(room, bot, {});
    co_return Status();
}

QCoro::Task<Result<Empty>> Bots::handle(Caller caller, BotRemove request) {
    if (request.room) {
        Status out = co_await putOut(request.bot, *request.room, caller.identity.user);
        if (!out)
            co_return fail(std::move(out.error()));
        co_return Empty{};
    }
    Result<BotRow> bot = co_await botOf(caller.identity.user, request.bot);
    if (!bot)
        co_return fail(std::move(bot.error()));
    const BotNews told = news();
    Status done = co_await forgetBot(m_storage, std::move(*bot), told);
    if (!done)
        co_return fail(std::move(done.error()));
    co_return Empty{};
}

} // namespace confab

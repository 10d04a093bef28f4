// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/botcalls.h"

#include "common/protocol/text.h"
#include "server/auth/bottokens.h"
#include "server/auth/tokens.h"
#include "server/chat/permissions.h"
#include "server/daemon/adminjson.h"

#include <QJsonArray>
#include <QMap>
#include <QStringList>

#include <algorithm>

namespace confab {

using admin::key;
using admin::listed;
using admin::rowsPerPage;
using admin::textIn;

namespace {

Error noSuchRoom(qint64 room) {
    return Error(ErrorKind::RoomNotFound,
                 QStringLiteral("There is no room %1. \"confabd room list\" shows the rooms.").arg(room));
}

/// "read,send"
Result<BotRights> rightsIn(const QString& text) {
    BotRights rights;
    for (const QString& word : text.split(u',')) {
        const auto named = std::ranges::find_if(
            EnumNames<BotRight>::names, [&word](const auto& row) { return word.trimmed() == wire::key(row.second); });
        if (named == EnumNames<BotRight>::names.end())
            return fail(Error::invalid(QStringLiteral("room"),
                                       QStringLiteral("\"%1\" is no right: read, send and manage are").arg(word)));
        rights |= named->first;
    }
    return rights;
}

QString textOf(BotRights rights) {
    QStringList words;
    for (const auto& [right, name] : EnumNames<BotRight>::names) {
        if (rights.testFlag(right))
            words.append(wire::key(name));
    }
    return words.join(u',');
}

Result<NewBot> botIn(const QJsonObject& request) {
    NewBot bot{normalisedLine(textIn(request, "name")), {}, {}, UtcTime::now()};
    if (bot.name.isEmpty() || bot.name.size() > limits::nameChars)
        return fail(Error::invalid(QStringLiteral("name"),
                                   QStringLiteral("A name of 1 to %1 characters is needed.").arg(limits::nameChars)));
    for (const QJsonValue& value : request.value(key("rooms")).toArray()) {
        const QJsonObject room = value.toObject();
        const Result<BotRights> rights = rightsIn(textIn(room, "rights"));
        if (!rights)
            return fail(rights.error());
        bot.rooms[RoomId{room.value(key("room")).toInteger()}] |= *rights;
    }
    if (bot.rooms.isEmpty() || bot.rooms.size() > limits::roomsPerBot)
        return fail(Error::invalid(QStringLiteral("room"),
                                   QStringLiteral("A bot has 1 to %1 rooms.").arg(limits::roomsPerBot)));
    return bot;
}

QJsonObject objectOf(const BotRow& bot) {
    QList<RoomId> ids = bot.rooms.keys();
    std::ranges::sort(ids);
    QStringList rooms;
    for (const RoomId room : std::as_const(ids))
        rooms.append(QString(QString::number(room.value) % u':' % textOf(bot.rooms.value(room))));
    return {{key("id"), bot.user.value},
            {key("name"), bot.name},
            {key("createdAt"), bot.createdAt.ms},
            {key("rooms"), rooms.join(u' ')}};
}

QJsonObject objectOf(const Hook& hook) {
    QJsonObject object{{key("id"), hook.id},
                       {key("room"), hook.room.value},
                       {key("name"), hook.name},
                       {key("createdAt"), hook.createdAt.ms}};
    if (hook.url)
        object.insert(key("url"), *hook.url);
    if (hook.command)
        object.insert(key("command"), *hook.command);
    if (hook.disabledAt)
        object.insert(key("disabledAt"), hook.disabledAt->ms);
    return object;
}

std::optional<QString> optionalText(const QJsonObject& request, const char* name) {
    const QString text = textIn(request, name);
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

using Call = QCoro::Task<Result<QJsonObject>> (BotCalls::*)(QJsonObject);

} // namespace

bool BotCalls::knows(const QString& call) {
    static const QStringList calls{key("bot.add"),  key("bot.list"),  key("bot.remove"),
                                   key("hook.add"), key("hook.list"), key("hook.remove")};
    return calls.contains(call);
}

QCoro::Task<Result<QJsonObject>> BotCalls::run(QJsonObject request) {
    static const QMap<QString, Call> calls{
        {key("bot.add"), &BotCalls::addBot},       {key("bot.list"), &BotCalls::listBots},
        {key("bot.remove"), &BotCalls::removeBot}, {key("hook.add"), &BotCalls::addHook},
        {key("hook.list"), &BotCalls::listHooks},  {key("hook.remove"), &BotCalls::removeHook}};
    const Call call = calls.value(textIn(request, "do"), nullptr);
    if (!call)
        co_return fail(ErrorKind::MethodNotFound);
    Result<QJsonObject> answer = co_await (this->*call)(std::move(request));
    co_return answer;
}

void BotCalls::tell(const QList<Event>& events, const QString& byName) const {
    for (const Event& event : events) {
        if (m_news.appended)
            m_news.appended(event, byName);
    }
}

QCoro::Task<Status> BotCalls::admit(BotRow bot, RoomId room, BotRights rights) {
    Result<RoomChange> joined = co_await m_storage.rooms().join(room, bot.user, UtcTime::now());
    if (!joined && joined.error().kind == ErrorKind::RoomNotFound)
        co_return fail(noSuchRoom(room.value));
    if (!joined)
        co_return fail(std::move(joined.error()));
    tell(joined->events, bot.name);
    const bool isModerator = joined->room.role && *joined->room.role != Role::Member;
    if (!rights.testFlag(BotRight::Manage) || isModerator)
        co_return Status();
    NewEvent promotion{room, bot.user, UtcTime::now(), MemberRole{bot.user, Role::Moderator}};
    Result<RoomLog::Appended> promoted = co_await m_storage.log().append(std::move(promotion));
    if (!promoted)
        co_return fail(std::move(promoted.error()));
    const QList<Event> events{promoted->event};
    tell(events, bot.name);
    co_return Status();
}

QCoro::Task<Result<QJsonObject>> BotCalls::addBot(QJsonObject request) {
    Result<NewBot> fresh = botIn(request);
    if (!fresh)
        co_return fail(std::move(fresh.error()));
    const Secret token = newBotToken();
    fresh->tokenHash = refreshTokenHash(token);
    const QString name = fresh->name;
    QList<RoomId> rooms = fresh->rooms.keys();
    std::ranges::sort(rooms);
    for (const RoomId room : std::as_const(rooms)) { // before there is anything to take back
        const Result<JoinFacts> facts = co_await m_storage.rooms().joinFacts(room, UserId{});
        if (!facts)
            co_return fail(facts.error().kind == ErrorKind::RoomNotFound ? noSuchRoom(room.value) : facts.error());
    }
    Result<BotRow> made = co_await m_storage.bots().create(std::move(*fresh));
    if (!made && made.error().kind == ErrorKind::EmailTaken)
        co_return fail(
            Error(ErrorKind::EmailTaken, QStringLiteral("There is a bot with the name %1 already.").arg(name)));
    if (!made)
        co_return fail(std::move(made.error()));
    const BotRow bot = *made;
    for (const RoomId room : std::as_const(rooms)) {
        Status admitted = co_await admit(bot, room, bot.rooms.value(room));
        if (admitted)
            continue;
        co_await forget(bot); // what comes of it is no news to whom the first error is told
        co_return fail(std::move(admitted.error()));
    }
    co_return QJsonObject{{key("bot"), objectOf(bot)}, {key("token"), token.value}};
}

QCoro::Task<Result<QJsonObject>> BotCalls::listBots(QJsonObject request) {
    const UserId after{request.value(key("after")).toInteger()};
    Result<QList<BotRow>> bots = co_await m_storage.bots().list(after, rowsPerPage);
    co_return bots.map([](const QList<BotRow>& rows) { return listed("bots", rows, objectOf); });
}

QCoro::Task<Status> BotCalls::leaveAll(BotRow bot) {
    const QList<UserId> users{bot.user};
    Result<QList<RoomStore::Belonging>> belongings = co_await m_storage.rooms().belongings(users);
    if (!belongings)
        co_return fail(std::move(belongings.error()));
    for (const RoomStore::Belonging& belonging : std::as_const(*belongings)) {
        Result<QList<Event>> left = co_await m_storage.rooms().leave(belonging.room, bot.user, UtcTime::now());
        const bool isGone =
            !left && (left.error().kind == ErrorKind::RoomNotFound || left.error().kind == ErrorKind::RoomNotMember);
        if (!left && !isGone)
            co_return fail(std::move(left.error()));
        if (left)
            tell(*left, bot.name);
    }
    co_return Status();
}

/// Its token first, so that it does nothing more meanwhile; the account last, by which an interrupted removal finds it
/// again.
QCoro::Task<Status> BotCalls::forget(BotRow bot) {
    Status done = co_await m_storage.sessions().revoke(bot.session, UtcTime::now());
    if (done && m_news.endSession)
        m_news.endSession(bot.session);
    if (done)
        done = co_await leaveAll(bot);
    if (done)
        done = co_await m_storage.bots().remove(bot.user);
    co_return done;
}

QCoro::Task<Result<QJsonObject>> BotCalls::removeBot(QJsonObject request) {
    const QString name = normalisedLine(textIn(request, "name"));
    Result<std::optional<BotRow>> found = co_await m_storage.bots().byName(name);
    if (!found)
        co_return fail(std::move(found.error()));
    if (!*found)
        co_return fail(Error::invalid(
            QStringLiteral("name"),
            QStringLiteral("There is no bot with the name %1. \"confabd bot list\" shows the bots.").arg(name)));
    const BotRow bot = **found;
    Status done = co_await forget(bot);
    if (!done)
        co_return fail(std::move(done.error()));
    co_return QJsonObject{{key("bot"), objectOf(bot)}};
}

QCoro::Task<Result<QJsonObject>> BotCalls::addHook(QJsonObject request) {
    HookAdd wanted{RoomId{request.value(key("room")).toInteger()}, textIn(request, "name"),
                   optionalText(request, "url"), optionalText(request, "command")};
    const qint64 room = wanted.room.value;
    Result<MadeHook> made = co_await makeHook(m_storage, std::move(wanted), std::nullopt, UtcTime::now());
    if (!made && made.error().kind == ErrorKind::RoomNotFound)
        co_return fail(noSuchRoom(room));
    if (!made)
        co_return fail(std::move(made.error()));
    tell(made->change.events, made->change.hook.name);
    QJsonObject answer{{key("hook"), objectOf(made->answer.hook)}};
    if (made->answer.path)
        answer.insert(key("path"), made->answer.path->value);
    if (made->answer.key)
        answer.insert(key("key"), made->answer.key->value);
    co_return answer;
}

QCoro::Task<Result<QJsonObject>> BotCalls::listHooks(QJsonObject request) {
    Result<QList<Hook>> hooks = co_await m_storage.bots().hooks(request.value(key("after")).toInteger(), rowsPerPage);
    co_return hooks.map([](const QList<Hook>& rows) { return listed("hooks", rows, objectOf); });
}

QCoro::Task<Result<QJsonObject>> BotCalls::removeHook(QJsonObject request) {
    const qint64 id = request.value(key("id")).toInteger();
    Result<HookChange> gone =
        co_await m_storage.bots().removeHook(RoomId{}, id, std::nullopt, UtcTime::now(), permissions::mayManageHooks);
    if (!gone && gone.error().kind == ErrorKind::InputInvalid)
        co_return fail(
            Error::invalid(QStringLiteral("id"),
                           QStringLiteral("There is no webhook %1. \"confabd bot hook list\" shows them.").arg(id)));
    if (!gone)
        co_return fail(std::move(gone.error()));
    tell(gone->events, gone->hook.name);
    if (gone->session && m_news.endSession)
        m_news.endSession(gone->session);
    co_return QJsonObject{{key("hook"), objectOf(gone->hook)}};
}

} // namespace confab

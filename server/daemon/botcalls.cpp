// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/botcalls.h"

#include "common/protocol/text.h"
#include "server/chat/permissions.h"
#include "server/daemon/adminjson.h"

#include <QJsonArray>
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

Error noSuchHook(qint64 id) {
    return Error::invalid(QStringLiteral("id"),
                          QStringLiteral("There is no webhook %1. \"confabd bot hook list\" shows them.").arg(id));
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

QJsonObject objectOf(const HookAdded& added) {
    QJsonObject answer{{key("hook"), objectOf(added.hook)}};
    if (added.path)
        answer.insert(key("path"), added.path->value);
    if (added.key)
        answer.insert(key("key"), added.key->value);
    return answer;
}

std::optional<QString> optionalText(const QJsonObject& request, const char* name) {
    const QString text = textIn(request, name);
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace

const QMap<QString, BotCalls::Call>& BotCalls::calls() {
    static const QMap<QString, Call> table{{key("bot.add"), &BotCalls::addBot},
                                           {key("bot.list"), &BotCalls::listBots},
                                           {key("bot.token"), &BotCalls::renewToken},
                                           {key("bot.remove"), &BotCalls::removeBot},
                                           {key("hook.add"), &BotCalls::addHook},
                                           {key("hook.list"), &BotCalls::listHooks},
                                           {key("hook.renew"), &BotCalls::renewHookSecret},
                                           {key("hook.remove"), &BotCalls::removeHook}};
    return table;
}

bool BotCalls::knows(const QString& call) {
    return calls().contains(call);
}

QCoro::Task<Result<QJsonObject>> BotCalls::run(QJsonObject request) {
    const Call call = calls().value(textIn(request, "do"), nullptr);
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

QCoro::Task<Result<QJsonObject>> BotCalls::addBot(QJsonObject request) {
    Result<NewBot> fresh = botIn(request);
    if (!fresh)
        co_return fail(std::move(fresh.error()));
    const QString name = fresh->name;
    QList<RoomId> rooms = fresh->rooms.keys();
    std::ranges::sort(rooms);
    for (const RoomId room : std::as_const(rooms)) { // before there is anything to take back
        const Result<JoinFacts> facts = co_await m_storage.rooms().joinFacts(room, UserId{});
        if (!facts)
            co_return fail(facts.error().kind == ErrorKind::RoomNotFound ? noSuchRoom(room.value) : facts.error());
    }
    Result<MadeBot> made = co_await makeBot(m_storage, std::move(*fresh), m_news);
    if (!made && made.error().kind == ErrorKind::EmailTaken)
        co_return fail(
            Error(ErrorKind::EmailTaken, QStringLiteral("There is a bot with the name %1 already.").arg(name)));
    if (!made)
        co_return fail(std::move(made.error()));
    co_return QJsonObject{{key("bot"), objectOf(made->bot)}, {key("token"), made->token.value}};
}

QCoro::Task<Result<QJsonObject>> BotCalls::listBots(QJsonObject request) {
    const UserId after{request.value(key("after")).toInteger()};
    Result<QList<BotRow>> bots = co_await m_storage.bots().list(after, rowsPerPage);
    co_return bots.map([](const QList<BotRow>& rows) { return listed("bots", rows, objectOf); });
}

QCoro::Task<Result<BotRow>> BotCalls::botNamed(QString text) {
    const QString name = normalisedLine(text);
    Result<std::optional<BotRow>> found = co_await m_storage.bots().byName(name);
    if (!found)
        co_return fail(std::move(found.error()));
    if (!*found)
        co_return fail(Error::invalid(
            QStringLiteral("name"),
            QStringLiteral("There is no bot with the name %1. \"confabd bot list\" shows the bots.").arg(name)));
    co_return **found;
}

QCoro::Task<Result<QJsonObject>> BotCalls::renewToken(QJsonObject request) {
    Result<BotRow> bot = co_await botNamed(textIn(request, "name"));
    if (!bot)
        co_return fail(std::move(bot.error()));
    Result<MadeBot> made = co_await renewBot(m_storage, std::move(*bot), UtcTime::now(), m_news);
    if (!made)
        co_return fail(std::move(made.error()));
    co_return QJsonObject{{key("bot"), objectOf(made->bot)}, {key("token"), made->token.value}};
}

QCoro::Task<Result<QJsonObject>> BotCalls::removeBot(QJsonObject request) {
    Result<BotRow> bot = co_await botNamed(textIn(request, "name"));
    if (!bot)
        co_return fail(std::move(bot.error()));
    Status done = co_await forgetBot(m_storage, *bot, m_news);
    if (!done)
        co_return fail(std::move(done.error()));
    co_return QJsonObject{{key("bot"), objectOf(*bot)}};
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
    co_return objectOf(made->answer);
}

QCoro::Task<Result<QJsonObject>> BotCalls::renewHookSecret(QJsonObject request) {
    const HookRenew wanted{RoomId{}, request.value(key("id")).toInteger()};
    Result<MadeHook> made = co_await renewHook(m_storage, wanted, std::nullopt, UtcTime::now());
    if (!made && made.error().kind == ErrorKind::InputInvalid)
        co_return fail(noSuchHook(wanted.hook));
    if (!made)
        co_return fail(std::move(made.error()));
    if (made->change.session && m_news.endSession)
        m_news.endSession(made->change.session);
    co_return objectOf(made->answer);
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
        co_return fail(noSuchHook(id));
    if (!gone)
        co_return fail(std::move(gone.error()));
    tell(gone->events, gone->hook.name);
    if (gone->session && m_news.endSession)
        m_news.endSession(gone->session);
    co_return QJsonObject{{key("hook"), objectOf(gone->hook)}};
}

} // namespace confab

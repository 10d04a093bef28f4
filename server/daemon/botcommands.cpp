// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/botcommands.h"

#include "server/daemon/commandtext.h"

#include <QJsonArray>

#include <cstdio>

namespace confab {

namespace {

QString key(const char* name) {
    return QString::fromLatin1(name);
}

/// Beside what a script reads.
void note(const QString& line) {
    std::fprintf(stderr, "%s\n", qUtf8Printable(line));
}

/// "7:read,send"
Result<QJsonObject> roomIn(const QString& text) {
    bool isNumber = false;
    const qint64 room = text.section(u':', 0, 0).toLongLong(&isNumber);
    const QString rights = text.section(u':', 1);
    if (!isNumber || rights.isEmpty())
        return fail(Error::invalid(
            QStringLiteral("room"),
            QStringLiteral("--room %1: a room's id and rights are expected, as in 7:read,send. \"confabd room list\" "
                           "shows the rooms.")
                .arg(text)));
    return QJsonObject{{key("room"), room}, {key("rights"), rights}};
}

void sayToken(const QJsonObject& answer) {
    const QJsonObject bot = answer.value(key("bot")).toObject();
    note(QStringLiteral("Bot %1: %2. This is its token, which is not shown again:")
             .arg(numberOf(bot, "id"), textOf(bot, "name")));
    say(answer.value(key("token")).toString());
}

Status addBot(AdminDoor& door, const Command& command) {
    QJsonArray rooms;
    for (const QString& text : command.botRooms) {
        const Result<QJsonObject> room = roomIn(text);
        if (!room)
            return fail(room.error());
        rooms.append(*room);
    }
    return door.ask({{key("do"), key("bot.add")}, {key("name"), command.userName}, {key("rooms"), rooms}})
        .map(sayToken);
}

Status renewBot(AdminDoor& door, const Command& command) {
    return door.ask({{key("do"), key("bot.token")}, {key("name"), command.userName}}).map(sayToken);
}

Status listBots(AdminDoor& door) {
    return listAll(door, "bot.list", "bots", QStringLiteral("    Id  Created     Name, and its rooms"),
                   QStringLiteral("There are no bots yet. \"confabd bot add\" makes one."), [](const QJsonObject& bot) {
                       return QString(numberOf(bot, "id").rightJustified(6) % u"  " % dayOf(bot, "createdAt") % u"  " %
                                      textOf(bot, "name") % u", " % textOf(bot, "rooms"));
                   });
}

Status removeBot(AdminDoor& door, const Command& command) {
    return door.ask({{key("do"), key("bot.remove")}, {key("name"), command.userName}})
        .map([](const QJsonObject& answer) {
            say(QStringLiteral("Removed the bot %1. Its token is void, its messages stay.")
                    .arg(textOf(answer.value(key("bot")).toObject(), "name")));
        });
}

void saySecret(const QJsonObject& answer) {
    const bool isIncoming = answer.contains(key("path"));
    const QString id = numberOf(answer.value(key("hook")).toObject(), "id");
    note(isIncoming
             ? QStringLiteral("Webhook %1. Post to this path of the server, which is not shown again:").arg(id)
             : QStringLiteral("Webhook %1. Its requests are signed with this, which is not shown again:").arg(id));
    say(answer.value(key(isIncoming ? "path" : "key")).toString());
}

Status addHook(AdminDoor& door, const Command& command) {
    QJsonObject request{{key("do"), key("hook.add")}, {key("room"), command.hookRoom}, {key("name"), command.userName}};
    if (!command.hookUrl.isEmpty())
        request.insert(key("url"), command.hookUrl);
    if (!command.hookCommand.isEmpty())
        request.insert(key("command"), command.hookCommand);
    return door.ask(request).map(saySecret);
}

Status renewHook(AdminDoor& door, const Command& command) {
    return door.ask({{key("do"), key("hook.renew")}, {key("id"), command.hookId}}).map(saySecret);
}

Status listHooks(AdminDoor& door) {
    return listAll(door, "hook.list", "hooks", QStringLiteral("    Id  Created       Room  Name"),
                   QStringLiteral("There are no webhooks yet. \"confabd bot hook add\" makes one."),
                   [](const QJsonObject& hook) {
                       const QString url = textOf(hook, "url");
                       const QString command = textOf(hook, "command");
                       return QString(numberOf(hook, "id").rightJustified(6) % u"  " % dayOf(hook, "createdAt") %
                                      u"  " % numberOf(hook, "room").rightJustified(6) % u"  " % textOf(hook, "name") %
                                      (command.isEmpty() ? QString() : QString(u"  " % command)) %
                                      (url.isEmpty() ? QString() : QString(u"  to " % url)) %
                                      (hook.contains(key("disabledAt")) ? u" (disabled: nobody answered)" : u""));
                   });
}

Status removeHook(AdminDoor& door, const Command& command) {
    return door.ask({{key("do"), key("hook.remove")}, {key("id"), command.hookId}}).map([](const QJsonObject& answer) {
        say(QStringLiteral("Removed the webhook %1. Its messages stay.")
                .arg(textOf(answer.value(key("hook")).toObject(), "name")));
    });
}

} // namespace

Status runBotCommand(const Config& config, const Command& command) {
    const Result<std::unique_ptr<AdminDoor>> door = openAdminDoor(config);
    if (!door)
        return fail(door.error());
    switch (command.kind) {
    case Command::Kind::AddBot:
        return addBot(**door, command);
    case Command::Kind::RenewBot:
        return renewBot(**door, command);
    case Command::Kind::RemoveBot:
        return removeBot(**door, command);
    case Command::Kind::AddHook:
        return addHook(**door, command);
    case Command::Kind::ListHooks:
        return listHooks(**door);
    case Command::Kind::RenewHook:
        return renewHook(**door, command);
    case Command::Kind::RemoveHook:
        return removeHook(**door, command);
    default:
        return listBots(**door);
    }
}

} // namespace confab

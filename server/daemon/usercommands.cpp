// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/usercommands.h"

#include "common/core/secretline.h"
#include "common/core/secretprompt.h"
#include "common/protocol/limits.h"
#include "server/daemon/commandtext.h"

#include <QJsonArray>

#include <cstdio>
#include <unistd.h>

namespace confab {

namespace {

QString key(const char* name) {
    return QString::fromLatin1(name);
}

/// On a terminal it prompts twice; a script writes one line.
Result<Secret> newPassword() {
    if (!isStandardInputTerminal())
        return readSecret(STDIN_FILENO, limits::passwordBytes);
    return askNewSecret(QStringLiteral("New password"), QStringLiteral("The same again"), limits::passwordBytes);
}

QString nameOf(const QJsonObject& user) {
    return QString(textOf(user, "name") % u" <" % textOf(user, "email") % u">");
}

QJsonObject userIn(const QJsonObject& answer) {
    return answer.value(key("user")).toObject();
}

/// What is done, and to whom.
QJsonObject requestOf(const char* what, const Command& command) {
    QJsonObject request{{key("do"), key(what)}, {key("email"), command.userEmail}};
    if (!command.userName.isEmpty())
        request.insert(key("name"), command.userName);
    return request;
}

Result<QJsonObject> askWithPassword(AdminDoor& door, QJsonObject request) {
    const Result<Secret> password = newPassword();
    if (!password)
        return fail(password.error());
    request.insert(key("password"), password->value);
    return door.ask(request);
}

Status add(AdminDoor& door, const Command& command) {
    const Result<QJsonObject> checked = door.ask(requestOf("user.check", command));
    if (!checked) // before the question
        return fail(checked.error());
    return askWithPassword(door, requestOf("user.add", command)).map([](const QJsonObject& answer) {
        const QJsonObject user = userIn(answer);
        say(QStringLiteral("Account %1: %2").arg(numberOf(user, "id"), nameOf(user)));
    });
}

Status resetPassword(AdminDoor& door, const Command& command) {
    const Result<QJsonObject> found = door.ask(requestOf("user.find", command));
    if (!found)
        return fail(found.error());
    return askWithPassword(door, requestOf("user.password", command)).map([](const QJsonObject& answer) {
        say(QStringLiteral("%1 has a new password. All devices of the account are signed out.")
                .arg(nameOf(userIn(answer))));
    });
}

Status disable(AdminDoor& door, const Command& command) {
    return door.ask(requestOf("user.disable", command)).map([](const QJsonObject& answer) {
        say(QStringLiteral("%1 is disabled: it can't sign in, and all its devices are signed out.")
                .arg(nameOf(userIn(answer))));
    });
}

Status enable(AdminDoor& door, const Command& command) {
    return door.ask(requestOf("user.enable", command)).map([](const QJsonObject& answer) {
        say(QStringLiteral("%1 can sign in, with the password that it had.").arg(nameOf(userIn(answer))));
    });
}

Status removeSecondFactor(AdminDoor& door, const Command& command) {
    return door.ask(requestOf("user.noSecondFactor", command)).map([](const QJsonObject& answer) {
        say(QStringLiteral("%1 signs in with the password alone.").arg(nameOf(userIn(answer))));
    });
}

Status setAdministrator(AdminDoor& door, const Command& command) {
    QJsonObject request = requestOf("user.admin", command);
    request.insert(key("on"), command.isAdministrator);
    return door.ask(request).map([&command](const QJsonObject& answer) {
        const QString done = command.isAdministrator ? QStringLiteral("%1 administers this server.")
                                                     : QStringLiteral("%1 administers this server no more.");
        say(done.arg(nameOf(userIn(answer))));
    });
}

Status listUsers(AdminDoor& door) {
    return listAll(
        door, "user.list", "users", QStringLiteral("    Id  Created     Devices  Name <e-mail>"),
        QStringLiteral("There are no accounts yet. \"confabd user add\" creates one."), [](const QJsonObject& user) {
            const bool isDisabled = user.value(key("isDisabled")).toBool();
            const bool hasSecondFactor = user.value(key("hasSecondFactor")).toBool();
            return QString(numberOf(user, "id").rightJustified(6) % u"  " % dayOf(user, "createdAt") % u"  " %
                           numberOf(user, "sessions").rightJustified(7) % u"  " % nameOf(user) %
                           (user.value(key("isAdministrator")).toBool() ? u" (administrator)" : u"") %
                           (isDisabled ? u" (disabled)" : u"") % (hasSecondFactor ? u" (second factor)" : u""));
        });
}

Status listRooms(AdminDoor& door) {
    return listAll(door, "room.list", "rooms", QStringLiteral("    Id  Created     Members    Events  Kind     Name"),
                   QStringLiteral("There are no rooms yet."), [](const QJsonObject& room) {
                       const bool isDirect = textOf(room, "kind") == u"direct";
                       const QString kind = isDirect ? QStringLiteral("direct") : textOf(room, "visibility");
                       const QString name = isDirect ? QString() : QString(u"  " % textOf(room, "name"));
                       return QString(numberOf(room, "id").rightJustified(6) % u"  " % dayOf(room, "createdAt") %
                                      u"  " % numberOf(room, "members").rightJustified(7) % u"  " %
                                      numberOf(room, "lastSeq").rightJustified(8) % u"  " % kind.leftJustified(7) %
                                      name);
                   });
}

Status listSessions(AdminDoor& door, const Command& command) {
    return door.ask(requestOf("user.sessions", command)).map([](const QJsonObject& answer) {
        const QJsonArray sessions = answer.value(key("sessions")).toArray();
        say(sessions.isEmpty() ? QStringLiteral("%1 is signed in on no device.").arg(nameOf(userIn(answer)))
                               : QStringLiteral("Signed in    Last renewed  Ends        Device"));
        for (const QJsonValue& value : sessions) {
            const QJsonObject session = value.toObject();
            say(QString(dayOf(session, "createdAt") % u"   " % dayOf(session, "usedAt") % u"    " %
                        dayOf(session, "endsAt") % u"  " % textOf(session, "device")));
        }
    });
}

/// A person confirms on the terminal; a script passes --yes. `what` is a question and a warning.
Status confirm(const QString& what, const Command& command) {
    if (command.isConfirmed)
        return {};
    if (!isStandardInputTerminal())
        return fail(
            Error::invalid(QStringLiteral("yes"), QStringLiteral("This can't be undone. Add --yes to confirm it.")));
    std::printf("%s Type yes to confirm: ", qUtf8Printable(what));
    std::fflush(stdout);
    char answer[8] = {};
    if (std::fgets(answer, sizeof answer, stdin) != nullptr && qstrcmp(answer, "yes\n") == 0)
        return {};
    return fail(Error::invalid(QStringLiteral("yes"), QStringLiteral("Nothing was removed.")));
}

QString rooms(qint64 count) {
    return count == 1 ? QStringLiteral("1 room") : QStringLiteral("%1 rooms").arg(count);
}

Status remove(AdminDoor& door, const Command& command) {
    const Result<QJsonObject> found = door.ask(requestOf("user.find", command));
    if (!found)
        return fail(found.error());
    const QString what = QStringLiteral("Remove the account %1?\nIts messages stay. It can't be restored.");
    if (Status confirmed = confirm(what.arg(nameOf(userIn(*found))), command); !confirmed)
        return confirmed;
    return door.ask(requestOf("user.remove", command)).map([](const QJsonObject& removal) {
        const qint64 deleted = removal.value(key("roomsDeleted")).toInteger();
        QString done = QStringLiteral("Removed the account %1. It has left %2.")
                           .arg(nameOf(userIn(removal)), rooms(removal.value(key("roomsLeft")).toInteger()));
        if (deleted > 0)
            done += QStringLiteral(" %1 without other members, private and without a password, deleted.")
                        .arg(rooms(deleted));
        say(done);
    });
}

Status erase(AdminDoor& door, const Command& command) {
    const Result<QJsonObject> found = door.ask(requestOf("user.find", command));
    if (!found)
        return fail(found.error());
    const QString what = QStringLiteral("Erase %1?\nThe account goes, with all of its messages and files. They can't "
                                        "be restored.");
    if (Status confirmed = confirm(what.arg(nameOf(userIn(*found))), command); !confirmed)
        return confirmed;
    return door.ask(requestOf("user.erase", command)).map([](const QJsonObject& erasure) {
        say(QStringLiteral("Erased: %1 messages, and the name and address of the account, which has left %2. Bytes of "
                           "files go when the server starts.")
                .arg(numberOf(erasure, "messages"), rooms(erasure.value(key("roomsLeft")).toInteger())));
    });
}

Status keepRoom(AdminDoor& door, const Command& command) {
    QJsonObject request{{key("do"), key("room.keep")}, {key("room"), command.keptRoom}};
    if (command.keepDays)
        request.insert(key("days"), *command.keepDays);
    return door.ask(request).map([](const QJsonObject& room) {
        const qint64 days = room.value(key("days")).toInteger();
        QString kept = QStringLiteral("for %1 days").arg(days);
        if (days <= 0)
            kept = days == 0 ? QStringLiteral("for ever") : QStringLiteral("as --keep-days of the server says");
        say(QStringLiteral("%1 (%2): messages are kept %3.").arg(textOf(room, "name"), numberOf(room, "id"), kept));
    });
}

} // namespace

Status runUserCommand(const Config& config, const Command& command) {
    const Result<std::unique_ptr<AdminDoor>> door = openAdminDoor(config);
    if (!door)
        return fail(door.error());
    switch (command.kind) {
    case Command::Kind::AddUser:
        return add(**door, command);
    case Command::Kind::ResetPassword:
        return resetPassword(**door, command);
    case Command::Kind::DisableUser:
        return disable(**door, command);
    case Command::Kind::EnableUser:
        return enable(**door, command);
    case Command::Kind::SetAdministrator:
        return setAdministrator(**door, command);
    case Command::Kind::NoSecondFactor:
        return removeSecondFactor(**door, command);
    case Command::Kind::ListSessions:
        return listSessions(**door, command);
    case Command::Kind::ListRooms:
        return listRooms(**door);
    case Command::Kind::RemoveUser:
        return remove(**door, command);
    case Command::Kind::EraseUser:
        return erase(**door, command);
    case Command::Kind::KeepRoom:
        return keepRoom(**door, command);
    default:
        return listUsers(**door);
    }
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/botcalls.h"
#include "server/daemon/useradmin.h"

#include <QJsonObject>

namespace confab {

/// The calls of the administration, as objects: {"do": "user.list", "after": 0} gives {"users": […]}. They are between
/// a confabd and itself, of the same version, and no protocol for others.
///
/// | do | members | answer |
/// | --- | --- | --- |
/// | user.list | after | users, by id: id, name, email, createdAt, isDisabled, sessions, hasSecondFactor,
/// isAdministrator | | user.find | email | user | | user.check, user.add | name, email; password | user | |
/// user.password | email, password | user | | user.disable, user.enable, user.noSecondFactor | email | user | |
/// user.admin | email, on | user | | user.sessions | email | user, sessions: id, device, createdAt, usedAt, endsAt | |
/// user.remove | email | user, roomsLeft, roomsDeleted | | user.erase | email | as user.remove, and messages | |
/// room.keep | room: its id or name; days: absent to ask, -1 as the server says | id, name, days: -1 likewise | |
/// room.list | after | rooms, by id: id, name, kind, visibility, members, lastSeq, createdAt | | bot.…, hook.… | |
/// BotCalls | | server.database | | database: Installation::database |
///
/// Times are milliseconds since 1970.
/// Thread: the storage's home thread. Owned by: ChatParts, or by a command on a database that no server uses.
class AdminCalls {
public:
    /// `mayRemove`: whether nobody has the rooms open whose members a removal changes.
    AdminCalls(SqlStorage& storage, Passwords& passwords, AdminNews news, bool mayRemove);

    /// Errors: sentences for the operator; MethodNotFound.
    QCoro::Task<Result<QJsonObject>> run(QJsonObject request);

private:
    QCoro::Task<Result<QJsonObject>> listUsers(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> findUser(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> checkNew(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> addUser(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> resetPassword(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> disable(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> enable(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> setAdministrator(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> removeSecondFactor(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> listSessions(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> removeUser(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> eraseUser(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> keepRoom(QJsonObject request);
    QCoro::Task<Result<RoomStanding>> roomNamed(QString idOrName);
    QCoro::Task<Result<QJsonObject>> listRooms(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> nameDatabase(QJsonObject request);

    SqlStorage& m_storage;
    UserAdmin m_users;
    BotCalls m_bots;
    const bool m_mayRemove;
};

/// An error as an answer, {"error": sentence, "kind": its name}, and back.
QJsonObject answerOf(const Error& error);
Result<QJsonObject> resultOf(const QJsonObject& answer);

} // namespace confab

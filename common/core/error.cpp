// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/error.h"

#include <array>

namespace confab {

namespace {

// The codes -32700 … -32600 are JSON-RPC's own; -32001 … are Confab's. A code is never reused.
constexpr std::array rows{
    ErrorRow{ErrorKind::ParseError, "rpc.parseError", -32700, false, "The frame could not be parsed"},
    ErrorRow{ErrorKind::InvalidRequest, "rpc.invalidRequest", -32600, false, "Not a JSON-RPC 2.0 request"},
    ErrorRow{ErrorKind::MethodNotFound, "rpc.methodNotFound", -32601, false, "There is no such method"},
    ErrorRow{ErrorKind::InputInvalid, "input.invalid", -32602, false, "A parameter is missing or not valid"},
    ErrorRow{ErrorKind::Internal, "server.internal", -32603, true, "The server could not do this"},
    ErrorRow{ErrorKind::AuthRequired, "auth.required", -32001, false, "Sign in first"},
    ErrorRow{ErrorKind::AuthInvalid, "auth.invalid", -32002, false, "The e-mail address or the password is wrong"},
    ErrorRow{ErrorKind::AuthExpired, "auth.expired", -32003, false, "The session has expired"},
    ErrorRow{ErrorKind::AuthThrottled, "auth.throttled", -32004, true, "Too many attempts; wait a moment"},
    ErrorRow{ErrorKind::AuthCodeRequired, "auth.codeRequired", -32007, false, "Enter a code of your second factor"},
    ErrorRow{ErrorKind::AuthWrongCode, "auth.wrongCode", -32008, false, "The code is wrong or was used already"},
    ErrorRow{ErrorKind::EmailTaken, "account.emailTaken", -32005, false,
             "An account with this e-mail address already exists"},
    ErrorRow{ErrorKind::RegistrationClosed, "account.registrationClosed", -32006, false,
             "This server does not accept new accounts"},
    ErrorRow{ErrorKind::RoomNotFound, "room.notFound", -32009, false, "There is no such room"},
    ErrorRow{ErrorKind::RoomNotMember, "room.notMember", -32010, false, "You are not a member of this room"},
    ErrorRow{ErrorKind::RoomWrongPassword, "room.wrongPassword", -32011, false, "The room's password is wrong"},
    ErrorRow{ErrorKind::RoomFull, "room.full", -32012, true, "The room is full"},
    ErrorRow{ErrorKind::RoomForbidden, "room.forbidden", -32013, false, "Your role in this room does not allow this"},
    ErrorRow{ErrorKind::RoomBanned, "room.banned", -32014, false, "You are banned from this room"},
    ErrorRow{ErrorKind::RoomMuted, "room.muted", -32015, false, "You can't write in this room for now"},
    ErrorRow{ErrorKind::InviteNotFound, "invite.notFound", -32016, false,
             "This invitation does not exist or has ended"},
    ErrorRow{ErrorKind::UserBlocked, "user.blocked", -32017, false, "This person does not take messages from you"},
    ErrorRow{ErrorKind::AdminForbidden, "admin.forbidden", -32018, false,
             "Only administrators of this server may do that"},
    ErrorRow{ErrorKind::MessageTooLong, "message.tooLong", -32020, false, "The message is too long"},
    ErrorRow{ErrorKind::MessageEmpty, "message.empty", -32021, false, "The message is empty"},
    ErrorRow{ErrorKind::FileTooLarge, "file.tooLarge", -32022, false, "The file is too large"},
    ErrorRow{ErrorKind::FileQuota, "file.quota", -32023, false, "There is no space left for your files"},
    ErrorRow{ErrorKind::FileNotFound, "file.notFound", -32024, false, "There is no such file"},
    ErrorRow{ErrorKind::RateLimited, "rate.limited", -32030, true, "Too fast; wait a moment"},
    ErrorRow{ErrorKind::ServerBusy, "server.busy", -32031, true, "The server is busy; try again in a moment"},
    ErrorRow{ErrorKind::ServerDraining, "server.draining", -32032, true, "The server is about to stop; reconnect"},
    ErrorRow{ErrorKind::Disconnected, "client.disconnected", 0, true, "The connection was lost"},
    ErrorRow{ErrorKind::Timeout, "client.timeout", 0, true, "The server did not answer in time"},
    ErrorRow{ErrorKind::Unavailable, "client.unavailable", 0, true, "Not available"},
};

} // namespace

std::span<const ErrorRow> errorRows() {
    return rows;
}

const ErrorRow& errorRow(ErrorKind kind) {
    for (const ErrorRow& row : rows) {
        if (row.kind == kind)
            return row;
    }
    Q_UNREACHABLE();
}

std::optional<ErrorKind> errorKindNamed(QStringView name) {
    for (const ErrorRow& row : rows) {
        if (name == QLatin1String(row.name.data(), qsizetype(row.name.size())))
            return row.kind;
    }
    return std::nullopt;
}

Error::Error(ErrorKind kind) : Error(kind, QString::fromLatin1(errorRow(kind).text)) {}

Error::Error(ErrorKind kind, QString message) : kind(kind), message(std::move(message)) {}

Error Error::invalid(QString path, QString message) {
    Error error(ErrorKind::InputInvalid, std::move(message));
    error.path = std::move(path);
    return error;
}

Error Error::retryLater(ErrorKind kind, qint64 afterMs) {
    Error error(kind);
    error.retryAfterMs = afterMs;
    return error;
}

} // namespace confab

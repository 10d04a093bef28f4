// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>
#include <span>
#include <string_view>
#include <tl/expected.hpp>

namespace confab {

/// Every way a request can fail, in all parts of Confab and on the wire. The table behind it is errorRows().
enum class ErrorKind {
    ParseError,
    InvalidRequest,
    MethodNotFound,
    InputInvalid,
    Internal,
    AuthRequired,
    AuthInvalid,
    AuthExpired,
    AuthThrottled,
    AuthCodeRequired,
    AuthWrongCode,
    EmailTaken,
    RegistrationClosed,
    RoomNotFound,
    RoomNotMember,
    RoomWrongPassword,
    RoomFull,
    RoomForbidden,
    RoomBanned,
    RoomMuted,
    InviteNotFound,
    UserBlocked,
    AdminForbidden,
    MessageTooLong,
    MessageEmpty,
    FileTooLarge,
    FileQuota,
    FileNotFound,
    RateLimited,
    ServerBusy,
    ServerDraining,
    // Local only, never on the wire:
    Disconnected, ///< the connection went away before the answer came; the outcome is unknown
    Timeout,      ///< no answer within the request's time; the outcome is unknown
    Unavailable,  ///< a part this process relies on (file, database, keychain) can't be used
};
/// How many kinds there are; their numbers are 0, 1, 2, …
inline constexpr size_t errorKinds = size_t(ErrorKind::Unavailable) + 1;

/// One line of the error table.
struct ErrorRow {
    ErrorKind kind;
    std::string_view name; ///< the stable name, `error.data.kind` on the wire
    int code;              ///< the JSON-RPC code
    bool retryable;        ///< whether the same request may succeed later without a change
    std::string_view text; ///< the default sentence for people
};

std::span<const ErrorRow> errorRows();
const ErrorRow& errorRow(ErrorKind kind);
/// The kind with this wire name, or nothing for a name that this version does not know.
std::optional<ErrorKind> errorKindNamed(QStringView name);

/// A failure as a value: what kind, one sentence for people, and the facts that some kinds carry.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    QString path;                       ///< InputInvalid: which member, for example "params.name"
    std::optional<qint64> retryAfterMs; ///< AuthThrottled, RateLimited, ServerBusy, ServerDraining
    std::optional<qint64> capacity;     ///< RoomFull: how many fit
    std::optional<qint64> limit;        ///< FileTooLarge: the most bytes
    std::optional<qint64> untilMs;      ///< RoomBanned, RoomMuted: when it ends, as UtcTime; none: not by itself
    QString challenge;                  ///< AuthCodeRequired: to be sent back with the code

    /// With the table's own sentence.
    explicit Error(ErrorKind kind);
    Error(ErrorKind kind, QString message);
    static Error invalid(QString path, QString message);
    static Error retryLater(ErrorKind kind, qint64 afterMs);
};

/// What every operation that can fail returns.
template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}
inline tl::unexpected<Error> fail(ErrorKind kind) {
    return tl::unexpected<Error>(Error(kind));
}

} // namespace confab

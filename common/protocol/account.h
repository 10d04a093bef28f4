// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/protocol/method.h"
#include "common/protocol/types.h"

/// Accounts, sessions and what is known of other people.
namespace confab {

// ---- answers -------------------------------------------------------------------------------------------------------

/// A signed-in device: who, with which tokens, and the rooms to show.
struct Auth {
    User user;
    Secret accessToken;
    Secret refreshToken;
    UtcTime expiresAt;        ///< of the access token
    QList<Room> rooms;        ///< by id
    std::optional<bool> more; ///< true: one is in further rooms, so ask room.list after the last of these
    template <class Self = Auth>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user),
                          field("accessToken", &Self::accessToken),
                          field("refreshToken", &Self::refreshToken),
                          field("expiresAt", &Self::expiresAt),
                          field("rooms", &Self::rooms),
                          field("more", &Self::more)};
    }
};

struct Resumed {
    User user;
    QList<Room> rooms;        ///< like those of Auth
    std::optional<bool> more; ///< likewise
    template <class Self = Resumed>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("rooms", &Self::rooms), field("more", &Self::more)};
    }
};

struct UsersAnswer {
    QList<User> users;
    template <class Self = UsersAnswer>
    static constexpr auto fields() {
        return std::tuple{field("users", &Self::users)};
    }
};

struct UserAnswer {
    User user;
    template <class Self = UserAnswer>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user)};
    }
};

struct FileAnswer {
    File file;
    template <class Self = FileAnswer>
    static constexpr auto fields() {
        return std::tuple{field("file", &Self::file)};
    }
};

/// A device on which the caller is signed in.
struct DeviceSession {
    SessionId id;
    QString device; ///< as its client called itself
    UtcTime createdAt;
    UtcTime lastUsedAt;             ///< when its tokens were renewed last, which clients do every few minutes
    std::optional<QString> address; ///< from which that was; absent: not known
    bool current = false;           ///< the caller's own
    template <class Self = DeviceSession>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),
                          field("device", &Self::device),
                          field("createdAt", &Self::createdAt),
                          field("lastUsedAt", &Self::lastUsedAt),
                          field("address", &Self::address),
                          field("current", &Self::current)};
    }
};

struct SessionsAnswer {
    QList<DeviceSession> sessions; ///< the most recently used first
    template <class Self = SessionsAnswer>
    static constexpr auto fields() {
        return std::tuple{field("sessions", &Self::sessions)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------

struct AccountRegister {
    static constexpr std::string_view method = "account.register";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    QString name;
    QString email;
    Secret password;
    std::optional<QString> device;
    std::optional<Secret> invite = std::nullopt; ///< a code: the new account is a member of its room
    template <class Self = AccountRegister>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name, {1, limits::nameChars}),
                          field("email", &Self::email, {3, limits::emailChars}),
                          field("password", &Self::password, {limits::passwordMinChars, limits::passwordBytes}),
                          field("device", &Self::device, {0, limits::deviceChars}),
                          field("invite", &Self::invite, {1, limits::inviteChars})};
    }
};

struct AccountLogin {
    static constexpr std::string_view method = "account.login";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    QString email;
    Secret password;
    std::optional<QString> device;
    template <class Self = AccountLogin>
    static constexpr auto fields() {
        return std::tuple{field("email", &Self::email, {0, limits::emailChars}),
                          field("password", &Self::password, {0, limits::passwordBytes}),
                          field("device", &Self::device, {0, limits::deviceChars})};
    }
};

struct SessionResume {
    static constexpr std::string_view method = "session.resume";
    static constexpr Access access = Access::Anyone;
    using Answer = Resumed;
    Secret accessToken;
    template <class Self = SessionResume>
    static constexpr auto fields() {
        return std::tuple{field("accessToken", &Self::accessToken, {1, 2000})};
    }
};

struct AccountRefresh {
    static constexpr std::string_view method = "account.refresh";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    Secret refreshToken;
    template <class Self = AccountRefresh>
    static constexpr auto fields() {
        return std::tuple{field("refreshToken", &Self::refreshToken, {1, 200})};
    }
};

struct AccountLogout {
    static constexpr std::string_view method = "account.logout";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    template <class Self = AccountLogout>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

/// Another password in place of the present one. All other sessions of the caller end.
struct AccountChangePassword {
    static constexpr std::string_view method = "account.changePassword";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    Secret oldPassword;
    Secret newPassword;
    template <class Self = AccountChangePassword>
    static constexpr auto fields() {
        return std::tuple{field("old", &Self::oldPassword, {0, limits::passwordBytes}),
                          field("new", &Self::newPassword, {limits::passwordMinChars, limits::passwordBytes})};
    }
};

/// Another e-mail address, with which the caller signs in from now on.
struct AccountChangeEmail {
    static constexpr std::string_view method = "account.changeEmail";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    QString email;
    Secret password;
    template <class Self = AccountChangeEmail>
    static constexpr auto fields() {
        return std::tuple{field("email", &Self::email, {3, limits::emailChars}),
                          field("password", &Self::password, {0, limits::passwordBytes})};
    }
};

/// The account ends, and what the caller wrote is erased.
struct AccountDelete {
    static constexpr std::string_view method = "account.delete";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    Secret password;
    template <class Self = AccountDelete>
    static constexpr auto fields() {
        return std::tuple{field("password", &Self::password, {0, limits::passwordBytes})};
    }
};

/// All that the server keeps of the caller, as a file that they alone may read.
struct AccountExport {
    static constexpr std::string_view method = "account.export";
    static constexpr Access access = Access::SignedIn;
    using Answer = FileAnswer;
    template <class Self = AccountExport>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

/// Another password by the link of an administrator, for who has lost theirs. All sessions of the account end; a second
/// factor stays.
struct AccountReset {
    static constexpr std::string_view method = "account.reset";
    static constexpr Access access = Access::Anyone;
    using Answer = Empty;
    Secret token; ///< of the link
    Secret password;
    template <class Self = AccountReset>
    static constexpr auto fields() {
        return std::tuple{field("token", &Self::token, {1, 200}),
                          field("password", &Self::password, {limits::passwordMinChars, limits::passwordBytes})};
    }
};

/// The caller's devices that are signed in.
struct SessionList {
    static constexpr std::string_view method = "session.list";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = SessionsAnswer;
    template <class Self = SessionList>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

/// Signs one of the caller's devices out.
struct SessionEnd {
    static constexpr std::string_view method = "session.end";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    SessionId id;
    template <class Self = SessionEnd>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id)};
    }
};

/// People of the server, by name or by the whole of an e-mail address.
struct UserFind {
    static constexpr std::string_view method = "user.find";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = UsersAnswer;
    QString query;
    std::optional<int> limit;
    template <class Self = UserFind>
    static constexpr auto fields() {
        return std::tuple{field("query", &Self::query, {1, limits::nameChars}),
                          field("limit", &Self::limit, {1, limits::foundPeople})};
    }
};

struct UserGet {
    static constexpr std::string_view method = "user.get";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = UsersAnswer;
    QList<UserId> ids;
    template <class Self = UserGet>
    static constexpr auto fields() {
        return std::tuple{field("ids", &Self::ids, {0, limits::usersPerRequest})};
    }
};

} // namespace confab

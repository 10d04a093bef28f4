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
    static constexpr auto fields() {
        return std::tuple{field("user", &Auth::user),
                          field("accessToken", &Auth::accessToken),
                          field("refreshToken", &Auth::refreshToken),
                          field("expiresAt", &Auth::expiresAt),
                          field("rooms", &Auth::rooms),
                          field("more", &Auth::more)};
    }
};

struct Resumed {
    User user;
    QList<Room> rooms;        ///< like those of Auth
    std::optional<bool> more; ///< likewise
    static constexpr auto fields() {
        return std::tuple{field("user", &Resumed::user), field("rooms", &Resumed::rooms),
                          field("more", &Resumed::more)};
    }
};

struct UsersAnswer {
    QList<User> users;
    static constexpr auto fields() { return std::tuple{field("users", &UsersAnswer::users)}; }
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
    static constexpr auto fields() {
        return std::tuple{
            field("name", &AccountRegister::name, {1, limits::nameChars}),
            field("email", &AccountRegister::email, {3, limits::emailChars}),
            field("password", &AccountRegister::password, {limits::passwordMinChars, limits::passwordBytes}),
            field("device", &AccountRegister::device, {0, limits::deviceChars})};
    }
};

struct AccountLogin {
    static constexpr std::string_view method = "account.login";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    QString email;
    Secret password;
    std::optional<QString> device;
    static constexpr auto fields() {
        return std::tuple{field("email", &AccountLogin::email, {0, limits::emailChars}),
                          field("password", &AccountLogin::password, {0, limits::passwordBytes}),
                          field("device", &AccountLogin::device, {0, limits::deviceChars})};
    }
};

struct SessionResume {
    static constexpr std::string_view method = "session.resume";
    static constexpr Access access = Access::Anyone;
    using Answer = Resumed;
    Secret accessToken;
    static constexpr auto fields() { return std::tuple{field("accessToken", &SessionResume::accessToken, {1, 2000})}; }
};

struct AccountRefresh {
    static constexpr std::string_view method = "account.refresh";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    Secret refreshToken;
    static constexpr auto fields() {
        return std::tuple{field("refreshToken", &AccountRefresh::refreshToken, {1, 200})};
    }
};

struct AccountLogout {
    static constexpr std::string_view method = "account.logout";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    static constexpr auto fields() { return std::tuple<>{}; }
};

/// People of the server, by name or by the whole of an e-mail address.
struct UserFind {
    static constexpr std::string_view method = "user.find";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = UsersAnswer;
    QString query;
    std::optional<int> limit;
    static constexpr auto fields() {
        return std::tuple{field("query", &UserFind::query, {1, limits::nameChars}),
                          field("limit", &UserFind::limit, {1, limits::foundPeople})};
    }
};

struct UserGet {
    static constexpr std::string_view method = "user.get";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = UsersAnswer;
    QList<UserId> ids;
    static constexpr auto fields() { return std::tuple{field("ids", &UserGet::ids, {0, limits::usersPerRequest})}; }
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/invite.h"

/// What administrators of a server do, beside its operator's shell.
namespace confab {

namespace limits {
inline constexpr int adminPage = 200; // people, rooms and entries in one answer
inline constexpr int retentionDays = 36'500;
} // namespace limits

/// An account as an administrator sees it.
struct AccountInfo {
    User user; ///< with e-mail address, role and second factor
    UtcTime createdAt;
    std::optional<UtcTime> lastSeenAt = std::nullopt; ///< when the last session was used
    int sessions = 0;                                 ///< devices that are signed in
    bool disabled = false;
    template <class Self = AccountInfo>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("createdAt", &Self::createdAt),
                          field("lastSeenAt", &Self::lastSeenAt), field("sessions", &Self::sessions),
                          field("disabled", &Self::disabled)};
    }
};

/// A room as an administrator sees it, who needs no membership and reads no messages.
struct RoomInfo {
    RoomId id;
    QString name;
    RoomKind kind = RoomKind::Room;
    Visibility visibility = Visibility::Public;
    int members = 0;
    Seq lastSeq = 0;
    UtcTime createdAt;
    std::optional<bool> archived = std::nullopt; ///< true, or absent
    template <class Self = RoomInfo>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),
                          field("name", &Self::name),
                          field("kind", &Self::kind),
                          field("visibility", &Self::visibility),
                          field("members", &Self::members),
                          field("lastSeq", &Self::lastSeq),
                          field("createdAt", &Self::createdAt),
                          field("archived", &Self::archived)};
    }
};

/// Something that an administrator or the operator did.
struct AuditEntry {
    qint64 id = 0;
    UtcTime at;
    std::optional<User> by = std::nullopt; ///< absent: the operator
    QString action;                        ///< the method, such as "admin.setUser"
    std::optional<User> user = std::nullopt;
    std::optional<RoomId> room = std::nullopt;
    QString detail; ///< what changed, for people
    template <class Self = AuditEntry>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),         field("at", &Self::at),     field("by", &Self::by),
                          field("action", &Self::action), field("user", &Self::user), field("room", &Self::room),
                          field("detail", &Self::detail)};
    }
};

// ---- answers -------------------------------------------------------------------------------------------------------

struct AccountsPage {
    QList<AccountInfo> users; ///< by id
    bool more = false;
    template <class Self = AccountsPage>
    static constexpr auto fields() {
        return std::tuple{field("users", &Self::users), field("more", &Self::more)};
    }
};

struct RoomInfosPage {
    QList<RoomInfo> rooms; ///< by id
    bool more = false;
    template <class Self = RoomInfosPage>
    static constexpr auto fields() {
        return std::tuple{field("rooms", &Self::rooms), field("more", &Self::more)};
    }
};

struct AuditPage {
    QList<AuditEntry> entries; ///< by id: with `after` the next ones, else the latest
    bool more = false;
    template <class Self = AuditPage>
    static constexpr auto fields() {
        return std::tuple{field("entries", &Self::entries), field("more", &Self::more)};
    }
};

struct ResetLink {
    Secret link; ///< as Invite::url; for one use, within a day
    template <class Self = ResetLink>
    static constexpr auto fields() {
        return std::tuple{field("link", &Self::link)};
    }
};

/// An invitation to the server, into no room.
struct ServerInvite {
    Secret code;
    Secret url; ///< as Invite::url
    template <class Self = ServerInvite>
    static constexpr auto fields() {
        return std::tuple{field("code", &Self::code), field("url", &Self::url)};
    }
};

/// What administrators may set while the server runs.
struct ServerSettings {
    QString name; ///< for people
    Registration registration = Registration::Open;
    std::optional<int> retentionDays = std::nullopt; ///< how long messages are kept; absent: for ever
    /// The names of members that the operator's configuration sets, so that they can't be changed.
    std::optional<QList<QString>> fixed = std::nullopt;
    template <class Self = ServerSettings>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name), field("registration", &Self::registration),
                          field("retentionDays", &Self::retentionDays), field("fixed", &Self::fixed)};
    }
};

struct ServerStats {
    QString version;
    UtcTime startedAt; ///< of the node that answers
    int nodes = 1;
    int users = 0;  ///< accounts of people that may sign in
    int online = 0; ///< people who are connected, on all nodes
    int bots = 0;
    int rooms = 0;
    qint64 messages = 0;
    qint64 files = 0;
    qint64 fileBytes = 0;
    std::optional<qint64> databaseBytes = std::nullopt;
    template <class Self = ServerStats>
    static constexpr auto fields() {
        return std::tuple{field("version", &Self::version),
                          field("startedAt", &Self::startedAt),
                          field("nodes", &Self::nodes),
                          field("users", &Self::users),
                          field("online", &Self::online),
                          field("bots", &Self::bots),
                          field("rooms", &Self::rooms),
                          field("messages", &Self::messages),
                          field("files", &Self::files),
                          field("fileBytes", &Self::fileBytes),
                          field("databaseBytes", &Self::databaseBytes)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------
// Who is no administrator gets AdminForbidden.

struct AdminUsers {
    static constexpr std::string_view method = "admin.users";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = AccountsPage;
    std::optional<QString> query; ///< part of a name, or of an e-mail address
    std::optional<UserId> after;
    std::optional<int> limit;
    template <class Self = AdminUsers>
    static constexpr auto fields() {
        return std::tuple{field("query", &Self::query, {0, limits::nameChars}), field("after", &Self::after),
                          field("limit", &Self::limit, {1, limits::adminPage})};
    }
};

/// Changes what is there; a member that is left out stays as it is.
struct AdminSetUser {
    static constexpr std::string_view method = "admin.setUser";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    UserId user;
    std::optional<bool> disabled; ///< true: the account is signed out, and can't sign in
    std::optional<ServerRole> role;
    std::optional<bool> mfa; ///< false: the second factor is off, for who has lost theirs; true is refused
    template <class Self = AdminSetUser>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("disabled", &Self::disabled), field("role", &Self::role),
                          field("mfa", &Self::mfa)};
    }
};

struct AdminResetPassword {
    static constexpr std::string_view method = "admin.resetPassword";
    static constexpr Access access = Access::SignedIn;
    using Answer = ResetLink;
    UserId user;
    template <class Self = AdminResetPassword>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user)};
    }
};

struct AdminInvite {
    static constexpr std::string_view method = "admin.invite";
    static constexpr Access access = Access::SignedIn;
    using Answer = ServerInvite;
    std::optional<QString> email; ///< only somebody with this address can use it
    template <class Self = AdminInvite>
    static constexpr auto fields() {
        return std::tuple{field("email", &Self::email, {3, limits::emailChars})};
    }
};

struct AdminRooms {
    static constexpr std::string_view method = "admin.rooms";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = RoomInfosPage;
    std::optional<QString> query; ///< part of a name
    std::optional<RoomId> after;
    std::optional<int> limit;
    template <class Self = AdminRooms>
    static constexpr auto fields() {
        return std::tuple{field("query", &Self::query, {0, limits::nameChars}), field("after", &Self::after),
                          field("limit", &Self::limit, {1, limits::adminPage})};
    }
};

struct AdminDeleteRoom {
    static constexpr std::string_view method = "admin.deleteRoom";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    template <class Self = AdminDeleteRoom>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

struct AdminAudit {
    static constexpr std::string_view method = "admin.audit";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = AuditPage;
    std::optional<qint64> after;
    std::optional<qint64> before; ///< the latest before this one
    std::optional<int> limit;
    template <class Self = AdminAudit>
    static constexpr auto fields() {
        return std::tuple{field("after", &Self::after, {0, limits::maxId}),
                          field("before", &Self::before, {1, limits::maxId}),
                          field("limit", &Self::limit, {1, limits::adminPage})};
    }
};

struct AdminSettings {
    static constexpr std::string_view method = "admin.settings";
    static constexpr Access access = Access::SignedIn;
    using Answer = ServerSettings;
    template <class Self = AdminSettings>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

/// Changes what is there; a member that is left out stays as it is.
struct AdminUpdate {
    static constexpr std::string_view method = "admin.update";
    static constexpr Access access = Access::SignedIn;
    using Answer = ServerSettings;
    std::optional<QString> name;
    std::optional<Registration> registration;
    std::optional<OrNull<int>> retentionDays;
    template <class Self = AdminUpdate>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name, {1, limits::nameChars}),
                          field("registration", &Self::registration),
                          field("retentionDays", &Self::retentionDays, {1, limits::retentionDays})};
    }
};

struct AdminStats {
    static constexpr std::string_view method = "admin.stats";
    static constexpr Access access = Access::SignedIn;
    using Answer = ServerStats;
    template <class Self = AdminStats>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

} // namespace confab

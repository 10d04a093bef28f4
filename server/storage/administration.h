// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/admin.h"
#include "server/storage/nodes.h"
#include "server/storage/users.h"

#include <qcoro/qcorotask.h>

namespace confab {

/// Who does something as an administrator, and when.
struct Deed {
    UserId by;
    UtcTime at;
};

/// What administrators have set; a member that is absent is as the configuration says.
struct StoredSettings {
    std::optional<QString> name = std::nullopt;
    std::optional<Registration> registration = std::nullopt;
    std::optional<int> retentionDays = std::nullopt; ///< 0: for ever
    friend bool operator==(const StoredSettings&, const StoredSettings&) = default;
};

struct AccountsAsked {
    QString query; ///< part of a name or an e-mail address; empty: all
    UserId after;
    int limit = limits::adminPage;
    UtcTime now; ///< sessions that are over are not counted
};

struct RoomsAsked {
    QString query; ///< part of a name; empty: all
    RoomId after;
    int limit = limits::adminPage;
};

struct EntriesAsked {
    std::optional<qint64> after = std::nullopt;
    std::optional<qint64> before = std::nullopt;
    int limit = limits::adminPage;
};

/// A link by which its owner sets another password.
struct NewResetLink {
    UserId user;
    QByteArray hash; ///< of its token
    UtcTime endsAt;
};

/// Into no room, for one account.
struct NewServerInvite {
    Secret code; ///< random
    UtcTime endsAt;
    std::optional<QString> foldedEmail; ///< only somebody with this address; none: anybody
};

/// What is counted without reading what people wrote.
struct ServerCounts {
    int nodes = 0;  ///< with a lease, beside the one that asks
    int people = 0; ///< who are connected to those
    int users = 0;
    int bots = 0;
    int rooms = 0;
    qint64 events = 0; ///< of all rooms that are there
    qint64 files = 0;
    qint64 fileBytes = 0;
    std::optional<qint64> databaseBytes = std::nullopt;
};

/// What administrators do. Each method with a Deed or an administrator's id: AdminForbidden unless the account has the
/// role and is not disabled, as the database has it in the same transaction; and what changes something writes one
/// entry of the log in it. `audit` holds limits of that log: the oldest entries go.
/// Thread: chat thread; answers come there.
class AdminStore {
public:
    virtual ~AdminStore() = default;
    virtual QCoro::Task<Status> check(UserId by) = 0;

    /// People, by id; bots are none.
    virtual QCoro::Task<Result<AccountsPage>> users(UserId by, AccountsAsked asked) = 0;
    /// Those that are no direct rooms, by id.
    virtual QCoro::Task<Result<RoomInfosPage>> rooms(UserId by, RoomsAsked asked) = 0;
    virtual QCoro::Task<Result<AuditPage>> audit(UserId by, EntriesAsked asked) = 0;
    /// `self`: the lease of the node that asks, which is not counted.
    virtual QCoro::Task<Result<ServerCounts>> counts(UserId by, std::optional<NodeLease> self) = 0;

    struct UserChange {
        QList<SessionId> ended;
        bool hasOtherRole = false;
        bool hasLostFactor = false;
    };
    /// InputInvalid: there is no such person, a member of `change` can't be so, somebody disables themselves, or the
    /// last administrator gives up the role.
    virtual QCoro::Task<Result<UserChange>> setUser(Deed deed, AdminSetUser change) = 0;
    /// In place of an earlier one. InputInvalid: there is no such person, or the account is disabled.
    virtual QCoro::Task<Status> makeResetLink(Deed deed, NewResetLink link) = 0;
    virtual QCoro::Task<Status> invite(Deed deed, NewServerInvite invite) = 0;
    /// RoomStore::remove(), without a role in the room. RoomNotFound; InputInvalid: it is a direct room.
    virtual QCoro::Task<Result<QList<UserId>>> deleteRoom(Deed deed, RoomId room) = 0;
    /// Members that are absent stay.
    virtual QCoro::Task<Result<StoredSettings>> set(Deed deed, StoredSettings change) = 0;

    // Without an administrator:
    virtual QCoro::Task<Result<StoredSettings>> settings() = 0;
    /// Whether the link with this token is good. AuthExpired.
    virtual QCoro::Task<Status> lookAtResetLink(QByteArray hash, UtcTime now) = 0;
    /// Sets the password and ends the link: of two at once, one. The sessions that ended. AuthExpired.
    virtual QCoro::Task<Result<QList<SessionId>>> useResetLink(QByteArray hash, QByteArray passwordHash,
                                                               UtcTime now) = 0;
    /// How many people are connected to this node, for counts() of the others.
    virtual QCoro::Task<Status> notePeople(NodeLease self, int people) = 0;
};

} // namespace confab

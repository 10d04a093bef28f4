// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/admin.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/chat/livesettings.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of administrators. Whether the caller is one says the database, in the transaction that answers: a role
/// that was taken counts nowhere any more. Everybody else gets AdminForbidden.
/// Thread: chat thread. Owned by: ChatService.
class Administration {
public:
    struct Parts {
        Storage& storage;
        Hub& hub;
        Backplane& backplane;
        LiveSettings& settings;
        const Clock& clock;
        std::optional<NodeLease> lease; ///< none for a node that is the only one
        QString publicUrl;              ///< what links begin with; empty: they are paths
        QString version;
    };
    explicit Administration(Parts parts) : m_parts(std::move(parts)), m_startedAt(m_parts.clock.now()) {}

    QCoro::Task<Result<AccountsPage>> handle(Caller caller, AdminUsers request);
    QCoro::Task<Result<Empty>> handle(Caller caller, AdminSetUser request);
    QCoro::Task<Result<ResetLink>> handle(Caller caller, AdminResetPassword request);
    QCoro::Task<Result<ServerInvite>> handle(Caller caller, AdminInvite request);
    QCoro::Task<Result<RoomInfosPage>> handle(Caller caller, AdminRooms request);
    QCoro::Task<Result<Empty>> handle(Caller caller, AdminDeleteRoom request);
    QCoro::Task<Result<AuditPage>> handle(Caller caller, AdminAudit request);
    QCoro::Task<Result<ServerSettings>> handle(Caller caller, AdminSettings request);
    QCoro::Task<Result<ServerSettings>> handle(Caller caller, AdminUpdate request);
    QCoro::Task<Result<ServerStats>> handle(Caller caller, AdminStats request);

private:
    Deed deedOf(const Caller& caller) const { return {caller.identity.user, m_parts.clock.now()}; }
    /// The change as storage takes it; InputInvalid for what the configuration fixes.
    Result<StoredSettings> changeOf(const AdminUpdate& request) const;
    Secret urlOf(QStringView path, const Secret& code) const;

    const Parts m_parts;
    const UtcTime m_startedAt;
};

} // namespace confab

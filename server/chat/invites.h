// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/invite.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of invitations. Of an invitation that has ended nobody is told more than of one that never was.
/// Thread: chat thread. Owned by: ChatService.
class Invites {
public:
    /// `publicUrl`: what links begin with, without a slash at the end; empty: they are paths.
    Invites(Storage& storage, Hub& hub, Backplane& backplane, const Clock& clock, QString publicUrl)
        : m_storage(storage), m_hub(hub), m_backplane(backplane), m_clock(clock), m_publicUrl(std::move(publicUrl)) {}

    QCoro::Task<Result<Invite>> handle(Caller caller, RoomInvite request);
    QCoro::Task<Result<InvitesAnswer>> handle(Caller caller, RoomInvites request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomRevokeInvite request);
    QCoro::Task<Result<InvitedTo>> handle(Caller caller, InviteLook request);
    QCoro::Task<Result<RoomAnswer>> handle(Caller caller, InviteAccept request);

private:
    Secret urlOf(const Secret& code) const;

    Storage& m_storage;
    Hub& m_hub;
    Backplane& m_backplane;
    const Clock& m_clock;
    const QString m_publicUrl;
};

/// A code that nobody can guess: 22 letters and digits, 130 bits.
Secret newInviteCode();

} // namespace confab

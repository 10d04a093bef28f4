// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/invite.h"

namespace confab::console {

/// The code that a command line names by itself, by a link, or by "-" for a line of the standard input. InputInvalid.
Result<Secret> invitationCode(const QString& typed);

/// `invite`: makes an invitation to a room, and prints its link.
class InviteCommand final : public Command {
    Q_OBJECT
public:
    InviteCommand(const Context& context, const InviteOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const InviteOptions m_options;
};

/// `invites`: lists the invitations to a room that work.
class InvitesCommand final : public Command {
    Q_OBJECT
public:
    InvitesCommand(const Context& context, const InvitesOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void arrived(const Result<InvitesAnswer>& answer);
    void printInvite(const Invite& invite);

    const InvitesOptions m_options;
};

/// `end-invite`: ends an invitation to a room.
class EndInviteCommand final : public Command {
    Q_OBJECT
public:
    EndInviteCommand(const Context& context, const EndInviteOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const EndInviteOptions m_options;
};

/// `accept`: joins the room of an invitation, and prints its id.
class AcceptCommand final : public Command {
    Q_OBJECT
public:
    AcceptCommand(const Context& context, const AcceptOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    const AcceptOptions m_options;
};

} // namespace confab::console

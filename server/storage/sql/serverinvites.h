// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/administration.h"

/// Invitations to the server, into no room: each makes one account, as long as who made it is an administrator. Every
/// function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

/// AdminStore::invite(), without its check and its entry.
Status makeServerInvite(SqlConnection& db, const Deed& deed, const NewServerInvite& invite);
/// InviteNotFound.
Result<InvitedTo> lookAtServerInvite(SqlConnection& db, const Secret& code, UtcTime now);
/// Makes the account and ends the invitation. InviteNotFound, EmailTaken; InputInvalid: it is for another address.
Result<User> welcomeToServer(SqlConnection& db, const NewUser& fresh, const Secret& code);
/// Those whose time is over, some hundred at most; and links for passwords.
Status forgetEndedLinks(SqlConnection& db, UtcTime now);

} // namespace confab

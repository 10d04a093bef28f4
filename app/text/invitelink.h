// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"

#include <QUrl>

#include <optional>

namespace confab::text {

/// The link of an invitation: https://chat.example.org/invite/CODE, or confab://chat.example.org/invite/CODE.
struct InviteLink {
    QUrl server; ///< with the link's scheme, its host and port, and the path before /invite
    Secret code;

    /// For client::serverUrl(): "chat.example.org" of confab, else "https://chat.example.org".
    QString serverAddress() const;
    /// Of the server; where the link names none, the scheme's own, and -1 for confab.
    int port() const;
    friend bool operator==(const InviteLink&, const InviteLink&) = default;
};

/// Nothing for any other text: another scheme or path, a user name, a query, a fragment, a code with other characters
/// than servers make. White space around it does not count. Pure, any thread.
std::optional<InviteLink> inviteLinkOf(const QString& text);
/// The code of a link, or the text itself when it can be a code.
std::optional<Secret> inviteCodeOf(const QString& text);

} // namespace confab::text

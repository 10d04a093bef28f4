// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/roomlookup.h"

namespace confab::console {

using FoundPerson = std::function<void(tl::expected<User, Outcome>)>;
/// The person of this name (without regard to case) or e-mail address. NoSuchRoom when there is none, Usage when the
/// name is that of several. `then` is not called after `context` was destroyed.
void findPerson(client::Client& client, const QString& person, QObject* context, FoundPerson then);

/// The direct room with the person of this name (without regard to case) or e-mail address, which is made when there is
/// none. NoSuchRoom when there is no such person, Usage when the name is that of several. `then` is not called after
/// `context` was destroyed.
void openDirect(client::Client& client, const QString& person, QObject* context, FoundRoom then);

} // namespace confab::console

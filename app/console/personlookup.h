// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/roomlookup.h"

namespace confab::console {

/// The direct room with the person of this name (without regard to case) or e-mail address, which is made when there is
/// none. NoSuchRoom when there is no such person, Usage when the name is that of several. `then` is not called after
/// `context` was destroyed.
void openDirect(client::Client& client, const QString& person, QObject* context, FoundRoom then);

} // namespace confab::console

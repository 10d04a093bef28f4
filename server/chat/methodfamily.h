// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/registry.h"
#include "server/chat/rates.h"

namespace confab {

/// The family whose rate a call counts for. A method of the protocol without one does not compile.
Family familyOf(const Request& request);

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"

#include <QString>

namespace confab::client {

/// A new message's clientId: a UUID of version 7 (RFC 9562), 48 bits of time and 74 of chance. Because it begins with
/// the time, servers add it at the end of their index. Thread: any.
QString newClientId(UtcTime now);

} // namespace confab::client

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"

#include <QString>

namespace confab::client {

/// A new message's clientId: a UUID of version 7 (RFC 9562), 48 bits of time and 74 random ones. Because it begins with
/// the time, servers append it to the end of their index. Thread: any.
QString newClientId(UtcTime now);

} // namespace confab::client

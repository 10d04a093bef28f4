// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>

namespace confab {

/// Tells the service manager that started this process what state it is in: "READY=1", "STOPPING=1", "STATUS=words";
/// several on lines of their own. The protocol is sd_notify(3)'s: one datagram to the socket that $NOTIFY_SOCKET names,
/// a path or, after "@", an abstract name. Nothing happens without that variable.
/// Unavailable, with the reason, when the manager can't be told; never blocks.
/// Thread: any.
Status tellServiceManager(const QByteArray& state);

} // namespace confab

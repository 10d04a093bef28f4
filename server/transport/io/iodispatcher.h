// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/io/pollpacer.h"

#include <QAbstractEventDispatcher>

#include <memory>

namespace confab {

/// The event dispatcher for a thread with thousands of sockets, or null where Qt's own has to serve. While it is busy
/// it looks at the sockets once in a beat; without one, whenever a socket is ready.
std::unique_ptr<QAbstractEventDispatcher> makeIoDispatcher(PollPacer pacer);

} // namespace confab

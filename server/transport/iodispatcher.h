// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <memory>

namespace confab {

/// The event dispatcher for a thread with thousands of sockets, or null where Qt's own has to serve. While it is busy
/// it looks at the sockets once in `beat`; 0: whenever one has something to say.
std::unique_ptr<QAbstractEventDispatcher> makeIoDispatcher(std::chrono::milliseconds beat);

} // namespace confab

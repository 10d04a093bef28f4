// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractEventDispatcher>

#include <memory>

namespace confab {

/// The event dispatcher for a thread with thousands of sockets, or null where Qt's own has to serve.
std::unique_ptr<QAbstractEventDispatcher> makeIoDispatcher();

} // namespace confab

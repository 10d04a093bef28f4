// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace confab {

/// Makes the system watch a TCP connection for a dead peer: the descriptor fails within about 12 s of silence, and
/// within 23 s when data was sent meanwhile. It costs this process nothing, where a WebSocket ping and its answer take
/// 16 µs of CPU time. False where the system does not let a program set the times; then pings are needed.
bool watchForDeadPeer(qintptr descriptor);

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace confab {

/// Has the system watch a TCP connection for a peer that is no more: the descriptor fails within about 12 s of silence,
/// and within 23 s when something was said to it meanwhile. It costs this process nothing, where a ping of our own and
/// its answer take 16 µs of CPU time. False where the system lets a program not set the times; then pings have to do
/// it.
bool watchForDeadPeer(qintptr descriptor);

} // namespace confab

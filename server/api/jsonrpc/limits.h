// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <chrono>

namespace confab::limits {

/// From the handshake to a sign-in: a person's client has its tokens at hand when it connects, and the desktop app
/// connects when the form is sent. Then close code 4001.
inline constexpr std::chrono::seconds signInTime{10};

/// Calls of one connection that wait for their answers. A client that pipelines more has to wait.
inline constexpr int unansweredCalls = 1024;

/// When a call that was refused for being too many may be worth a try: some group commits later.
inline constexpr qint64 busyRetryMs = 500;

} // namespace confab::limits

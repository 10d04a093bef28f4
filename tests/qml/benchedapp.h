// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QString>

namespace confab::test {

struct BenchOptions {
    QString folder;
    QString url;
    qint64 started = 0; ///< nowMs() when the parent began to start this process
    Seq messages = 0;   ///< of each room
    int switches = 0;   ///< of rooms
};

/// One run of the app with its window, in this process: "sign-in", "wander", "fill" or "show". It prints lines of a
/// word and a number. The exit code.
int runBenchedApp(const QString& mode, const BenchOptions& options);

/// Milliseconds of a clock that processes share.
qint64 nowMs();

} // namespace confab::test

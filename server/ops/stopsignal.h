// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace confab {

/// Turns SIGTERM and SIGINT (on Windows: Ctrl+C, closing, shutdown) into a signal of the event loop.
/// Thread: the main thread. Owned by: main(). At most one at a time.
class StopSignal : public QObject {
    Q_OBJECT

public:
    StopSignal();
    ~StopSignal() override;

Q_SIGNALS:
    void stopRequested();
};

} // namespace confab

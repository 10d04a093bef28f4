// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace confab {

/// Turns SIGTERM and SIGINT (on Windows: Ctrl+C, closing, shutdown) and SIGHUP into signals of the event loop.
/// Thread: the main thread. Owned by: main(). At most one at a time.
class ProcessSignals : public QObject {
    Q_OBJECT

public:
    ProcessSignals();
    ~ProcessSignals() override;

Q_SIGNALS:
    void stopRequested();
    void reloadRequested(); ///< SIGHUP; any number of times
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace confab::desktop {

/// Ends the event loop on the system's termination signals (SIGTERM, SIGINT, SIGHUP; Unix only), so that the state of
/// the window is saved as after closing it. A second signal ends the program at once.
/// Thread: the program's first. Owned by: main. One at a time.
class EndSignals : public QObject {
    Q_OBJECT
public:
    EndSignals();
    ~EndSignals() override;

Q_SIGNALS:
    void endWanted();
};

} // namespace confab::desktop

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace confab::desktop {

/// Lets the system's wishes to end (SIGTERM, SIGINT, SIGHUP; Unix only) end the event loop, so that what a window keeps
/// is written as after closing it. A second signal ends the program at once.
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

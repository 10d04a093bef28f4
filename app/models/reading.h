// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QTimer>

#include <chrono>

namespace confab::models {

/// Decides which messages were read: the newest message that stayed on the screen, in a focused window, for long enough
/// without a break. Messages that are scrolled past faster do not count.
/// Thread: the window's. Owned by: CurrentRoom.
class Reading : public QObject {
    Q_OBJECT
public:
    /// features.md: visible in a focused window for about half a second.
    static constexpr std::chrono::milliseconds longEnough{500};
    explicit Reading(std::chrono::milliseconds time = longEnough);

    /// Another room: `readSeq` is its read mark, and no message is on the screen.
    void reset(Seq readSeq);
    /// The oldest and the newest message on the screen; 0 and 0: none.
    void setShown(Seq oldest, Seq newest);
    /// From here on nothing counts as read, until another room is shown or release().
    void hold();
    void release();
    bool isHeld() const { return m_held; }
    /// Whether the window has the focus.
    void setWatched(bool watched);
    bool isWatched() const { return m_watched; }

Q_SIGNALS:
    /// Everything up to `seq` is read; rises with each signal.
    void read(confab::Seq seq);

private:
    void consider();
    void timeOver();

    QTimer m_timer;
    bool m_watched = false;
    bool m_held = false;
    Seq m_read = 0;
    Seq m_oldest = 0;
    Seq m_newest = 0;
    Seq m_waiting = 0; // on the screen since the timer started
};

} // namespace confab::models

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <memory>

namespace confab {

/// A mode of a terminal that has to end with the program. The destructor restores the previous mode; so does a signal
/// that ends the process (SIGTERM, SIGHUP, SIGINT, SIGQUIT) or stops it (SIGTSTP), before it has its usual effect.
/// SIGCONT sets the mode again. Signals that the process ignores stay ignored. On Windows no mode is ever set.
/// Thread: the main thread. At most one is set at a time: a second one is not set.
class TtyMode {
public:
    enum class Kind {
        NoEcho, ///< line input without echo; pending input is dropped
        Keys,   ///< every key at once and without a special meaning; bracketed paste is on
    };

    /// `descriptor`: of the terminal, open for the lifetime of this object.
    TtyMode(int descriptor, Kind kind);
    ~TtyMode();
    Q_DISABLE_COPY_MOVE(TtyMode)

    /// False when the descriptor is no terminal or the mode can't be set.
    bool isSet() const { return m_state != nullptr; }
    /// Keys: becomes readable when the terminal was resized (SIGWINCH), or its screen has changed after a stop
    /// (SIGCONT). Its bytes have no meaning. -1 when not set.
    int wakeups() const;
    /// Stops the process as Ctrl+Z does in other programs; returns when it continues.
    static void suspend();

    struct State;

private:
    std::unique_ptr<State> m_state;
};

} // namespace confab

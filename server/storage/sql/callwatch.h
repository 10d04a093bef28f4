// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace confab {

/// Ends calls to a database that would never return.
/// Thread: the connection's. Owned by: SqlConnection, while it is open.
class CallWatch {
public:
    virtual ~CallWatch() = default;
    /// From now until end() a call is under way. When it takes too long, the connection is cut, so that it fails.
    virtual void begin() = 0;
    virtual void end() = 0;
};

/// A call is in progress while this lives. A null `watch` watches nothing.
class WatchedCall {
public:
    explicit WatchedCall(CallWatch* watch) : m_watch(watch) {
        if (m_watch)
            m_watch->begin();
    }
    ~WatchedCall() {
        if (m_watch)
            m_watch->end();
    }
    WatchedCall(const WatchedCall&) = delete;
    WatchedCall& operator=(const WatchedCall&) = delete;

private:
    CallWatch* m_watch;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/transport.h"

#include <QThread>

#include <atomic>
#include <memory>
#include <mutex>

namespace confab::test {

/// A test's hooks on the io threads. The hooks run there, so they touch the connection and atomics only.
struct Hooks {
    std::function<void(Connection&)> opened;
    std::function<void(Connection&, const QByteArray&)> received; ///< null: echo
    std::function<void(Connection&)> closed;
    std::function<bool()> hasRoom;
};

/// What happened there.
struct Counts {
    std::atomic<int> opened = 0;
    std::atomic<int> closed = 0;
    std::atomic<int> received = 0;
    std::atomic<int> listenersMade = 0;
    std::atomic<int> listenersGone = 0;
    std::atomic<int> wrongThread = 0; ///< calls of a listener on another thread than its own
};

/// A transport on a free port with listeners that count, and call the hooks. Its kind is that of this run
/// (testtransport.h).
class TestServer {
public:
    explicit TestServer(Hooks hooks = {}, TransportConfig config = {});

    quint16 port() const { return transport->port(); }
    /// Runs on every io thread, once per open connection. Returns at once.
    void forEachOpen(std::function<void(Connection&)> what);

    Hooks hooks;
    Counts counts;

private:
    friend class TestListener;
    std::mutex m_mutex;
    std::vector<class TestListener*> m_listeners;

public:
    std::unique_ptr<Transport> transport; ///< last: its threads use all of the above
};

} // namespace confab::test

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/loadclient.h"

#include <chrono>
#include <functional>
#include <memory>

namespace confab::load {

/// The steady clock in nanoseconds: what stamps are made of.
qint64 steadyNow();

/// Many clients on one epoll set. They come from many addresses of the loopback, because one has ports for some
/// 28,000, and because a server may bound what comes from one.
/// Thread: one. Owned by: the benchmark.
class Fleet {
public:
    Fleet();
    ~Fleet();
    Fleet(const Fleet&) = delete;
    Fleet& operator=(const Fleet&) = delete;

    /// Adds a client, which does not connect yet. Its index.
    size_t add(const Door& door, Script script);
    /// How far connect() brings them.
    enum class Until { Upgraded, Ready };
    /// Connects those that were added and waits until all are so far; at most `atOnce` are on their way at a time.
    bool connect(Until until = Until::Ready, size_t atOnce = 200);
    /// Signs all of them in at once, after connect(Until::Upgraded), and waits until they are ready.
    bool signIn();
    /// Hangs up on all but the first so many.
    void shrinkTo(size_t size);
    size_t size() const { return m_clients.size(); }
    LoadClient& at(size_t index) { return *m_clients[index]; }

    /// Called between socket polls. std::nullopt: finished; else how long to wait at most.
    using Turn = std::function<std::optional<std::chrono::nanoseconds>()>;
    /// Serves the sockets until `turn` says that it is done; false when `limit` passed before or a client broke.
    bool run(const Turn& turn, std::chrono::milliseconds limit);
    /// The same for a condition.
    bool runUntil(const std::function<bool()>& done, std::chrono::milliseconds limit);

    void listen(ClientListener* listener) { m_share.listener = listener; }
    const FleetCounts& counts() const { return m_share.counts; }
    /// Why run() returned false.
    const std::string& trouble() const { return m_share.trouble; }
    /// The first answer that was an error; empty when there was none.
    const std::string& refusal() const { return m_share.refusal; }

private:
    bool beginSome(Until until, size_t atOnce);
    void serve(std::chrono::nanoseconds wait);

    FleetShare m_share;
    std::vector<std::unique_ptr<LoadClient>> m_clients;
    size_t m_begun = 0; // so many of the first have begun to connect
};

} // namespace confab::load

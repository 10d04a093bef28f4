// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace confab::load {

/// Where a server listens.
struct Door {
    std::string host = "127.0.0.1"; ///< an IPv4 address
    quint16 port = 0;
};

/// One client as a bare socket, so that ten thousand of them cost little: it does its script, a call at a time, then
/// counts what it is told and answers pings.
/// Thread: the fleet's. Owned by: Fleet.
class LoadClient {
public:
    /// `script` is JSON-RPC calls; each waits for the answer to the one before.
    explicit LoadClient(std::deque<std::string> script) : m_script(std::move(script)) {}
    ~LoadClient();
    LoadClient(const LoadClient&) = delete;
    LoadClient& operator=(const LoadClient&) = delete;

    /// Begins to connect; false when the system has no socket.
    bool connectTo(const Door& door);
    int descriptor() const { return m_descriptor; }
    bool isReady() const { return m_upgraded && m_script.empty() && m_unanswered == 0; }
    bool isBroken() const { return m_broken; }

    /// A JSON-RPC call whose answer is only counted.
    void send(const std::string& call);
    /// To be called when the socket has something to read or room to write.
    void readSome();
    void writeSome();
    bool wantsToWrite() const { return !m_out.empty(); }

    quint64 events() const { return m_events; }     ///< room.event notifications that came
    quint64 refusals() const { return m_refusals; } ///< calls that were answered with an error

private:
    bool takeHead();
    bool takeFrame();
    void takeMessage(std::string_view message);
    void nextCall();
    void queueFrame(unsigned char opcode, std::string_view payload);

    std::deque<std::string> m_script;
    int m_descriptor = -1;
    std::string m_in;
    std::string m_out;
    bool m_upgraded = false;
    bool m_broken = false;
    int m_unanswered = 0;
    quint64 m_events = 0;
    quint64 m_refusals = 0;
};

/// Many clients on one epoll set.
/// Thread: one. Owned by: the benchmark.
class Fleet {
public:
    Fleet();
    /// With a door for those that get no other.
    explicit Fleet(quint16 port);
    ~Fleet();
    Fleet(const Fleet&) = delete;
    Fleet& operator=(const Fleet&) = delete;

    /// Adds a client and begins to connect it. Null when the system has no socket left.
    LoadClient* add(std::deque<std::string> script) { return add(std::move(script), m_door); }
    LoadClient* add(std::deque<std::string> script, const Door& door);
    /// Hangs all of them up.
    void clear();
    /// Serves the sockets until `done`, which is looked at at least every millisecond; false when `limit` passed before
    /// or a client broke.
    bool run(const std::function<bool()>& done, std::chrono::milliseconds limit);
    bool allReady() const;
    size_t size() const { return m_clients.size(); }
    LoadClient& at(size_t index) { return *m_clients[index]; }
    /// For a client that was given something to send outside run().
    void touched(LoadClient& client);

    quint64 events() const;
    quint64 refusals() const;

private:
    void watch(LoadClient& client, int operation);

    const Door m_door;
    int m_epoll;
    bool m_broken = false;
    std::vector<std::unique_ptr<LoadClient>> m_clients;
};

} // namespace confab::load

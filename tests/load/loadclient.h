// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/framescanner.h"

#include <vector>

namespace confab::load {

class LoadClient;

/// Where a server listens.
struct Door {
    std::string host = "127.0.0.1"; ///< an IPv4 address
    quint16 port = 0;
};

/// The script of a connected client: it signs in, then enters all its rooms at once.
struct Script {
    std::string accessToken;
    std::vector<qint64> rooms;
};

/// Receives what clients receive, beside the counts.
class ClientListener {
public:
    virtual ~ClientListener() = default;
    virtual void delivered(const Stamp& stamp, qint64 now) = 0;
    /// To a call that is no part of the script. `text` is the whole answer.
    virtual void answered(const NoticeReader::Answer& answer, std::string_view text, qint64 now) = 0;
};

/// What a fleet's clients received, all together.
struct FleetCounts {
    size_t upgraded = 0;    ///< clients that may sign in
    size_t ready = 0;       ///< clients that have done their script
    quint64 events = 0;     ///< room.event that came
    quint64 eventBytes = 0; ///< and the size of their frames' texts
    quint64 doubled = 0;    ///< of them, those that the client had: lower or equal to one before
    quint64 skipped = 0;    ///< seqs that were left out before one that came
    quint64 strangers = 0;  ///< of rooms that the client has not entered
    quint64 notices = 0;    ///< other notifications
    quint64 refusals = 0;   ///< calls that were answered with an error
    quint64 busy = 0;       ///< calls of scripts that the server put off, and that were made again
};

/// The shared state of a fleet's clients.
struct FleetShare {
    std::vector<char> buffer; ///< where sockets are read to; one for all, so it stays in the processor's cache
    NoticeReader reader;
    FleetCounts counts;
    ClientListener* listener = nullptr;
    int epoll = -1;
    qint64 now = 0;        ///< when the socket was read that is looked at (steady clock, nanoseconds)
    bool holdBack = false; ///< clients sign in on request, not when they have connected
    std::string refusal{}; ///< the first answer that was an error
    std::string trouble{}; ///< why the first client broke
};

/// One client as a bare socket, so that ten thousand of them cost little: it does its script, counts what it is told,
/// checks that every room's events come once and in order, and answers pings.
/// Thread: the fleet's. Owned by: Fleet.
class LoadClient {
public:
    LoadClient(FleetShare& share, Door door, Script script);
    ~LoadClient();
    LoadClient(const LoadClient&) = delete;
    LoadClient& operator=(const LoadClient&) = delete;

    /// Begins to connect, from this address of the loopback; false when the system has no socket.
    bool connectFrom(const std::string& source);
    /// To be called once upgraded, when the fleet holds its clients back.
    void signIn();
    /// A call, sent at once; what the kernel does not take now follows later.
    void send(std::string_view call);
    /// The socket has something to read, or room to write.
    void readSome();
    void writeMore();

private:
    enum class State { Connecting, Upgraded, SigningIn, Entering, Ready };
    struct Cursor {
        qint64 room = 0;
        qint64 seq = -1; ///< the last that came; -1: not entered yet
    };

    void take(std::string_view bytes);
    size_t takeHead(std::string_view bytes);
    size_t takeFrames(std::string_view bytes);
    void takeText(std::string_view text);
    void takeEvent(std::string_view text);
    void takeAnswer(std::string_view text);
    void enterAll();
    void entered(const NoticeReader::Answer& answer, std::string_view text);
    void write(const std::string& frame);
    void writeSome();
    void watch(int operation, bool writing);
    void breakUp(const std::string& why);

    FleetShare& m_share;
    const Door m_door;
    std::string m_accessToken; // until it was used
    std::vector<Cursor> m_rooms;
    State m_state = State::Connecting;
    int m_descriptor = -1;
    size_t m_toEnter = 0; // rooms whose answer is missing
    std::string m_in;     // the beginning of a frame whose end has not come
    std::string m_out;    // what the kernel did not take yet
};

} // namespace confab::load

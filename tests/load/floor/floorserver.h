// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace confab::load {

/// The least that a broadcast server can do on this machine: one thread, epoll, WebSocket frames. Nothing is checked
/// and nothing is kept. It reads the calls of the load clients where their digits always stand, and answers and fans
/// out frames of the size that confabd's have.
/// Thread: one. Owned by: main().
class FloorServer {
public:
    enum class Mode {
        AtOnce,  ///< each message is written to each receiver when it comes
        Coalesce ///< each receiver is written to once per turn, with all that came in it
    };
    explicit FloorServer(Mode mode) : m_mode(mode) {}
    ~FloorServer();

    /// Listens on 127.0.0.1, on a port that the system picks; 0 when it can't.
    quint16 listen();
    /// Serves for ever; returns when the system fails.
    void run();

private:
    struct Peer {
        int descriptor = -1;
        bool upgraded = false;
        bool dirty = false;   // has something to write at the end of the turn
        bool writing = false; // waits until the kernel takes more
        bool gone = false;
        std::string in;
        std::string out;
    };
    struct Room {
        qint64 seq = 1;
        std::vector<Peer*> peers;
    };

    void accept();
    void read(Peer& peer);
    size_t takeHead(Peer& peer, std::string_view bytes);
    size_t takeFrame(Peer& peer, char* bytes, size_t size);
    void takeCall(Peer& peer, std::string_view text);
    qint64 fanOut(const Peer& sender, Room& room, qint64 number, std::string_view call);
    void write(Peer& peer, std::string_view bytes);
    void flush(Peer& peer);
    void hangUp(Peer& peer);
    void endTurn();

    const Mode m_mode;
    int m_listener = -1;
    int m_epoll = -1;
    std::vector<char> m_buffer;
    // Made for each message; they keep their memory.
    std::string m_event;
    std::string m_frame;  // of the event
    std::string m_answer; // its frame
    std::unordered_map<qint64, Room> m_rooms;
    std::unordered_map<int, std::unique_ptr<Peer>> m_peers;
    std::vector<Peer*> m_dirty;
    std::vector<Peer*> m_gone;
};

} // namespace confab::load

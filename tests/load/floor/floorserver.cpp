// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/floor/floorserver.h"

#include "tests/load/calls.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace confab::load {

namespace {

constexpr int backlog = 1024;
constexpr size_t bufferBytes = 64 * 1024;
/// A receiver that reads too slowly is hung up on.
constexpr size_t outBytes = 64 * 1024 * 1024;

/// What comes after the room's number in message.send, up to the end of the body: `,"clientId":"…","body":"…"`.
constexpr size_t dataBytes =
    std::string_view(R"(,"clientId":"")").size() + clientIdBytes + std::string_view(R"(,"body":"")").size() + bodyBytes;

/// Eight bytes at a time.
void unmask(char* payload, size_t length, const char* mask) {
    std::array<char, 8> eight;
    for (size_t i = 0; i < eight.size(); ++i)
        eight[i] = mask[i & 3];
    quint64 word = 0;
    std::memcpy(&word, eight.data(), sizeof word);
    size_t at = 0;
    for (quint64 bytes = 0; at + sizeof bytes <= length; at += sizeof bytes) {
        std::memcpy(&bytes, payload + at, sizeof bytes);
        bytes ^= word;
        std::memcpy(payload + at, &bytes, sizeof bytes);
    }
    for (; at < length; ++at)
        payload[at] = char(payload[at] ^ mask[at & 3]);
}

void beginFrame(std::string& frame, size_t payload) {
    frame.clear();
    frame += char(0x81);
    if (payload < 126) {
        frame += char(payload);
    } else {
        frame += char(126);
        frame += char(payload >> 8);
        frame += char(payload & 0xff);
    }
}

} // namespace

FloorServer::~FloorServer() {
    for (const auto& [descriptor, peer] : m_peers)
        ::close(descriptor);
    ::close(m_listener);
    ::close(m_epoll);
}

quint16 FloorServer::listen() {
    m_buffer.resize(bufferBytes);
    m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_listener, any, size) != 0 || ::listen(m_listener, backlog) != 0 ||
        ::getsockname(m_listener, any, &size) != 0)
        return 0;
    epoll_event event{};
    event.events = EPOLLIN;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_listener, &event); // its data is null: no peer
    return ntohs(address.sin_port);
}

void FloorServer::run() {
    std::array<epoll_event, 512> events;
    for (;;) {
        const int ready = ::epoll_wait(m_epoll, events.data(), int(events.size()), -1);
        if (ready < 0 && errno != EINTR)
            return;
        for (int i = 0; i < ready; ++i) {
            auto* peer = static_cast<Peer*>(events[size_t(i)].data.ptr);
            if (!peer)
                accept();
            else if (!peer->gone && events[size_t(i)].events & EPOLLOUT)
                flush(*peer);
            if (peer && !peer->gone && events[size_t(i)].events & ~quint32(EPOLLOUT))
                read(*peer);
        }
        endTurn();
    }
}

void FloorServer::endTurn() {
    for (Peer* peer : m_dirty) {
        peer->dirty = false;
        if (!peer->gone)
            flush(*peer);
    }
    m_dirty.clear();
    for (Peer* peer : m_gone) {
        for (auto& [number, room] : m_rooms)
            std::erase(room.peers, peer);
        const int descriptor = peer->descriptor;
        m_peers.erase(descriptor);
        ::close(descriptor);
    }
    m_gone.clear();
}

void FloorServer::accept() {
    for (;;) {
        const int descriptor = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0)
            return;
        const int on = 1;
        ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        auto peer = std::make_unique<Peer>();
        peer->descriptor = descriptor;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = peer.get();
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
        m_peers[descriptor] = std::move(peer);
    }
}

void FloorServer::read(Peer& peer) {
    const size_t kept = peer.in.size();
    std::memcpy(m_buffer.data(), peer.in.data(), kept);
    const ssize_t read = ::recv(peer.descriptor, m_buffer.data() + kept, m_buffer.size() - kept, 0);
    if (read <= 0) {
        if (read == 0 || errno != EAGAIN)
            hangUp(peer);
        return;
    }
    const size_t size = kept + size_t(read);
    size_t taken = peer.upgraded ? 0 : takeHead(peer, {m_buffer.data(), size});
    while (peer.upgraded && !peer.gone) {
        const size_t frame = takeFrame(peer, m_buffer.data() + taken, size - taken);
        if (frame == 0)
            break;
        taken += frame;
    }
    peer.in.assign(m_buffer.data() + taken, size - taken);
}

/// It does not prove to have understood the handshake; the load clients don't ask.
size_t FloorServer::takeHead(Peer& peer, std::string_view bytes) {
    const size_t end = bytes.find("\r\n\r\n");
    if (end == bytes.npos)
        return 0;
    peer.upgraded = true;
    write(peer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    return end + 4;
}

/// How many bytes it took; 0 when the frame is not there in whole.
size_t FloorServer::takeFrame(Peer& peer, char* bytes, size_t size) {
    if (size < 2)
        return 0;
    size_t length = static_cast<unsigned char>(bytes[1]) & 0x7f;
    const size_t header = (length < 126 ? 2 : 4) + 4;
    if (size < header)
        return 0;
    if (length == 126)
        length = size_t(static_cast<unsigned char>(bytes[2])) << 8 | static_cast<unsigned char>(bytes[3]);
    if (size < header + length)
        return 0;
    char* payload = bytes + header;
    unmask(payload, length, payload - 4);
    const int opcode = bytes[0] & 0x0f;
    if (opcode == 0x1)
        takeCall(peer, {payload, length});
    else if (opcode == 0x8)
        hangUp(peer);
    return header + length;
}

void FloorServer::takeCall(Peer& peer, std::string_view text) {
    if (text.size() <= roomAt(enterMethod))
        return;
    const std::string_view id = text.substr(callHead.size(), idDigits);
    const bool isSend = text.substr(methodAt).starts_with(sendMethod);
    const bool isEnter = text.substr(methodAt).starts_with(enterMethod);
    const qint64 number = isSend    ? numberAt(text, roomAt(sendMethod))
                          : isEnter ? numberAt(text, roomAt(enterMethod))
                                    : 0;
    std::string result = "{}";
    if (isEnter) {
        Room& room = m_rooms[number];
        room.peers.push_back(&peer);
        result = "{\"lastSeq\":" + std::to_string(room.seq) + "}";
    } else if (isSend) {
        const qint64 seq = fanOut(peer, m_rooms[number], number, text);
        result = "{\"at\":\"2026-01-31T12:00:00.000Z\",\"seq\":" + std::to_string(seq) + "}";
    }
    const std::string answer = R"({"id":)" + std::string(id) + R"(,"jsonrpc":"2.0","result":)" + result + "}";
    beginFrame(m_answer, answer.size());
    m_answer += answer;
    write(peer, isSend ? m_frame + m_answer : m_answer);
}

/// To all but the sender, who gets the event in m_frame with its answer: one write instead of two. Its seq.
qint64 FloorServer::fanOut(const Peer& sender, Room& room, qint64 number, std::string_view call) {
    const size_t data = std::min(call.size(), call.find(',', roomAt(sendMethod)));
    m_event.assign(R"({"jsonrpc":"2.0","method":"room.event","params":{"at":"2026-01-31T12:00:00.000Z","by":1234,)");
    m_event += R"("data":{)";
    m_event += call.substr(std::min(call.size(), data + 1), dataBytes - 1);
    m_event += R"(},"room":)" + std::to_string(number) + ",\"seq\":" + std::to_string(++room.seq);
    m_event += R"(,"type":"message"}})";
    beginFrame(m_frame, m_event.size());
    m_frame += m_event;
    for (Peer* peer : room.peers) {
        if (peer != &sender)
            write(*peer, m_frame);
    }
    return room.seq;
}

void FloorServer::write(Peer& peer, std::string_view bytes) {
    if (m_mode == Mode::AtOnce && peer.out.empty() && !peer.gone) {
        const ssize_t written = ::send(peer.descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        bytes.remove_prefix(size_t(std::max<ssize_t>(written, 0)));
        if (bytes.empty())
            return;
    }
    if (peer.out.size() + bytes.size() > outBytes)
        return hangUp(peer);
    peer.out += bytes;
    if (!peer.dirty && !peer.writing)
        m_dirty.push_back(&peer);
    peer.dirty = peer.dirty || !peer.writing;
}

void FloorServer::flush(Peer& peer) {
    const ssize_t written = ::send(peer.descriptor, peer.out.data(), peer.out.size(), MSG_NOSIGNAL);
    if (written < 0 && errno != EAGAIN)
        return hangUp(peer);
    peer.out.erase(0, size_t(std::max<ssize_t>(written, 0)));
    if (peer.writing == !peer.out.empty())
        return;
    peer.writing = !peer.writing;
    epoll_event event{};
    event.events = EPOLLIN | (peer.writing ? EPOLLOUT : 0u);
    event.data.ptr = &peer;
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, peer.descriptor, &event);
}

/// Destroyed at the end of the turn: until then a caller may still use it.
void FloorServer::hangUp(Peer& peer) {
    if (peer.gone)
        return;
    peer.gone = true;
    m_gone.push_back(&peer);
}

} // namespace confab::load

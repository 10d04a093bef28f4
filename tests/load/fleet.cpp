// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/fleet.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace confab::load {

namespace {

constexpr unsigned char textFrame = 0x1;
constexpr unsigned char closeFrame = 0x8;
constexpr unsigned char pingFrame = 0x9;
constexpr unsigned char pongFrame = 0xa;

} // namespace

LoadClient::~LoadClient() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool LoadClient::connectTo(const Door& door) {
    m_descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0)
        return false;
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(door.port);
    if (::inet_pton(AF_INET, door.host.c_str(), &address.sin_addr) != 1)
        return false;
    if (::connect(m_descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 && errno != EINPROGRESS)
        return false;
    m_out = "GET /rt HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Protocol: confab.v1.json\r\n\r\n";
    return true;
}

void LoadClient::send(const std::string& call) {
    ++m_unanswered;
    queueFrame(textFrame, call);
}

void LoadClient::queueFrame(unsigned char opcode, std::string_view payload) {
    m_out += char(0x80 | opcode);
    if (payload.size() < 126) {
        m_out += char(0x80 | payload.size());
    } else {
        m_out += char(0x80 | 126);
        m_out += char(payload.size() >> 8);
        m_out += char(payload.size() & 0xff);
    }
    m_out.append(4, '\0'); // a mask of zeros leaves the payload as it is
    m_out += payload;
}

void LoadClient::writeSome() {
    while (!m_out.empty()) {
        const ssize_t written = ::send(m_descriptor, m_out.data(), m_out.size(), MSG_NOSIGNAL);
        if (written <= 0) {
            m_broken = m_broken || (written < 0 && errno != EAGAIN && errno != EINPROGRESS);
            return;
        }
        m_out.erase(0, size_t(written));
    }
}

void LoadClient::readSome() {
    std::array<char, 16 * 1024> buffer;
    for (;;) {
        const ssize_t read = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
        if (read <= 0) {
            m_broken = m_broken || read == 0 || errno != EAGAIN;
            break;
        }
        m_in.append(buffer.data(), size_t(read));
    }
    if (!m_upgraded && !takeHead())
        return;
    while (takeFrame()) {
    }
}

bool LoadClient::takeHead() {
    const size_t end = m_in.find("\r\n\r\n");
    if (end == std::string::npos)
        return false;
    m_upgraded = m_in.starts_with("HTTP/1.1 101 ");
    m_broken = m_broken || !m_upgraded;
    m_in.erase(0, end + 4);
    nextCall();
    return m_upgraded;
}

bool LoadClient::takeFrame() {
    const auto byte = [this](size_t at) { return static_cast<unsigned char>(m_in[at]); };
    if (m_in.size() < 2)
        return false;
    size_t length = byte(1);
    size_t header = length < 126 ? 2 : (length == 126 ? 4 : 10);
    if (m_in.size() < header)
        return false;
    if (length >= 126) {
        length = 0;
        for (size_t i = 2; i < header; ++i)
            length = length << 8 | byte(i);
    }
    if (m_in.size() < header + length)
        return false;
    const unsigned char opcode = byte(0) & 0x0f;
    const std::string_view payload(m_in.data() + header, length);
    if (opcode == textFrame)
        takeMessage(payload);
    else if (opcode == pingFrame)
        queueFrame(pongFrame, payload);
    else if (opcode == closeFrame)
        m_broken = true;
    m_in.erase(0, header + length);
    return true;
}

void LoadClient::takeMessage(std::string_view message) {
    if (message.find("\"method\":\"room.event\"") != std::string_view::npos) {
        ++m_events;
        return;
    }
    if (message.find("\"method\":") != std::string_view::npos)
        return;
    --m_unanswered;
    if (message.find("\"error\":") != std::string_view::npos)
        ++m_refusals;
    nextCall();
}

void LoadClient::nextCall() {
    if (m_script.empty() || m_unanswered > 0)
        return;
    send(m_script.front());
    m_script.pop_front();
}

Fleet::Fleet() : Fleet(0) {}

Fleet::Fleet(quint16 port) : m_door{.port = port}, m_epoll(::epoll_create1(EPOLL_CLOEXEC)) {}

Fleet::~Fleet() {
    ::close(m_epoll);
}

LoadClient* Fleet::add(std::deque<std::string> script, const Door& door) {
    auto client = std::make_unique<LoadClient>(std::move(script));
    if (!client->connectTo(door))
        return nullptr;
    watch(*client, EPOLL_CTL_ADD);
    m_clients.push_back(std::move(client));
    return m_clients.back().get();
}

void Fleet::clear() {
    m_clients.clear();
}

void Fleet::watch(LoadClient& client, int operation) {
    epoll_event event{};
    event.events = EPOLLIN | (client.wantsToWrite() ? EPOLLOUT : 0u);
    event.data.ptr = &client;
    ::epoll_ctl(m_epoll, operation, client.descriptor(), &event);
}

void Fleet::touched(LoadClient& client) {
    client.writeSome();
    if (client.wantsToWrite())
        watch(client, EPOLL_CTL_MOD);
}

bool Fleet::run(const std::function<bool()>& done, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    std::array<epoll_event, 256> events;
    while (!done()) {
        if (m_broken || std::chrono::steady_clock::now() > deadline)
            return false;
        const int ready = ::epoll_wait(m_epoll, events.data(), int(events.size()), 1);
        for (int i = 0; i < ready; ++i) {
            auto& client = *static_cast<LoadClient*>(events[size_t(i)].data.ptr);
            const bool wrote = client.wantsToWrite();
            if (events[size_t(i)].events & EPOLLOUT)
                client.writeSome();
            if (events[size_t(i)].events & ~quint32(EPOLLOUT))
                client.readSome();
            client.writeSome();
            if (wrote || client.wantsToWrite())
                watch(client, EPOLL_CTL_MOD);
            m_broken = m_broken || client.isBroken();
        }
    }
    return true;
}

bool Fleet::allReady() const {
    for (const auto& client : m_clients) {
        if (!client->isReady())
            return false;
    }
    return true;
}

quint64 Fleet::events() const {
    quint64 sum = 0;
    for (const auto& client : m_clients)
        sum += client->events();
    return sum;
}

quint64 Fleet::refusals() const {
    quint64 sum = 0;
    for (const auto& client : m_clients)
        sum += client->refusals();
    return sum;
}

} // namespace confab::load

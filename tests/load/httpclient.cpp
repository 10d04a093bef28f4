// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/httpclient.h"

#include "tests/load/fleet.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace confab::load {

namespace {

constexpr size_t bufferBytes = 256 * 1024;
constexpr int waitMs = 1000;

} // namespace

std::string httpRequest(std::string_view method, std::string_view path, std::string_view fields,
                        std::string_view body) {
    std::string bytes;
    bytes.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: bench\r\n").append(fields);
    if (!body.empty())
        bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    return bytes.append("\r\n").append(body);
}

HttpClient::~HttpClient() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool HttpClient::open() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_isBusy = false;
    m_descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_door.port);
    ::inet_pton(AF_INET, m_door.host.c_str(), &address.sin_addr);
    const int one = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return ::connect(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool HttpClient::send(const std::string& request) {
    m_isBusy = true;
    m_hasHead = false;
    m_head.clear();
    return ::send(m_descriptor, request.data(), request.size(), MSG_NOSIGNAL) == ssize_t(request.size());
}

bool HttpClient::takeHead() {
    std::ranges::transform(m_head, m_head.begin(), [](unsigned char letter) { return char(std::tolower(letter)); });
    constexpr std::string_view field = "\r\ncontent-length: ";
    const size_t found = m_head.find(field);
    if (found == m_head.npos || m_head.size() < 12)
        return false;
    const char* end = m_head.data() + m_head.size();
    std::from_chars(m_head.data() + 9, end, m_status);
    m_isLast = m_head.find("\r\nconnection: close") != m_head.npos;
    return std::from_chars(m_head.data() + found + field.size(), end, m_bodyBytes).ec == std::errc();
}

HttpClient::Step HttpClient::read() {
    static thread_local std::array<char, bufferBytes> buffer;
    for (;;) {
        const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count < 0)
            return errno == EAGAIN || errno == EINTR ? Step::Waiting : Step::Broken;
        if (count == 0)
            return Step::Broken;
        size_t ofBody = size_t(count);
        if (!m_hasHead) {
            m_head.append(buffer.data(), size_t(count));
            const size_t end = m_head.find("\r\n\r\n");
            if (end == m_head.npos)
                continue;
            ofBody = m_head.size() - end - 4;
            m_head.resize(end + 2);
            if (!takeHead())
                return Step::Broken;
            m_hasHead = true;
            m_missing = m_bodyBytes;
        }
        if (ofBody > m_missing)
            return Step::Broken;
        m_missing -= ofBody;
        if (m_missing == 0) {
            m_isBusy = false;
            return Step::Answered;
        }
    }
}

namespace {

/// The connections of a flood, on one epoll set.
class Flooding {
public:
    Flooding(const Door& door, const std::string& request, int connections) : m_request(request) {
        for (int i = 0; i < connections; ++i)
            m_clients.push_back({std::make_unique<HttpClient>(door), 0});
    }
    ~Flooding() { ::close(m_epoll); }

    Flood run(std::chrono::milliseconds time) {
        const qint64 begin = steadyNow();
        const qint64 end = begin + std::chrono::nanoseconds(time).count();
        for (size_t i = 0; i < m_clients.size() && m_flood.trouble.empty(); ++i)
            open(i);
        while (m_flood.trouble.empty() && steadyNow() < end)
            serve();
        m_flood.seconds = double(steadyNow() - begin) / 1e9;
        return m_flood;
    }

private:
    struct Client {
        std::unique_ptr<HttpClient> http;
        qint64 askedAt = 0;
    };

    void open(size_t index) {
        Client& client = m_clients[index];
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = index;
        if (!client.http->open() || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, client.http->descriptor(), &event) != 0)
            m_flood.trouble = "a connection was refused";
        else
            ask(client);
    }
    void ask(Client& client) {
        client.askedAt = steadyNow();
        if (!client.http->send(m_request))
            m_flood.trouble = "a request was not taken";
    }
    void serve() {
        std::array<epoll_event, 64> events;
        const int ready = ::epoll_wait(m_epoll, events.data(), int(events.size()), waitMs);
        if (ready == 0)
            m_flood.trouble = "nothing was answered for a second";
        for (int i = 0; i < ready && m_flood.trouble.empty(); ++i) {
            Client& client = m_clients[events[size_t(i)].data.u64];
            const HttpClient::Step step = client.http->read();
            if (step == HttpClient::Step::Waiting)
                continue;
            if (step == HttpClient::Step::Broken || client.http->status() != 200) {
                m_flood.trouble = "an answer was no 200, or broke off";
                return;
            }
            m_flood.times.record(steadyNow() - client.askedAt);
            m_flood.bodyBytes = client.http->bodyBytes();
            ++m_flood.answers;
            if (client.http->isLast())
                open(size_t(events[size_t(i)].data.u64));
            else
                ask(client);
        }
    }

    const std::string& m_request;
    std::vector<Client> m_clients;
    const int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    Flood m_flood;
};

} // namespace

Flood flood(const Door& door, const std::string& request, int connections, std::chrono::milliseconds time) {
    return Flooding(door, request, connections).run(time);
}

} // namespace confab::load

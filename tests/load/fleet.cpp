// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/fleet.h"

#include <array>
#include <sys/epoll.h>
#include <unistd.h>

namespace confab::load {

namespace {

using namespace std::chrono_literals;

/// More than the longest answer: a page has at most 256 KiB of bodies.
constexpr size_t bufferBytes = 1024 * 1024;
/// 127.0.0.2 and up: 20,000 clients are 200 from each.
constexpr size_t sourceAddresses = 100;
constexpr std::chrono::milliseconds connectLimit = 180s;
constexpr std::chrono::nanoseconds idleTurn = 5ms;

timespec toTimespec(std::chrono::nanoseconds time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    return {time_t(seconds.count()), long((time - seconds).count())};
}

} // namespace

qint64 steadyNow() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

Fleet::Fleet() {
    m_share.buffer.resize(bufferBytes);
    m_share.epoll = ::epoll_create1(EPOLL_CLOEXEC);
}

Fleet::~Fleet() {
    m_clients.clear();
    ::close(m_share.epoll);
}

size_t Fleet::add(const Door& door, Script script) {
    m_clients.push_back(std::make_unique<LoadClient>(m_share, door, std::move(script)));
    return m_clients.size() - 1;
}

bool Fleet::beginSome(Until until, size_t atOnce) {
    const FleetCounts& counts = m_share.counts;
    const size_t there = until == Until::Ready ? counts.ready : counts.upgraded;
    for (; m_begun < m_clients.size() && m_begun - there < atOnce; ++m_begun) {
        if (!m_clients[m_begun]->connectFrom("127.0.0." + std::to_string(2 + m_begun % sourceAddresses)))
            m_share.trouble = "the system has no socket left";
    }
    return there == m_clients.size();
}

bool Fleet::connect(Until until, size_t atOnce) {
    m_share.holdBack = until == Until::Upgraded;
    return runUntil([&] { return beginSome(until, atOnce); }, connectLimit);
}

bool Fleet::signIn() {
    for (const auto& client : m_clients)
        client->signIn();
    return runUntil([this] { return m_share.counts.ready == m_clients.size(); }, connectLimit);
}

void Fleet::shrinkTo(size_t size) {
    m_clients.resize(size);
    m_begun = size;
    m_share.counts.upgraded = size;
    m_share.counts.ready = size;
}

bool Fleet::run(const Turn& turn, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    for (;;) {
        const std::optional<std::chrono::nanoseconds> wait = turn();
        if (!wait)
            return true;
        if (m_share.trouble.empty() && std::chrono::steady_clock::now() > deadline)
            m_share.trouble = "it took too long";
        if (!m_share.trouble.empty())
            return false;
        serve(*wait);
    }
}

bool Fleet::runUntil(const std::function<bool()>& done, std::chrono::milliseconds limit) {
    return run([&] { return done() ? std::nullopt : std::optional(idleTurn); }, limit);
}

void Fleet::serve(std::chrono::nanoseconds wait) {
    std::array<epoll_event, 512> events;
    const timespec longest = toTimespec(wait);
    const int ready = ::epoll_pwait2(m_share.epoll, events.data(), int(events.size()), &longest, nullptr);
    for (int i = 0; i < ready; ++i) {
        auto& client = *static_cast<LoadClient*>(events[size_t(i)].data.ptr);
        m_share.now = steadyNow();
        if (events[size_t(i)].events & EPOLLOUT)
            client.writeMore();
        if (events[size_t(i)].events & ~quint32(EPOLLOUT))
            client.readSome();
    }
}

} // namespace confab::load

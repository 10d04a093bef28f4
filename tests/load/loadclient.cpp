// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/loadclient.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace confab::load {

namespace {

constexpr std::string_view upgrade = "GET /rt HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                                     "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                     "Sec-WebSocket-Protocol: confab.v1.json\r\n\r\n";
constexpr size_t shownOfRefusal = 200;

sockaddr_in addressOf(const std::string& host, quint16 port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, host.c_str(), &address.sin_addr);
    return address;
}

} // namespace

LoadClient::LoadClient(FleetShare& share, Door door, Script script)
    : m_share(share), m_door(std::move(door)), m_accessToken(std::move(script.accessToken)) {
    m_rooms.reserve(script.rooms.size());
    for (const qint64 room : script.rooms)
        m_rooms.push_back({room, -1});
}

LoadClient::~LoadClient() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool LoadClient::connectFrom(const std::string& source) {
    m_descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0)
        return false;
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // The port is chosen when it connects: then two sockets may share one, as long as they go to different places.
    ::setsockopt(m_descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    const sockaddr_in from = addressOf(source, 0);
    const sockaddr_in to = addressOf(m_door.host, m_door.port);
    if (::bind(m_descriptor, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0)
        return false;
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 && errno != EINPROGRESS)
        return false;
    m_out = upgrade;
    watch(EPOLL_CTL_ADD, true);
    return true;
}

void LoadClient::watch(int operation, bool writing) {
    epoll_event event{};
    event.events = EPOLLIN | (writing ? EPOLLOUT : 0u);
    event.data.ptr = this;
    ::epoll_ctl(m_share.epoll, operation, m_descriptor, &event);
}

void LoadClient::breakUp(const std::string& why) {
    if (m_share.trouble.empty())
        m_share.trouble = why;
    ::epoll_ctl(m_share.epoll, EPOLL_CTL_DEL, m_descriptor, nullptr);
}

void LoadClient::signIn() {
    m_state = State::SigningIn;
    send(resumeCall(m_accessToken));
}

void LoadClient::send(std::string_view call) {
    std::string frame;
    frame.reserve(call.size() + 8);
    appendClientFrame(frame, Opcode::Text, call);
    write(frame);
}

void LoadClient::write(const std::string& frame) {
    const bool waits = !m_out.empty();
    m_out += frame;
    if (!waits) {
        writeSome();
        if (!m_out.empty())
            watch(EPOLL_CTL_MOD, true);
    }
}

void LoadClient::writeSome() {
    const ssize_t written = ::send(m_descriptor, m_out.data(), m_out.size(), MSG_NOSIGNAL);
    if (written < 0 && errno != EAGAIN && errno != EINPROGRESS)
        return breakUp(std::string("a connection broke while it was written to: ") + std::strerror(errno));
    m_out.erase(0, size_t(std::max<ssize_t>(written, 0)));
}

void LoadClient::writeMore() {
    writeSome();
    if (m_out.empty())
        watch(EPOLL_CTL_MOD, false);
}

void LoadClient::readSome() {
    // The rest of the last read goes in front, so that every frame is contiguous.
    std::vector<char>& buffer = m_share.buffer;
    const size_t kept = m_in.size();
    std::memcpy(buffer.data(), m_in.data(), kept);
    const ssize_t read = ::recv(m_descriptor, buffer.data() + kept, buffer.size() - kept, 0);
    if (read <= 0) {
        if (read == 0 || errno != EAGAIN)
            breakUp(read == 0 ? "the server hung up" : std::string("reading failed: ") + std::strerror(errno));
        return;
    }
    take({buffer.data(), kept + size_t(read)});
}

void LoadClient::take(std::string_view bytes) {
    const size_t head = m_state == State::Connecting ? takeHead(bytes) : 0;
    const size_t taken = m_state == State::Connecting ? 0 : head + takeFrames(bytes.substr(head));
    if (bytes.size() - taken >= m_share.buffer.size())
        breakUp("a frame is larger than the buffer");
    m_in.assign(bytes.substr(taken));
}

size_t LoadClient::takeHead(std::string_view bytes) {
    const size_t end = bytes.find("\r\n\r\n");
    if (end == bytes.npos)
        return 0;
    if (!bytes.starts_with("HTTP/1.1 101 "))
        breakUp("the server refused a connection: " + std::string(bytes.substr(0, bytes.find('\r'))));
    m_state = State::Upgraded;
    ++m_share.counts.upgraded;
    if (!m_share.holdBack)
        signIn();
    return end + 4;
}

size_t LoadClient::takeFrames(std::string_view bytes) {
    FrameScanner scanner(bytes);
    while (const auto frame = scanner.next()) {
        if (frame->opcode == Opcode::Text) {
            takeText(frame->payload);
        } else if (frame->opcode == Opcode::Ping) {
            std::string pong;
            appendClientFrame(pong, Opcode::Pong, frame->payload);
            write(pong);
        } else if (frame->opcode == Opcode::Close) {
            const bool coded = frame->payload.size() >= 2;
            const auto byte = [&](size_t at) { return static_cast<unsigned char>(frame->payload[at]); };
            breakUp("the server closed a connection with " + std::to_string(coded ? byte(0) * 256 + byte(1) : 0));
        }
    }
    if (scanner.isStrange())
        breakUp("the server sent what is no frame of its");
    return scanner.taken();
}

void LoadClient::takeText(std::string_view text) {
    switch (m_share.reader.kind(text)) {
    case NoticeReader::Kind::Event:
        return takeEvent(text);
    case NoticeReader::Kind::OtherNotice:
        ++m_share.counts.notices;
        return;
    case NoticeReader::Kind::Answer:
        return takeAnswer(text);
    }
}

void LoadClient::takeEvent(std::string_view text) {
    FleetCounts& counts = m_share.counts;
    ++counts.events;
    counts.eventBytes += text.size();
    const auto event = m_share.reader.event(text);
    const auto cursor = std::find_if(m_rooms.begin(), m_rooms.end(),
                                     [&](const Cursor& each) { return event && each.room == event->room; });
    if (cursor == m_rooms.end() || cursor->seq < 0) {
        ++counts.strangers;
        return;
    }
    if (event->seq <= cursor->seq) {
        ++counts.doubled;
        return;
    }
    counts.skipped += quint64(event->seq - cursor->seq - 1);
    cursor->seq = event->seq;
    if (event->stamp && m_share.listener)
        m_share.listener->delivered(*event->stamp, m_share.now);
}

void LoadClient::takeAnswer(std::string_view text) {
    const NoticeReader::Answer answer = m_share.reader.answer(text);
    const bool ofScript = answer.id < firstMessageId;
    if (answer.refused && !(ofScript && answer.busy)) {
        if (++m_share.counts.refusals == 1)
            m_share.refusal = text.substr(0, shownOfRefusal);
        if (ofScript)
            return breakUp("a call was refused: " + std::string(text.substr(0, shownOfRefusal)));
    }
    if (answer.id >= firstMessageId) {
        if (m_share.listener)
            m_share.listener->answered(answer, text, m_share.now);
    } else if (answer.id == signInId) {
        if (answer.busy) {
            ++m_share.counts.busy;
            return signIn();
        }
        m_accessToken = {};
        enterAll();
    } else {
        entered(answer, text);
    }
}

void LoadClient::enterAll() {
    m_state = State::Entering;
    m_toEnter = m_rooms.size();
    std::string frames;
    for (size_t i = 0; i < m_rooms.size(); ++i)
        appendClientFrame(frames, Opcode::Text, enterCall(firstEnterId + qint64(i), m_rooms[i].room));
    write(frames);
    if (m_rooms.empty())
        entered({}, {});
}

/// An answer to room.enter.
void LoadClient::entered(const NoticeReader::Answer& answer, std::string_view text) {
    const size_t index = size_t(answer.id - firstEnterId);
    if (answer.busy) {
        ++m_share.counts.busy;
        return send(enterCall(answer.id, m_rooms.at(index).room));
    }
    if (m_toEnter > 0) {
        m_rooms.at(index).seq = m_share.reader.lastSeq(text).value_or(-1);
        --m_toEnter;
    }
    if (m_toEnter == 0) {
        m_state = State::Ready;
        ++m_share.counts.ready;
    }
}

} // namespace confab::load

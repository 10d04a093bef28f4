// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/httplink.h"

namespace confab::links {

namespace {

constexpr qsizetype outputBytes = 64 * 1024;

/// The payload of a whole frame of the server's.
QByteArrayView payloadOf(QByteArrayView wire) {
    const int length = wire[1] & 0x7f;
    return wire.sliced(length == 126 ? 4 : length == 127 ? 10 : 2);
}

} // namespace

HttpLink::HttpLink(ConnectionId id, QHostAddress client, const TransportLimits& limits, Framing framing,
                   std::function<void()> changed)
    : Connection(id, Codec::Json, std::move(client)), m_limits(limits), m_framing(framing),
      m_changed(std::move(changed)), m_outbox(limits.outboxBytes, limits.ephemeralBytes),
      m_incomingLimit(limits.incomingBytes) {}

HttpLink::Time HttpLink::now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void HttpLink::send(const Frame& frame) {
    if (!m_isOpen)
        return;
    if (m_outbox.push(frame, 0) == Outbox::Push::Full) {
        m_closed = CloseCode::SlowReader;
        return abort();
    }
    m_changed();
}

/// What waits is still taken by polls.
void HttpLink::close(CloseCode code, const QString&) {
    if (m_isOpen)
        m_closed = code;
    m_isOpen = false;
    m_changed();
}

void HttpLink::abort() {
    m_isOpen = false;
    m_outbox.clear();
    m_changed();
}

void HttpLink::closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason) {
    m_closeAt = now() + time.count();
    m_closeCode = code;
    m_closeReason = reason;
}

void HttpLink::look(Time now) {
    if (m_isOpen && m_closeAt && *m_closeAt <= now)
        close(m_closeCode, m_closeReason);
}

QByteArray HttpLink::takeOutput() {
    QByteArray output;
    while (!m_outbox.isEmpty()) {
        QByteArrayView wire;
        m_outbox.gather({&wire, 1});
        const QByteArrayView payload = payloadOf(wire);
        if (!output.isEmpty() && output.size() + payload.size() > outputBytes)
            break;
        output += payload;
        if (m_framing == Framing::Lines)
            output += '\n';
        m_outbox.consume(wire.size());
    }
    return output;
}

} // namespace confab::links

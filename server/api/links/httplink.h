// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/connection.h"
#include "server/transport/limits.h"
#include "server/transport/websocket/outbox.h"

#include <functional>

namespace confab::links {

/// Where a message ends in the bytes of a request or an answer.
enum class Framing {
    Own,   ///< the messages say it themselves: SignalR's
    Lines, ///< at the line's end: JSON-RPC, whose messages are UTF-8 without newlines
};

/// A client without a WebSocket, as its session sees it: what the session says waits until a poll takes it.
/// Thread: its io thread. Owned by: LinkHome.
class HttpLink final : public Connection {
public:
    /// The moment of a steady clock, in milliseconds.
    using Time = qint64;

    /// `changed`: there is something for a poll, or the link has ended.
    HttpLink(ConnectionId id, QHostAddress client, const TransportLimits& limits, Framing framing,
             std::function<void()> changed);
    ~HttpLink() override = default;

    // Connection
    void send(const Frame& frame) override;
    void close(CloseCode code, const QString& reason) override;
    bool isOpen() const override { return m_isOpen; }
    void abort() override;
    void setIncomingLimit(qsizetype bytes) override { m_incomingLimit = bytes; }
    void acceptBothKinds() override {}
    void setSignedIn(bool signedIn) override { m_isSignedIn = signedIn; }
    void closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason) override;
    void keepOpen() override { m_closeAt.reset(); }

    bool isSignedIn() const { return m_isSignedIn; }
    qsizetype incomingLimit() const { return m_incomingLimit; }
    /// Why it has ended, when it has.
    CloseCode closeCode() const { return m_closed; }
    bool hasOutput() const { return !m_outbox.isEmpty(); }
    /// The messages that wait, one after another, at most some 64 KiB of them beyond the first.
    QByteArray takeOutput();
    /// Closes when closeAfter() says so.
    void look(Time now);

    static Time now();

private:
    const TransportLimits& m_limits;
    const Framing m_framing;
    const std::function<void()> m_changed;
    Outbox m_outbox;
    bool m_isOpen = true;
    CloseCode m_closed = CloseCode::Normal;
    bool m_isSignedIn = false;
    qsizetype m_incomingLimit;
    std::optional<Time> m_closeAt;
    CloseCode m_closeCode = CloseCode::Normal;
    QString m_closeReason;
};

} // namespace confab::links

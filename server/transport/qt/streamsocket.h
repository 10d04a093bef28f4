// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/io/bytestream.h"

#include <QTcpSocket>

namespace confab {

/// What QWebSocket takes for its socket: it reads what it is given, and what it writes waits here for a ByteStream,
/// where it can be counted. No descriptor is behind it, and nothing that QWebSocket does to it reaches the client by
/// itself: no close(), no abort(), no pong.
///
/// A QWebSocket over a socket of its own reads as long as there is something to read, answers each ping into a buffer
/// without a bound, under TLS one that it can't even see, and drops that buffer for abort() only (Qt 6.4).
/// Thread: its io thread. Owned by: its connection, which it must not outlive.
class StreamSocket final : public QTcpSocket {
    Q_OBJECT
public:
    class Owner {
    public:
        /// QWebSocket has written its close frame, the last of all: what it writes from here on is dropped.
        virtual void webSocketCloses() = 0;

    protected:
        ~Owner() = default;
    };

    explicit StreamSocket(Owner& owner);
    ~StreamSocket() override;

    /// Keeps these bytes for later.
    void hold(QByteArrayView bytes) { m_in.append(bytes); }
    /// Gives the reader so many more of the bytes that are held, in order; it reads them inside this call.
    void release(qsizetype count);
    /// Those that are held and not released.
    qsizetype held() const { return m_in.size() - m_released; }

    /// What was written, taken out.
    QByteArray takeWritten() { return std::exchange(m_out, {}); }
    /// Offers what was written to the stream. False: the stream has ended.
    bool sendTo(ByteStream& stream);
    /// Bytes that were written and that no stream has taken.
    qsizetype unsent() const { return m_out.size() - m_sent; }

    /// Gives the reader nothing more, whatever was released.
    void stopReading() { m_reads = false; }
    /// Likewise, drops what is written, and tells its owner nothing more.
    void cutOff();

    // QTcpSocket
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return unsent(); }
    void close() override;

protected:
    qint64 readData(char* to, qint64 most) override;
    qint64 skipData(qint64 most) override;
    qint64 writeData(const char* from, qint64 count) override;

private:
    Owner* m_owner; // null: cut off
    bool m_reads = true;
    bool m_writes = true;
    QByteArray m_in;
    qsizetype m_read = 0;     // of it, from its beginning
    qsizetype m_released = 0; // of it, from its beginning: never below m_read
    QByteArray m_out;
    qsizetype m_sent = 0; // of it, from its beginning
};

} // namespace confab

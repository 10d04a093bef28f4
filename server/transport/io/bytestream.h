// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/transportkind.h"

#include <QByteArrayView>
#include <QHostAddress>

#include <memory>
#include <span>

namespace confab {

class TlsContext;

/// The bytes of one accepted socket, plain or under TLS. It never waits.
/// Thread: its io thread. Owned by: the peer that reads it.
class ByteStream {
public:
    /// Its reader and writer. It may close the stream in these calls, but not destroy it.
    class Owner {
    public:
        /// read() has something to say: bytes, or the end. Again in the next turn of the loop while that is so.
        virtual void readable() = 0;
        /// After tellWhenWritable(): write() takes bytes again.
        virtual void writable() = 0;

    protected:
        ~Owner() = default;
    };

    virtual ~ByteStream() = default;
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;

    void setOwner(Owner& owner) { m_owner = &owner; }
    const QHostAddress& peerAddress() const { return m_peerAddress; }

    /// How many bytes were read, 0 when there are none now, `ended` when the peer hung up or the stream failed.
    virtual qint64 read(char* to, qint64 most) = 0;
    /// How many bytes of these pieces, in this order, were taken; `ended` as above.
    virtual qint64 write(std::span<const QByteArrayView> pieces) = 0;
    /// Once.
    virtual void tellWhenWritable() = 0;
    /// The owner wants no bytes for a while, so that they wait at the sender: readable() is not called, not even for
    /// the end. When reading goes on, it is called for what has waited.
    virtual void pauseReading(bool paused) = 0;
    /// Bytes that were taken, but not yet passed to the system.
    virtual qint64 waiting() const = 0;
    /// Ends writing: taken bytes are sent, then the peer sees the end. What it still sends can be read.
    virtual void finishWriting() = 0;
    /// Likewise, and nothing is read any more: for when nothing of the peer's waits unread, which would reset the
    /// connection. False: what was taken is not sent yet, and read() says when it has ended.
    virtual bool finish() = 0;
    /// At once. The owner is not called any more; a peer with unread data gets a reset, unless it has ended itself.
    virtual void close() = 0;
    /// For socket options.
    virtual qintptr descriptor() const = 0;

    static constexpr qint64 ended = -1;

protected:
    explicit ByteStream(QHostAddress peerAddress) : m_peerAddress(std::move(peerAddress)) {}
    Owner* owner() const { return m_owner; }

private:
    const QHostAddress m_peerAddress;
    Owner* m_owner = nullptr;
};

/// The stream over an accepted socket, which it owns from here on, made of what this kind of transport is made of;
/// under TLS when there is a context for it. Null, and the socket closed, when the system refuses.
std::unique_ptr<ByteStream> makeByteStream(TransportKind kind, qintptr descriptor, const TlsContext* tls);

} // namespace confab

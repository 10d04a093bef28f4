// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/io/bytestream.h"
#include "server/transport/tls/tlswire.h"

#include <QByteArray>

struct ssl_st;

namespace confab {

/// TLS over another stream, the server's end. Reading drives the handshake: until it is done, read() brings nothing,
/// and nothing can be written.
///
/// Between reads it holds no buffer, and its context is shared: a stalled one costs some 24 KiB, 14 of them OpenSSL's
/// own objects. (Measured: a QSslSocket some 70, most of it for an SSL_CTX of its own.) Small pieces of one write()
/// leave together as one record, and as long as the system has not taken all of a record, the next one is not made.
/// Thread: its io thread. Owned by: the peer that reads it.
class TlsStream final : public ByteStream, private ByteStream::Owner {
public:
    /// Null when there is no memory for it; the wire is closed then.
    static std::unique_ptr<ByteStream> over(std::unique_ptr<ByteStream> wire, const TlsContext& context);
    ~TlsStream() override;

    qint64 read(char* to, qint64 most) override;
    qint64 write(std::span<const QByteArrayView> pieces) override;
    void tellWhenWritable() override;
    void pauseReading(bool paused) override;
    qint64 waiting() const override { return m_toWire.unsent() + m_wire->waiting(); }
    /// With a close_notify, so that the peer knows that nothing was cut off.
    void finishWriting() override;
    /// The peer answers with a close_notify of its own, so something of it always comes.
    bool finish() override {
        finishWriting();
        return false;
    }
    void close() override;
    qintptr descriptor() const override { return m_wire->descriptor(); }

private:
    struct FreeSsl {
        void operator()(ssl_st* ssl) const;
    };

    TlsStream(std::unique_ptr<ByteStream> wire, std::unique_ptr<ssl_st, FreeSsl> ssl);

    // Of the wire.
    void readable() override;
    void writable() override;

    bool isOpen() const { return m_ssl && !m_hasEnded; }
    void beginCall();
    void endCall();
    void readNothing(int result);
    void tellRest();
    bool send(QByteArrayView record);

    std::unique_ptr<ByteStream> m_wire;
    TlsWire m_toWire;                       // what OpenSSL has of it
    std::unique_ptr<ssl_st, FreeSsl> m_ssl; // none after close()
    bool m_hasEnded = false;                // in both directions
    bool m_isEndTold = false;               // read() said so
    bool m_tellWhenWritable = false;
    bool m_isPaused = false;
    bool m_isFinished = false; // the close_notify was written
};

} // namespace confab

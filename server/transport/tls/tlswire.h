// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

struct bio_st;

namespace confab {

class ByteStream;

/// The stream below TLS as OpenSSL sees it.
///
/// It takes all that OpenSSL writes, and keeps what the system does not take. So no record is ever half written for
/// OpenSSL, which would want the same bytes again before it may write anything else (OpenSSL 3.0 gives up when the
/// peer asks for other keys meanwhile), and a peer that does not read answers does not keep reading from going on.
///
/// Reading has a bound for each call: for some things OpenSSL goes on by itself, as long as the peer sends them
/// (empty records, renegotiations that it declines).
/// Thread: its io thread. Owned by: the TlsStream.
class TlsWire {
public:
    explicit TlsWire(ByteStream& stream) : m_stream(stream) {}
    TlsWire(const TlsWire&) = delete;
    TlsWire& operator=(const TlsWire&) = delete;

    /// The BIO for OpenSSL; it must not outlive this.
    bio_st* makeBio();

    /// Before each call of OpenSSL.
    void beginCall();
    /// Application data was received.
    void heardData() { m_withoutData = 0; }
    /// The peer has sent too much since then without application data.
    bool saysNothing() const;

    /// How many bytes, 0 for none now, ByteStream::ended.
    qint64 read(char* to, qint64 most);
    /// All of it, or ByteStream::ended.
    qint64 write(const char* from, qint64 count);

    /// The bytes that the system has not taken yet.
    qint64 unsent() const { return m_unsent.size(); }
    /// Tries to send that. False when the stream has ended.
    bool sendUnsent();

private:
    ByteStream& m_stream;
    QByteArray m_unsent;
    qint64 m_allowed = 0;
    qint64 m_withoutData = 0;
};

} // namespace confab

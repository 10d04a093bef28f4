// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

struct bio_st;

namespace confab {

class ByteStream;

/// The stream below TLS as OpenSSL sees it, with a bound on what OpenSSL reads of it: for some things it goes on reading
/// by itself, as long as the peer sends them (records without data, renegotiations that it declines, changes of keys).
/// Thread: its io thread. Owned by: the TlsStream.
class TlsWire {
public:
    explicit TlsWire(ByteStream& stream) : m_stream(stream) {}
    TlsWire(const TlsWire&) = delete;
    TlsWire& operator=(const TlsWire&) = delete;

    /// What OpenSSL gets; it must not outlive this.
    bio_st* makeBio();

    /// Before each call of OpenSSL.
    void beginCall();
    /// What came had something in it for the application.
    void heardData() { m_withoutData = 0; }
    /// The peer has sent too much since then that was only for TLS.
    bool saysNothing() const;

    /// How many bytes, 0 for none now, ByteStream::ended.
    qint64 read(char* to, qint64 most);
    qint64 write(const char* from, qint64 count);

private:
    ByteStream& m_stream;
    qint64 m_allowed = 0;
    qint64 m_withoutData = 0;
};

} // namespace confab

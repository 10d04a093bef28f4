// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/tls/tlswire.h"

#include "server/transport/io/bytestream.h"

#include <openssl/bio.h>

#include <algorithm>

namespace confab {

namespace {

// Two of the largest records (RFC 5246, 6.2.3: 2^14 + 2048 and a head of 5), so that a whole one always fits.
constexpr qint64 kBytesPerCall = 2 * (16 * 1024 + 2048 + 5);
// A handshake without a client's certificate is below 4 KiB, and a record that is not complete yet below 19; so this is
// thousands of key updates (27 bytes), of which an honest client has one in 2^24 records (RFC 8446, 5.5).
constexpr qint64 kMostWithoutData = 64 * 1024;
// One record waits at most, as a rule; the server's part of a handshake is as large as its certificates, and answers to
// key updates (22 bytes) add to it for as long as a peer asks, and reads nothing.
constexpr qint64 kMostUnsent = 256 * 1024;

TlsWire& wireOf(BIO* bio) {
    return *static_cast<TlsWire*>(BIO_get_data(bio));
}

int readWire(BIO* bio, char* to, int most) {
    BIO_clear_retry_flags(bio);
    const qint64 count = wireOf(bio).read(to, most);
    if (count == 0)
        BIO_set_retry_read(bio);
    return count > 0 ? int(count) : -1;
}

int writeWire(BIO* bio, const char* from, int count) {
    BIO_clear_retry_flags(bio);
    return wireOf(bio).write(from, count) == count ? count : -1;
}

long controlWire(BIO*, int command, long, void*) {
    return command == BIO_CTRL_FLUSH ? 1 : 0; // nothing is held back here
}

/// One for the process, as a class has one table of virtual functions: it never changes.
const BIO_METHOD* wireMethod() {
    static const BIO_METHOD* const method = [] {
        BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "Confab's stream");
        BIO_meth_set_read(made, readWire);
        BIO_meth_set_write(made, writeWire);
        BIO_meth_set_ctrl(made, controlWire);
        return made;
    }();
    return method;
}

} // namespace

bio_st* TlsWire::makeBio() {
    BIO* bio = BIO_new(wireMethod());
    if (!bio)
        return nullptr;
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    return bio;
}

void TlsWire::beginCall() {
    m_allowed = kBytesPerCall;
}

bool TlsWire::saysNothing() const {
    return m_withoutData > kMostWithoutData;
}

qint64 TlsWire::read(char* to, qint64 most) {
    const qint64 count = m_allowed > 0 ? m_stream.read(to, std::min(most, m_allowed)) : 0; // the rest in the next turn
    if (count > 0) {
        m_allowed -= count;
        m_withoutData += count;
    }
    return count;
}

qint64 TlsWire::write(const char* from, qint64 count) {
    const QByteArrayView piece(from, count);
    const qint64 taken = m_unsent.isEmpty() ? m_stream.write({&piece, 1}) : 0;
    if (taken == ByteStream::ended || m_unsent.size() + count - taken > kMostUnsent)
        return ByteStream::ended;
    m_unsent += piece.sliced(taken);
    return count;
}

bool TlsWire::sendUnsent() {
    if (m_unsent.isEmpty())
        return true;
    const QByteArrayView piece(m_unsent);
    const qint64 taken = m_stream.write({&piece, 1});
    if (taken == ByteStream::ended)
        return false;
    m_unsent.remove(0, taken);
    if (m_unsent.isEmpty())
        m_unsent = {}; // with its memory
    return true;
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/tls/tlsstream.h"

#include "server/transport/tls/tlscontext.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace confab {

namespace {

constexpr size_t kRecordBytes = SSL3_RT_MAX_PLAIN_LENGTH; // 16 KiB: what one record holds at most

/// Cuts pieces into records.
class Records {
public:
    explicit Records(std::span<const QByteArrayView> pieces) : m_pieces(pieces) {}

    /// The next bytes, as many as one record holds; empty at the end. Valid until the next call.
    QByteArrayView next() {
        size_t filled = 0;
        while (!m_pieces.empty() && filled < m_room.size()) {
            const QByteArrayView piece = m_pieces.front().sliced(m_begun);
            const size_t count = std::min(size_t(piece.size()), m_room.size() - filled);
            std::memcpy(m_room.data() + filled, piece.data(), count);
            filled += count;
            m_begun += qsizetype(count);
            if (m_begun == m_pieces.front().size()) {
                m_pieces = m_pieces.subspan(1);
                m_begun = 0;
            }
        }
        return {m_room.data(), qsizetype(filled)};
    }

private:
    std::span<const QByteArrayView> m_pieces;
    qsizetype m_begun = 0; // bytes of the first piece that are done
    std::array<char, kRecordBytes> m_room;
};

} // namespace

void TlsStream::FreeSsl::operator()(ssl_st* ssl) const {
    SSL_free(ssl);
}

std::unique_ptr<ByteStream> TlsStream::over(std::unique_ptr<ByteStream> wire, const TlsContext& context) {
    std::unique_ptr<ssl_st, FreeSsl> ssl(SSL_new(context.get())); // which shares in the context
    if (!ssl)
        return nullptr;
    std::unique_ptr<TlsStream> stream(new TlsStream(std::move(wire), std::move(ssl)));
    BIO* bio = stream->m_toWire.makeBio();
    if (!bio)
        return nullptr;
    SSL_set_bio(stream->m_ssl.get(), bio, bio); // takes it over
    SSL_set_accept_state(stream->m_ssl.get());
    return stream;
}

TlsStream::TlsStream(std::unique_ptr<ByteStream> wire, std::unique_ptr<ssl_st, FreeSsl> ssl)
    : ByteStream(wire->peerAddress()), m_wire(std::move(wire)), m_toWire(*m_wire), m_ssl(std::move(ssl)) {
    m_wire->setOwner(*this);
}

TlsStream::~TlsStream() {
    TlsStream::close();
}

/// The errors of OpenSSL are a list of the thread's: what others left there would be taken for this call's.
void TlsStream::beginCall() {
    ERR_clear_error();
    m_toWire.beginCall();
}

/// Reading writes, too: a handshake, an alert, an answer to a change of keys.
void TlsStream::endCall() {
    if (m_toWire.unsent() > 0)
        m_wire->tellWhenWritable();
}

// ---- in ----

/// Reads all records that arrived, as a plain stream reads all bytes: a client with small messages fills many records,
/// and one for each turn of the loop would be slow.
qint64 TlsStream::read(char* to, qint64 most) {
    if (!isOpen())
        return ended;
    beginCall();
    qint64 taken = 0;
    while (taken < most) {
        size_t count = 0;
        const int result = SSL_read_ex(m_ssl.get(), to + taken, size_t(most - taken), &count);
        if (result != 1) {
            readNothing(result);
            break;
        }
        m_toWire.heardData();
        taken += qint64(count);
    }
    endCall();
    m_isEndTold = m_hasEnded && taken == 0;
    return m_isEndTold ? ended : taken;
}

/// No data yet, or the end.
void TlsStream::readNothing(int result) {
    const int error = SSL_get_error(m_ssl.get(), result);
    if (error == SSL_ERROR_ZERO_RETURN && !m_isFinished)
        SSL_shutdown(m_ssl.get()); // the peer's close_notify is answered
    m_hasEnded = error != SSL_ERROR_WANT_READ || m_toWire.saysNothing();
}

void TlsStream::readable() {
    owner()->readable();
    tellRest();
}

/// What OpenSSL has decrypted is in no socket, so nothing but this tells of it.
void TlsStream::pauseReading(bool paused) {
    m_isPaused = paused;
    m_wire->pauseReading(paused);
    tellRest();
}

/// The wire does not signal data that OpenSSL has decrypted already: the rest of a record, when the owner reads in
/// smaller pieces.
void TlsStream::tellRest() {
    int before = 0;
    for (int rest = 0; !m_isPaused && isOpen() && (rest = SSL_pending(m_ssl.get())) > 0 && rest != before;
         before = rest)
        owner()->readable();
    if (!m_isPaused && m_ssl && m_hasEnded && !m_isEndTold) // it came behind data, and the wire may be silent about it
        owner()->readable();
}

// ---- out ----

qint64 TlsStream::write(std::span<const QByteArrayView> pieces) {
    if (!isOpen() || m_isFinished || !m_toWire.sendUnsent())
        return ended;
    Records records(pieces);
    qint64 taken = 0;
    while (m_toWire.unsent() == 0) {
        const QByteArrayView record = records.next();
        if (record.isEmpty())
            break;
        if (!send(record))
            return ended;
        taken += record.size();
    }
    return taken;
}

bool TlsStream::send(QByteArrayView record) {
    beginCall();
    size_t sent = 0;
    m_hasEnded = SSL_write_ex(m_ssl.get(), record.data(), size_t(record.size()), &sent) != 1;
    endCall();
    return !m_hasEnded;
}

void TlsStream::tellWhenWritable() {
    m_tellWhenWritable = true;
    m_wire->tellWhenWritable();
}

void TlsStream::writable() {
    if (!isOpen() || !m_toWire.sendUnsent()) // the end can be read
        return;
    if (m_toWire.unsent() > 0)
        return m_wire->tellWhenWritable();
    if (m_isFinished)
        m_wire->finishWriting();
    else if (std::exchange(m_tellWhenWritable, false))
        owner()->writable();
}

// ---- the end ----

void TlsStream::finishWriting() {
    if (!isOpen() || m_isFinished)
        return;
    m_isFinished = true;
    beginCall();
    SSL_shutdown(m_ssl.get()); // behind all that was taken
    endCall();
    if (m_toWire.unsent() == 0)
        m_wire->finishWriting();
}

void TlsStream::close() {
    m_ssl.reset();
    m_wire->close();
}

} // namespace confab

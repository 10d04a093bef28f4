// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/tlsstream.h"

#include "server/transport/tlscontext.h"

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
    BIO* bio = stream->m_throttled.makeBio();
    if (!bio)
        return nullptr;
    SSL_set_bio(stream->m_ssl.get(), bio, bio); // takes it over
    SSL_set_accept_state(stream->m_ssl.get());
    return stream;
}

TlsStream::TlsStream(std::unique_ptr<ByteStream> wire, std::unique_ptr<ssl_st, FreeSsl> ssl)
    : ByteStream(wire->peerAddress()), m_wire(std::move(wire)), m_throttled(*m_wire), m_ssl(std::move(ssl)) {
    m_wire->setOwner(*this);
}

TlsStream::~TlsStream() {
    TlsStream::close();
}

/// The errors of OpenSSL are a list of the thread's: what others left there would be taken for this call's.
void TlsStream::beginCall() {
    ERR_clear_error();
    m_throttled.beginCall();
}

/// What a call that was not done waits for.
TlsStream::Step TlsStream::after(int result) {
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return Step::Waits;
    case SSL_ERROR_ZERO_RETURN: // the peer's close_notify, which is answered
        if (m_record.isEmpty() && !m_finishing)
            SSL_shutdown(m_ssl.get());
        break;
    default:
        break;
    }
    m_hasEnded = true;
    return Step::Failed;
}

// ---- in ----

qint64 TlsStream::read(char* to, qint64 most) {
    if (!isOpen())
        return ended;
    beginCall();
    size_t count = 0;
    if (const int result = SSL_read_ex(m_ssl.get(), to, size_t(most), &count); result != 1) {
        if (after(result) == Step::Failed)
            return ended;
        if (SSL_want_write(m_ssl.get())) { // a handshake
            m_readNeedsWrite = true;
            m_wire->tellWhenWritable();
        }
        m_hasEnded = m_throttled.saysNothing();
        return m_hasEnded ? ended : 0;
    }
    m_throttled.heardData();
    return qint64(count);
}

void TlsStream::readable() {
    if (std::exchange(m_writeNeedsRead, false))
        writable();
    if (!m_ssl)
        return;
    owner()->readable();
    tellRest();
}

/// The wire is silent about what OpenSSL has decrypted already: the rest of a record, when the owner reads in smaller
/// pieces.
void TlsStream::tellRest() {
    int before = 0;
    for (int rest = 0; isOpen() && (rest = SSL_pending(m_ssl.get())) > 0 && rest != before; before = rest)
        owner()->readable();
}

// ---- out ----

qint64 TlsStream::write(std::span<const QByteArrayView> pieces) {
    if (!isOpen() || m_finishing)
        return ended;
    Records records(pieces);
    qint64 taken = 0;
    Step step = sendWaiting();
    while (step == Step::Done) {
        const QByteArrayView record = records.next();
        if (record.isEmpty())
            break;
        step = send(record);
        taken += record.size();
    }
    return step == Step::Failed ? ended : taken;
}

/// When OpenSSL has to wait, it has encrypted these bytes, and has to be called with the same ones again. So they are
/// taken, and kept: the owner may forget at any time what waits with it.
TlsStream::Step TlsStream::send(QByteArrayView record) {
    while (!record.isEmpty()) {
        beginCall();
        size_t sent = 0;
        const int result = SSL_write_ex(m_ssl.get(), record.data(), size_t(record.size()), &sent);
        if (result == 1) {
            record = record.sliced(qsizetype(sent)); // not all of it for a client that wants small records (RFC 6066)
            continue;
        }
        const Step step = after(result);
        if (step == Step::Waits) {
            m_record = record.toByteArray();
            waitToSend();
        }
        return step;
    }
    return Step::Done;
}

TlsStream::Step TlsStream::sendWaiting() {
    const QByteArray record = std::exchange(m_record, {});
    return send(record);
}

void TlsStream::waitToSend() {
    m_writeNeedsRead = SSL_want_read(m_ssl.get());
    if (!m_writeNeedsRead)
        m_wire->tellWhenWritable();
}

void TlsStream::writable() {
    if (std::exchange(m_readNeedsWrite, false) && isOpen())
        owner()->readable();
    if (!isOpen())
        return;
    switch (sendWaiting()) {
    case Step::Waits:
        return;
    case Step::Failed:
        return owner()->readable(); // whom read() tells
    case Step::Done:
        break;
    }
    if (m_finishing)
        sayEnd();
    else if (std::exchange(m_tellWhenWritable, false))
        owner()->writable();
}

void TlsStream::tellWhenWritable() {
    m_tellWhenWritable = true;
    if (!m_writeNeedsRead)
        m_wire->tellWhenWritable();
}

// ---- the end ----

void TlsStream::finishWriting() {
    m_finishing = true;
    if (isOpen() && sendWaiting() == Step::Done)
        sayEnd();
}

/// Once all that was taken is sent.
void TlsStream::sayEnd() {
    if (m_saidEnd)
        return;
    beginCall();
    if (const int result = SSL_shutdown(m_ssl.get()); result < 0 && after(result) == Step::Waits)
        return waitToSend();
    m_saidEnd = true;
    m_wire->finishWriting();
}

void TlsStream::close() {
    m_ssl.reset();
    m_record.clear();
    m_wire->close();
}

} // namespace confab

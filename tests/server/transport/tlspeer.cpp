// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/transport/tlspeer.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace confab::test {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

QByteArray contentOf(const Bio& bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, qsizetype(size)};
}

Certificate selfSigned(EVP_PKEY* key) {
    Certificate certificate(X509_new(), &X509_free);
    X509* x = certificate.get();
    X509_set_version(x, 2); // v3
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x), 24 * 3600);
    const auto* name = reinterpret_cast<const unsigned char*>("confab.test");
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, name, -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    X509_set_pubkey(x, key);
    X509_sign(x, key, EVP_sha256());
    return certificate;
}

/// Small segments, too: with those of the loopback a small window would open by timers only.
void makeNarrow(int descriptor) {
    const int segment = 1'000;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    const int buffer = 4'096; // the kernel's own overhead included
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void countRecords(int isWrite, int, int contentType, const void* head, size_t, SSL*, void* count) {
    if (!isWrite && contentType == SSL3_RT_HEADER && *static_cast<const uchar*>(head) == SSL3_RT_APPLICATION_DATA)
        ++*static_cast<int*>(count);
}

} // namespace

TlsPair makeTlsPair() {
    const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const Certificate certificate = selfSigned(key.get());
    const Bio keyPem(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    const Bio certificatePem(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_X509(certificatePem.get(), certificate.get());
    return {contentOf(certificatePem), contentOf(keyPem)};
}

QByteArray guarded(const QByteArray& keyPem) {
    const Bio in(BIO_new_mem_buf(keyPem.constData(), int(keyPem.size())), &BIO_free);
    const Key key(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    const Bio out(BIO_new(BIO_s_mem()), &BIO_free);
    char phrase[] = "open sesame";
    PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), EVP_aes_128_cbc(), phrase, int(sizeof phrase) - 1, nullptr,
                                  nullptr);
    return contentOf(out);
}

std::optional<NarrowPair> makeNarrowPair() {
    const int door = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    NarrowPair pair;
    makeNarrow(door); // what it accepts is so, too
    if (::bind(door, any, size) == 0 && ::listen(door, 1) == 0 && ::getsockname(door, any, &size) == 0) {
        pair.client = ::socket(AF_INET, SOCK_STREAM, 0);
        makeNarrow(pair.client);
        if (::connect(pair.client, any, size) == 0)
            pair.server = ::accept(door, nullptr, nullptr);
    }
    ::close(door);
    if (pair.server < 0)
        return std::nullopt;
    makeNarrow(pair.server);
    ::fcntl(pair.client, F_SETFL, ::fcntl(pair.client, F_GETFL) | O_NONBLOCK);
    return pair;
}

TlsPeer::TlsPeer(int descriptor, int version)
    : m_context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free), m_ssl(nullptr, &SSL_free), m_descriptor(descriptor) {
    SSL_CTX_set_min_proto_version(m_context.get(), version);
    SSL_CTX_set_max_proto_version(m_context.get(), version);
    m_ssl.reset(SSL_new(m_context.get()));
    SSL_set_fd(m_ssl.get(), descriptor);
    SSL_set_connect_state(m_ssl.get());
    SSL_set_msg_callback(m_ssl.get(), countRecords);
    SSL_set_msg_callback_arg(m_ssl.get(), &m_records);
}

TlsPeer::~TlsPeer() {
    ::close(m_descriptor);
}

bool TlsPeer::shakeHands() {
    ERR_clear_error();
    return done(SSL_do_handshake(m_ssl.get()));
}

bool TlsPeer::write(const QByteArray& bytes) {
    ERR_clear_error();
    return done(SSL_write(m_ssl.get(), bytes.constData(), int(bytes.size())));
}

bool TlsPeer::changeKeys() {
    ERR_clear_error();
    if (SSL_get_key_update_type(m_ssl.get()) == SSL_KEY_UPDATE_NONE)
        SSL_key_update(m_ssl.get(), SSL_KEY_UPDATE_REQUESTED);
    return done(SSL_do_handshake(m_ssl.get()));
}

bool TlsPeer::renegotiate() {
    ERR_clear_error();
    SSL_renegotiate(m_ssl.get());
    return done(SSL_do_handshake(m_ssl.get()));
}

bool TlsPeer::isRenegotiated() const {
    return SSL_total_renegotiations(m_ssl.get()) > 0 && !m_hasFailed;
}

bool TlsPeer::writeBelow(const QByteArray& bytes) {
    return ::write(m_descriptor, bytes.constData(), size_t(bytes.size())) == bytes.size();
}

bool TlsPeer::end() {
    ERR_clear_error();
    const int result = SSL_shutdown(m_ssl.get());
    return result == 1 || (result < 0 && done(result));
}

QByteArray TlsPeer::read(int most) {
    ERR_clear_error();
    QByteArray bytes(most, Qt::Uninitialized);
    const int count = SSL_read(m_ssl.get(), bytes.data(), most);
    return done(count) ? bytes.first(count) : QByteArray();
}

bool TlsPeer::isResumable() const {
    return SSL_SESSION_is_resumable(SSL_get_session(m_ssl.get())) == 1;
}

void TlsPeer::wantRecordsOf512Bytes() {
    SSL_set_tlsext_max_fragment_length(m_ssl.get(), TLSEXT_max_fragment_length_512);
}

bool TlsPeer::done(int result) {
    const int error = SSL_get_error(m_ssl.get(), result);
    m_sawEnd = m_sawEnd || error == SSL_ERROR_ZERO_RETURN;
    m_hasFailed = m_hasFailed || error == SSL_ERROR_SSL || error == SSL_ERROR_SYSCALL;
    return error == SSL_ERROR_NONE;
}

} // namespace confab::test

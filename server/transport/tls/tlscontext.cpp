// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/tls/tlscontext.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace confab {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

constexpr int kMostCertificates = 32; // of a chain; real ones have two to four

// Of TLS 1.2 what RFC 9325 recommends: forward secrecy, and encryption that authenticates. TLS 1.3 has nothing else.
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

/// OpenSSL's reason for the last thing that failed, which holds no secret; and forgets it.
QString reason() {
    const char* text = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return text ? QString::fromLatin1(text) : QStringLiteral("OpenSSL does not say why");
}

tl::unexpected<Error> unusable(QLatin1String what, const QString& why) {
    return fail(Error::invalid(what, why));
}
tl::unexpected<Error> unusableCertificate(const QString& why) {
    return unusable(QLatin1String("certificate"), why);
}
tl::unexpected<Error> unusableKey(const QString& why) {
    return unusable(QLatin1String("key"), why);
}

Bio bioOver(QByteArrayView bytes) {
    return {BIO_new_mem_buf(bytes.data(), int(bytes.size())), &BIO_free};
}

/// Asks for no passphrase; without this, OpenSSL would prompt on the terminal.
int noPassphrase(char*, int, int, void*) {
    return -1;
}

Status useCertificates(SSL_CTX* context, QByteArrayView pem) {
    const Bio bio = bioOver(pem);
    for (int count = 0; count < kMostCertificates; ++count) {
        const Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, nullptr), &X509_free);
        if (!certificate) {
            const bool atEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
            if (atEnd && count > 0) {
                ERR_clear_error();
                return {};
            }
            return unusableCertificate(atEnd ? QStringLiteral("no certificate in PEM") : reason());
        }
        const bool used = count == 0 ? SSL_CTX_use_certificate(context, certificate.get()) == 1
                                     : SSL_CTX_add1_chain_cert(context, certificate.get()) == 1;
        if (!used)
            return unusableCertificate(reason());
    }
    return unusableCertificate(QStringLiteral("more than %1 certificates").arg(kMostCertificates));
}

Status useKey(SSL_CTX* context, QByteArrayView pem) {
    const Bio bio = bioOver(pem);
    const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr), &EVP_PKEY_free);
    if (!key) {
        ERR_clear_error();
        return unusableKey(QStringLiteral("no private key in PEM without a passphrase"));
    }
    if (SSL_CTX_use_PrivateKey(context, key.get()) != 1 || SSL_CTX_check_private_key(context) != 1)
        return unusableKey(QStringLiteral("this is not the key of the certificate: ") + reason());
    return {};
}

/// The protocol options. ALPN is not answered: WebSockets need none, and clients that offer it accept that.
bool setUp(SSL_CTX* context) {
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
    // No resumption: connections live for hours, so a whole handshake is rare (and some 0.1 ms with an elliptic key),
    // while tickets are two more messages in each of them, weaken forward secrecy by a key that lives as long as this
    // context, and are useless to a client that reconnects to another node or after a restart.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    // An idle connection holds no buffers (34 KiB). The modes for writes that are taken in part are not needed: TlsWire
    // takes all.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    // One read looks at one record, whatever is in it; what else has come waits in the kernel.
    SSL_CTX_clear_mode(context, SSL_MODE_AUTO_RETRY);
    SSL_CTX_set_read_ahead(context, 0);
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr); // clients show who they are by signing in
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, kCiphers) == 1;
}

} // namespace

Result<std::shared_ptr<const TlsContext>> TlsContext::make(QByteArrayView certificatePem, QByteArrayView keyPem) {
    ERR_clear_error();
    SSL_CTX* raw = SSL_CTX_new(TLS_server_method());
    if (!raw)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("TLS can't be used: ") + reason()));
    std::shared_ptr<const TlsContext> context(new TlsContext(raw));
    if (!setUp(raw))
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("TLS can't be used: ") + reason()));
    if (Status used = useCertificates(raw, certificatePem); !used)
        return fail(std::move(used.error()));
    if (Status used = useKey(raw, keyPem); !used)
        return fail(std::move(used.error()));
    return context;
}

TlsContext::~TlsContext() {
    SSL_CTX_free(m_context); // goes when the last connection with it has gone
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/tls/certificatefacts.h"

#include "server/transport/tls/tlscontext.h"

#include <QTimeZone>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <vector>

namespace confab {

namespace {

// Let's Encrypt's clients renew thirty days before expiry: fewer than ten left means that renewal fails.
constexpr int soonDays = 10;

QDateTime timeOf(const ASN1_TIME* time) {
    tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    constexpr int firstYear = 1900;
    return QDateTime(QDate(parts.tm_year + firstYear, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

/// The server's own first.
std::vector<X509*> chainOf(const TlsContext& tls) {
    std::vector<X509*> chain{SSL_CTX_get0_certificate(tls.get())};
    STACK_OF(X509)* others = nullptr;
    SSL_CTX_get0_chain_certs(tls.get(), &others);
    for (int i = 0; i < sk_X509_num(others); ++i)
        chain.push_back(sk_X509_value(others, i));
    return chain;
}

bool hasSigned(X509* issuer, X509* certificate) {
    return X509_check_issued(issuer, certificate) == X509_V_OK;
}

/// The last certificate on the chain's path from the server's certificate to a root.
X509* lastLinked(const std::vector<X509*>& chain) {
    X509* last = chain.front();
    for (size_t steps = 0; steps < chain.size() && !hasSigned(last, last); ++steps) {
        const auto issuer =
            std::find_if(chain.begin(), chain.end(), [last](X509* one) { return hasSigned(one, last); });
        if (issuer == chain.end())
            break;
        last = *issuer;
    }
    return last;
}

/// Whether a root that this system trusts has signed it. One that the system only has in between does not count, as
/// clients may not have it.
bool hasTrustedIssuer(X509* certificate) {
    using Store = std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)>;
    using Search = std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)>;
    const Store store(X509_STORE_new(), &X509_STORE_free);
    const Search search(X509_STORE_CTX_new(), &X509_STORE_CTX_free);
    if (!store || !search || X509_STORE_set_default_paths(store.get()) != 1 ||
        X509_STORE_CTX_init(search.get(), store.get(), certificate, nullptr) != 1)
        return false;
    X509* issuer = nullptr;
    const bool found = X509_STORE_CTX_get1_issuer(&issuer, search.get(), certificate) == 1;
    const bool isRoot = found && hasSigned(issuer, issuer);
    X509_free(issuer);
    return isRoot;
}

/// "CN=R11, O=Let's Encrypt, C=US"
QString issuerName(X509* certificate) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), &BIO_free);
    const unsigned long form = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
    if (!text || X509_NAME_print_ex(text.get(), X509_get_issuer_name(certificate), 0, form) < 0)
        return {};
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(text.get(), &bytes);
    return QString::fromUtf8(bytes, size);
}

} // namespace

CertificateFacts factsOf(const TlsContext& tls) {
    CertificateFacts facts;
    const std::vector<X509*> chain = chainOf(tls);
    for (X509* certificate : chain) {
        const QDateTime begins = timeOf(X509_get0_notBefore(certificate));
        const QDateTime ends = timeOf(X509_get0_notAfter(certificate));
        facts.begins = facts.begins.isValid() ? std::max(facts.begins, begins) : begins;
        facts.ends = facts.ends.isValid() ? std::min(facts.ends, ends) : ends;
    }
    X509* last = lastLinked(chain);
    if (!hasSigned(last, last) && !hasTrustedIssuer(last))
        facts.missingIssuer = issuerName(last);
    ERR_clear_error(); // searching leaves some
    return facts;
}

QStringList remarksOn(const CertificateFacts& facts, const QString& file, const QDateTime& now) {
    const auto at = [](const QDateTime& time) { return time.toString(Qt::ISODate); };
    QStringList remarks;
    if (now >= facts.ends)
        remarks.append(
            QString(file % u": the certificate expired at " % at(facts.ends) % u". Clients refuse it: renew it."));
    else if (now.addDays(soonDays) >= facts.ends)
        remarks.append(QString(file % u": the certificate expires soon, at " % at(facts.ends)));
    if (now < facts.begins)
        remarks.append(QString(file % u": the certificate is not valid before " % at(facts.begins)));
    if (!facts.missingIssuer.isEmpty())
        remarks.append(
            QString(file % u": the certificate of the issuer " % facts.missingIssuer %
                    u" is missing, so clients that do not have it refuse this one. Append it to the file: it "
                    u"is the intermediate certificate, or part of \"fullchain.pem\""));
    return remarks;
}

} // namespace confab

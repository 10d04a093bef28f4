// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/configfiles.h"

#include "server/daemon/secretfile.h"
#include "server/daemon/tlsfiles.h"

#include <QDateTime>
#include <QSslCertificate>

namespace confab {

namespace {

// Let's Encrypt's clients renew thirty days before the end: fewer than ten left means that this does not work.
constexpr int soonDays = 10;

/// About the first certificate of the chain, which is the server's own.
QStringList remarksOn(const QSslCertificate& certificate, const QString& file, const QDateTime& now) {
    const auto at = [](const QDateTime& time) { return time.toUTC().toString(Qt::ISODate); };
    if (now >= certificate.expiryDate())
        return {QString(file % u": the certificate expired at " % at(certificate.expiryDate()) %
                        u". Clients refuse it: renew it.")};
    if (now < certificate.effectiveDate())
        return {QString(file % u": the certificate is not valid before " % at(certificate.effectiveDate()))};
    if (now.addDays(soonDays) >= certificate.expiryDate())
        return {QString(file % u": the certificate expires soon, at " % at(certificate.expiryDate()))};
    return {};
}

} // namespace

Result<QStringList> checkFiles(const Config& config, const QDateTime& now) {
    for (const QString& file : {config.databasePasswordFile, config.redisPasswordFile}) {
        if (file.isEmpty())
            continue;
        if (const Result<Secret> password = readSecretFile(file); !password)
            return fail(password.error());
    }
    const QString& ca = config.redisCaFile;
    if (!ca.isEmpty() && QSslCertificate::fromPath(ca, QSsl::Pem).isEmpty())
        return fail(
            Error(ErrorKind::Unavailable,
                  QString(ca % u" can't be read, or has no certificate in PEM format. redis-ca-file names it.")));
    if (config.tlsCertificateFile.isEmpty())
        return QStringList();
    if (const auto tls = readTlsFiles(config.tlsCertificateFile, config.tlsKeyFile); !tls)
        return fail(tls.error());
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(config.tlsCertificateFile, QSsl::Pem);
    return chain.isEmpty() ? QStringList() : remarksOn(chain.constFirst(), config.tlsCertificateFile, now);
}

} // namespace confab

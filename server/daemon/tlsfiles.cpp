// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/tlsfiles.h"

#include "server/daemon/secretfile.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace confab {

namespace {

tl::unexpected<Error> unusable(const QString& file, const QString& why) {
    return fail(Error(ErrorKind::Unavailable, QString(file % u": " % why)));
}

Result<QSslKey> readKey(const QString& path) {
    if (Done guarded = checkSecretFile(path); !guarded)
        return fail(std::move(guarded.error()));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    const QByteArray pem = file.readAll();
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return unusable(path, QStringLiteral("no private key in PEM, RSA or elliptic, without a passphrase"));
}

/// A private key of either kind has the public one's numbers in it. (Qt can't be asked, and would find out at each
/// handshake.) Of the encoded public key, these bytes are in the middle of the modulus, or of the point.
bool belongTogether(const QSslCertificate& certificate, const QSslKey& key) {
    constexpr qsizetype length = 24;
    const QByteArray publicKey = certificate.publicKey().toDer();
    return certificate.publicKey().algorithm() == key.algorithm() && publicKey.size() >= 2 * length &&
           key.toDer().contains(publicKey.mid(publicKey.size() - 2 * length, length));
}

} // namespace

Result<QSslConfiguration> readTlsFiles(const QString& certificateFile, const QString& keyFile) {
    if (!QFile::exists(certificateFile))
        return unusable(certificateFile, QStringLiteral("there is no such certificate file"));
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(certificateFile, QSsl::Pem);
    if (chain.isEmpty())
        return unusable(certificateFile, QStringLiteral("no certificate in PEM"));
    const Result<QSslKey> key = readKey(keyFile);
    if (!key)
        return fail(key.error());
    if (!belongTogether(chain.front(), *key))
        return unusable(keyFile, QString(u"this is not the key of the certificate in " % certificateFile));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show who they are by signing in
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(*key);
    return tls;
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/tlsfiles.h"

#include "tests/support/waiting.h"

#include <QFile>
#include <QProcess>

namespace confab::test {

bool TlsFiles::make(const QString& name) {
    // An elliptic key: thousands of handshakes cost little, and so measure the server and not the arithmetic.
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                   QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                   QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"), QString(u"/CN=" % name),
                   QStringLiteral("-addext"), QStringLiteral("subjectAltName=IP:127.0.0.1"), QStringLiteral("-keyout"),
                   keyFile(), QStringLiteral("-out"), certificateFile()});
    if (!openssl.waitForFinished(int(std::chrono::milliseconds(patience).count())))
        return false;
    return openssl.exitStatus() == QProcess::NormalExit && openssl.exitCode() == 0 &&
           QFile::setPermissions(keyFile(), QFile::ReadOwner | QFile::WriteOwner);
}

QStringList TlsFiles::arguments() const {
    return {QStringLiteral("--tls-cert"), certificateFile(), QStringLiteral("--tls-key"), keyFile()};
}

QSslCertificate TlsFiles::certificate() const {
    return QSslCertificate::fromPath(certificateFile()).value(0);
}

} // namespace confab::test

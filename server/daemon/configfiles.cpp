// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/configfiles.h"

#include "server/daemon/secretfile.h"
#include "server/daemon/tlsfiles.h"
#include "server/transport/tls/certificatefacts.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSslCertificate>

namespace confab {

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
    const bool isToBeGot = !config.acme.host.isEmpty() && !QFileInfo::exists(config.tlsCertificateFile);
    if (config.tlsCertificateFile.isEmpty() || isToBeGot)
        return QStringList();
    const auto tls = readTlsFiles(config.tlsCertificateFile, config.tlsKeyFile);
    if (!tls)
        return fail(tls.error());
    return remarksOn(factsOf(**tls), config.tlsCertificateFile, now);
}

} // namespace confab

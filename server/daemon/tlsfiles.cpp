// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/tlsfiles.h"

#include "server/daemon/secretfile.h"
#include "server/ops/privatefile.h"

#include <QFile>

#include <openssl/crypto.h>

namespace confab {

namespace {

constexpr qint64 kMostBytes = 1024 * 1024; // a chain of a few certificates has some KiB

tl::unexpected<Error> unusable(QStringView setting, const QString& file, const QString& why) {
    return fail(Error(ErrorKind::Unavailable,
                      QStringLiteral("%1 (%2) can't be used for TLS: %3.").arg(file, setting.toString(), why)));
}

Result<QByteArray> readFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) // which would leave a copy behind
        return fail(Error(ErrorKind::Unavailable, fileTrouble(path, QStringLiteral("read"), file.errorString())));
    return file.read(kMostBytes);
}

} // namespace

Result<std::shared_ptr<const TlsContext>> readTlsFiles(const QString& certificateFile, const QString& keyFile) {
    const Result<QByteArray> certificate = readFile(certificateFile);
    if (!certificate)
        return fail(certificate.error());
    if (Status guarded = checkSecretFile(keyFile); !guarded)
        return fail(std::move(guarded.error()));
    Result<QByteArray> key = readFile(keyFile);
    if (!key)
        return fail(std::move(key.error()));
    Result<std::shared_ptr<const TlsContext>> tls = TlsContext::make(*certificate, *key);
    OPENSSL_cleanse(key->data(), size_t(key->size()));
    if (tls || tls.error().kind != ErrorKind::InputInvalid)
        return tls;
    const bool isKey = tls.error().path == u"key";
    return unusable(isKey ? u"tls-key" : u"tls-cert", isKey ? keyFile : certificateFile, tls.error().message);
}

} // namespace confab

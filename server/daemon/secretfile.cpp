// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/secretfile.h"

#include "common/core/secretline.h"
#include "server/ops/privatefile.h"

#include <QFile>

namespace confab {

namespace {

constexpr qsizetype passwordLineBytes = 4096;

} // namespace

Status checkSecretFile(const QString& path) {
    // A group may read it: systemd gives its credentials so, and administrators do with root:confab.
    constexpr QFile::Permissions others = QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (QFile::permissions(path) & others)
        return fail(Error(ErrorKind::Unavailable,
                          QString(path % u" holds a secret, but others than its owner and group can read it, or others "
                                         u"than its owner can write it. Run chmod 600 or chmod 640 on it.")));
    return {};
}

Result<Secret> readSecretFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) // which would leave a copy behind
        return fail(Error(ErrorKind::Unavailable, fileTrouble(path, QStringLiteral("read"), file.errorString())));
    if (Status guarded = checkSecretFile(path); !guarded)
        return fail(std::move(guarded.error()));
    return readSecretLine(file, passwordLineBytes).map_error([&path](const Error& error) {
        return Error(ErrorKind::Unavailable, QString(path % u": " % error.message));
    });
}

} // namespace confab

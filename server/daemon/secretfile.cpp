// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/secretfile.h"

#include <QFile>

namespace confab {

namespace {

constexpr qint64 passwordLineBytes = 4096;

} // namespace

Done checkSecretFile(const QString& path) {
    // A group may read it: systemd gives its credentials so, and administrators do with root:confab.
    constexpr QFile::Permissions others = QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (QFile::permissions(path) & others)
        return fail(Error(ErrorKind::Unavailable,
                          QString(path % u": everybody can read it, or others can write it; chmod 600 or 640 is what "
                                         u"it needs")));
    return {};
}

Result<Secret> readSecretFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error(ErrorKind::Unavailable, QString(path % u": " % file.errorString())));
    if (Done guarded = checkSecretFile(path); !guarded)
        return fail(std::move(guarded.error()));
    return Secret{QString::fromUtf8(file.readLine(passwordLineBytes)).remove(u'\n').remove(u'\r')};
}

} // namespace confab

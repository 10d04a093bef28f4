// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/signingkey.h"

#include "server/ops/privatefile.h"

#include <QFile>
#include <QSaveFile>

#include <sodium.h>

namespace confab {

namespace {

constexpr qsizetype keyBytes = 32; // HS256: as long as the hash (RFC 7518, 3.2)
constexpr qsizetype mostKeyBytes = 4096;

Result<QByteArray> makeKey(const QString& path) {
    const QByteArray key = newSigningKey();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(key) != key.size() || !file.commit())
        return fail(Error(ErrorKind::Unavailable, fileTrouble(path, QStringLiteral("written"), file.errorString())));
    if (Status given = giveToFolderOwner(path); !given)
        return fail(std::move(given.error()));
    return key;
}

} // namespace

QByteArray newSigningKey() {
    QByteArray key(keyBytes, Qt::Uninitialized);
    randombytes_buf(key.data(), size_t(keyBytes));
    return key;
}

Result<QByteArray> loadOrMakeKey(const QString& path) {
    QFile file(path);
    if (!file.exists())
        return makeKey(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error(ErrorKind::Unavailable, fileTrouble(path, QStringLiteral("read"), file.errorString())));
#ifdef Q_OS_UNIX
    // A reader of the key can sign in as any user. It may have been read already, so its mode is not corrected
    // silently.
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (file.permissions() & others)
        return fail(Error(ErrorKind::Unavailable,
                          QString(path % u" is the signing key, and others than its owner can read or write it. Run "
                                         u"chmod 600 on it if nobody else has read it, or delete it: a new one is "
                                         u"made, and people sign in again.")));
#endif
    QByteArray key = file.read(mostKeyBytes);
    if (key.size() < keyBytes)
        return fail(Error::invalid(path, QStringLiteral("%1 is too short for a signing key: it needs %2 bytes. Restore "
                                                        "it, or delete it: a new one is made, and people sign in "
                                                        "again.")
                                             .arg(path, QString::number(keyBytes))));
    return key;
}

} // namespace confab

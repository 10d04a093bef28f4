// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/filesecretstore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSaveFile>
#include <QTimer>

namespace confab::test {

QString FileSecretStore::pathOf(const QString& key) const {
    const QByteArray digest = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QDir(m_folder).filePath(QString(u"secret-" % QString::fromLatin1(digest.left(16))));
}

void FileSecretStore::read(const QString& key, client::Then<std::optional<Secret>> then) {
    QTimer::singleShot(0, [path = pathOf(key), then] {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return then(std::optional<Secret>());
        then(std::optional(Secret{QString::fromUtf8(file.readAll())}));
    });
}

void FileSecretStore::write(const QString& key, const Secret& secret, client::Then<void> then) {
    QSaveFile file(pathOf(key));
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(secret.value.toUtf8()) > 0 && file.commit();
    QTimer::singleShot(0, [isWritten, then] { then(isWritten ? Status() : fail(ErrorKind::Unavailable)); });
}

void FileSecretStore::remove(const QString& key, client::Then<void> then) {
    QFile::remove(pathOf(key));
    QTimer::singleShot(0, [then] { then(Status()); });
}

} // namespace confab::test

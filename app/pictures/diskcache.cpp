// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/pictures/diskcache.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QSaveFile>

namespace confab::pictures {

DiskCache::DiskCache(QString folder, qint64 most) : m_folder(std::move(folder)), m_most(most) {}

/// A digest, so that no id chooses a name.
QString DiskCache::pathOf(const QString& key) const {
    const QByteArray digest = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QDir(m_folder).filePath(QString::fromLatin1(digest.left(40)));
}

QByteArray DiskCache::read(const QString& key) const {
    if (m_folder.isEmpty())
        return {};
    QFile file(pathOf(key));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || file.size() > entryMost)
        return {};
    file.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime); // used just now
    return file.readAll();
}

void DiskCache::write(const QString& key, const QByteArray& bytes) const {
    if (m_folder.isEmpty() || bytes.size() > entryMost || !QDir().mkpath(m_folder))
        return;
    QSaveFile file(pathOf(key));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return;
    file.write(bytes);
    file.commit();
}

void DiskCache::trim() const {
    if (m_folder.isEmpty())
        return;
    qint64 bytes = 0;
    const QFileInfoList newestFirst = QDir(m_folder).entryInfoList(QDir::Files, QDir::Time);
    for (const QFileInfo& file : newestFirst) {
        bytes += file.size();
        if (bytes > m_most)
            QFile::remove(file.absoluteFilePath());
    }
}

void DiskCache::clear() const {
    if (!m_folder.isEmpty())
        QDir(m_folder).removeRecursively();
}

} // namespace confab::pictures

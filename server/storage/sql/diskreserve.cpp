// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/diskreserve.h"

#include "server/ops/privatefile.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>

namespace confab {

namespace {

constexpr qint64 muchMore = 8 * DiskReserve::bytes;

} // namespace

DiskReserve::DiskReserve(const QString& folder)
    : m_folder(folder), m_file(QDir(folder).filePath(QStringLiteral("confab.reserve"))) {}

void DiskReserve::keep() const {
    // A file that can't be given to the folder's owner would block them.
    if ((QFile::exists(m_file) || make()) && !giveToFolderOwner(m_file))
        QFile::remove(m_file);
}

bool DiskReserve::make() const {
    if (QStorageInfo(m_folder).bytesAvailable() < muchMore)
        return false;
    QFile file(m_file);
    // Written, as a hole takes no room.
    const bool made = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) &&
                      file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                      file.write(QByteArray(bytes, 'x')) == bytes;
    if (!made)
        file.remove();
    return made;
}

bool DiskReserve::release() const {
    return QStorageInfo(m_folder).bytesAvailable() < bytes && QFile::remove(m_file);
}

} // namespace confab

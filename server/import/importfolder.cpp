// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/importfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace confab::imported {

namespace {

Result<std::unique_ptr<QIODevice>> fileToRead(const QString& path) {
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return fail(
            Error(ErrorKind::Unavailable, QStringLiteral("%1 can't be read: %2.").arg(path, file->errorString())));
    return file;
}

} // namespace

PlainFolder::PlainFolder(QString path)
    : m_path(std::move(path)), m_within(QString(QFileInfo(m_path).canonicalFilePath() % u'/')) {}

bool PlainFolder::isWithin(const QString& name) const {
    return QFileInfo(pathOf(name)).canonicalFilePath().startsWith(m_within);
}

QString PlainFolder::pathOf(const QString& name) const {
    return QDir(m_path).filePath(name);
}

std::optional<qint64> PlainFolder::bytesOf(const QString& name) const {
    const QFileInfo file(pathOf(name));
    return file.isFile() && isWithin(name) ? std::optional(file.size()) : std::nullopt;
}

QStringList PlainFolder::filesIn(const QString& folder) const {
    return QDir(folder.isEmpty() ? m_path : pathOf(folder)).entryList(QDir::Files, QDir::Name);
}

Result<std::unique_ptr<QIODevice>> PlainFolder::openFile(const QString& name) const {
    if (isWithin(name))
        return fileToRead(pathOf(name));
    return fail(Error(ErrorKind::Unavailable, QStringLiteral("%1 is not there.").arg(pathOf(name))));
}

FilePlace fileAt(const QString& path, const QString& sha256) {
    return {[path] { return fileToRead(path); }, sha256};
}

} // namespace confab::imported

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

QString PlainFolder::pathOf(const QString& name) const {
    return QDir(m_path).filePath(name);
}

std::optional<qint64> PlainFolder::bytesOf(const QString& name) const {
    const QFileInfo file(pathOf(name));
    return file.isFile() ? std::optional(file.size()) : std::nullopt;
}

QStringList PlainFolder::filesIn(const QString& folder) const {
    return QDir(pathOf(folder)).entryList(QDir::Files, QDir::Name);
}

Result<std::unique_ptr<QIODevice>> PlainFolder::openFile(const QString& name) const {
    return fileToRead(pathOf(name));
}

FilePlace fileAt(const QString& path, const QString& sha256) {
    return {[path] { return fileToRead(path); }, sha256};
}

} // namespace confab::imported

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/datafolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace confab {

Status makeDataFolder(const QString& folder) {
    const QFileInfo info(folder);
    if (info.isDir())
        return {};
    if (info.exists())
        return fail(Error(ErrorKind::Unavailable,
                          QString(folder % u" is not a folder. Name a folder for the database with --data.")));
    std::error_code failed;
    std::filesystem::create_directories(QFile::encodeName(folder).toStdString(), failed);
    if (failed)
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("The data folder %1 can't be created: %2. Create it for the user who runs "
                                         "confabd, or name another folder with --data.")
                              .arg(folder, QString::fromStdString(failed.message()))));
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

QString signingKeyFile(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("token.key"));
}

} // namespace confab

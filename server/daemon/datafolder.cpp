// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/datafolder.h"

#include <QDir>
#include <QFile>

namespace confab {

Done makeDataFolder(const QString& folder) {
    if (QDir(folder).exists())
        return {};
    if (!QDir().mkpath(folder))
        return fail(Error(ErrorKind::Unavailable, QString(folder % u": the folder can't be made")));
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

QString signingKeyFile(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("token.key"));
}

} // namespace confab

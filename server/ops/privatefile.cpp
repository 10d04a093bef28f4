// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace confab {

namespace {

Error trouble(const QString& path, const QString& what, const QString& reason) {
    return Error(ErrorKind::Unavailable, fileTrouble(path, what, reason));
}

#ifdef Q_OS_UNIX

QString folderOf(const QString& path) {
    return QFileInfo(path).absolutePath();
}

Error lastTrouble(const QString& path, const QString& what) {
    return trouble(path, what, qt_error_string(errno));
}

Status giveToFolderOwner(int file, const QString& path) {
    struct stat own {};
    struct stat folder {};
    if (::geteuid() != 0)
        return {};
    if (::fstat(file, &own) != 0 || ::stat(QFile::encodeName(folderOf(path)).constData(), &folder) != 0)
        return fail(lastTrouble(path, QStringLiteral("looked at")));
    if (own.st_uid != 0 || folder.st_uid == 0)
        return {};
    if (::fchown(file, folder.st_uid, folder.st_gid) != 0)
        return fail(lastTrouble(path, QStringLiteral("given to the owner of its folder")));
    return {};
}

class Descriptor {
public:
    Descriptor(const QString& path, int flags, mode_t mode = 0)
        : m_file(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, mode)) {}
    ~Descriptor() {
        if (m_file >= 0)
            ::close(m_file);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int get() const { return m_file; }

private:
    const int m_file;
};

#endif

} // namespace

QString fileTrouble(const QString& path, const QString& what, const QString& reason) {
    QString text = QStringLiteral("%1 can't be %2: %3.").arg(QDir::toNativeSeparators(path), what, reason);
#ifdef Q_OS_UNIX
    const bool exists = QFileInfo::exists(path);
    const QFileInfo info(exists ? path : folderOf(path));
    if (info.exists() && info.ownerId() != ::geteuid()) {
        const QString owner = info.owner().isEmpty() ? QString::number(info.ownerId()) : info.owner();
        text += (exists ? QStringLiteral(" It belongs to the user %1: run this as %1 or as root.")
                        : QStringLiteral(" Its folder belongs to the user %1: run this as %1 or as root."))
                    .arg(owner);
    }
#endif
    return text;
}

#ifdef Q_OS_UNIX

Status makePrivateFile(const QString& path) {
    const Descriptor file(path, O_RDWR | O_CREAT, S_IRUSR | S_IWUSR);
    if (file.get() < 0)
        return fail(lastTrouble(path, QStringLiteral("opened")));
    if (Status given = giveToFolderOwner(file.get(), path); !given)
        return given;
    struct stat now {};
    if (::fstat(file.get(), &now) != 0)
        return fail(lastTrouble(path, QStringLiteral("looked at")));
    const bool isOpenToOthers = (now.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    if (isOpenToOthers && ::fchmod(file.get(), S_IRUSR | S_IWUSR) != 0)
        return fail(lastTrouble(path, QStringLiteral("made private")));
    return {};
}

Status giveToFolderOwner(const QString& path) {
    const Descriptor file(path, O_RDONLY);
    return file.get() < 0 ? fail(lastTrouble(path, QStringLiteral("opened"))) : giveToFolderOwner(file.get(), path);
}

#else

Status makePrivateFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return fail(trouble(path, QStringLiteral("opened"), file.errorString()));
    return {};
}

Status giveToFolderOwner(const QString&) {
    return {};
}

#endif

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/disksync.h"

#include "server/ops/privatefile.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace confab {

Status syncToDisk(const QString& path) {
#ifdef Q_OS_UNIX
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    const int reason = errno;
    if (file >= 0)
        ::close(file);
    if (!done)
        return fail(Error(ErrorKind::Unavailable,
                          fileTrouble(path, QStringLiteral("written to disk"), qt_error_string(reason))));
#else
    Q_UNUSED(path) // QFile::flush() was called; the system offers no more without its own API
#endif
    return {};
}

} // namespace confab

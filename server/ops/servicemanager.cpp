// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/servicemanager.h"

#ifdef Q_OS_LINUX
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace confab {

#ifdef Q_OS_LINUX

namespace {

tl::unexpected<Error> failure(const QString& why) {
    return fail(Error(ErrorKind::Unavailable, QString(u"The service manager can't be told the state: " % why)));
}

QString lastReason() {
    return QString::fromLocal8Bit(std::strerror(errno));
}

} // namespace

Status tellServiceManager(const QByteArray& state) {
    const QByteArray name = qgetenv("NOTIFY_SOCKET");
    if (name.isEmpty())
        return {};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if ((name[0] != '/' && name[0] != '@') || size_t(name.size()) >= sizeof address.sun_path)
        return failure(QStringLiteral("NOTIFY_SOCKET names no socket"));
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    if (name[0] == '@')
        address.sun_path[0] = '\0';
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return failure(lastReason());
    // An abstract name has no terminator: its length ends it.
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(name.size()));
    const ssize_t sent = ::sendto(descriptor, state.constData(), size_t(state.size()), MSG_NOSIGNAL,
                                  reinterpret_cast<const sockaddr*>(&address), length);
    const QString reason = sent == state.size() ? QString() : lastReason();
    ::close(descriptor);
    return reason.isEmpty() ? Status() : Status(failure(reason));
}

#else

Status tellServiceManager(const QByteArray&) {
    return {};
}

#endif

} // namespace confab

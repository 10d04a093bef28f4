// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace confab::test {

/// The socket of a service manager: what a process says to $NOTIFY_SOCKET arrives here, one datagram for each call.
/// Thread: the test's. Owned by: the test.
class NotifySocket {
public:
    /// `name`: a path, or an abstract name after "@".
    explicit NotifySocket(const QByteArray& name) : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (size_t(name.size()) >= sizeof address.sun_path)
            return;
        std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
        if (name.startsWith('@'))
            address.sun_path[0] = '\0';
        m_isBound = ::bind(m_descriptor, reinterpret_cast<const sockaddr*>(&address),
                           socklen_t(offsetof(sockaddr_un, sun_path) + size_t(name.size()))) == 0;
    }
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;
    ~NotifySocket() { ::close(m_descriptor); }

    bool isBound() const { return m_isBound; }
    /// The next datagram; empty when none has come yet.
    QByteArray take() {
        QByteArray bytes(4096, Qt::Uninitialized);
        const ssize_t size = ::recv(m_descriptor, bytes.data(), size_t(bytes.size()), MSG_DONTWAIT);
        return size < 0 ? QByteArray() : bytes.first(size);
    }

private:
    const int m_descriptor;
    bool m_isBound = false;
};

} // namespace confab::test

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

/// A pair of connected sockets that close themselves.
struct SocketPair {
    int a = -1;
    int b = -1;
    SocketPair() {
        int ends[2] = {-1, -1};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0)
            a = ends[0], b = ends[1];
    }
    ~SocketPair() {
        closeEnd(a);
        closeEnd(b);
    }
    static void closeEnd(int& end) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
};

inline void put(int fd) {
    QCOMPARE(::write(fd, "x", 1), 1);
}
inline void takeAll(int fd) {
    char buffer[64];
    while (::read(fd, buffer, sizeof buffer) > 0) {
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/socketwatch.h"

#include <sys/socket.h>
#include <unistd.h>

namespace confab {

namespace {

constexpr std::chrono::milliseconds lookEvery{250};

qint64 nowMs() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

SocketWatch::SocketWatch(int socket, std::chrono::milliseconds limit)
    : m_socket(::dup(socket)), m_limit(limit), m_thread(QThread::create([this] { look(); })) {
    m_thread->setObjectName(QStringLiteral("db-watch"));
    m_thread->start();
}

SocketWatch::~SocketWatch() {
    m_stop.release();
    m_thread->wait();
    if (m_socket >= 0)
        ::close(m_socket);
}

void SocketWatch::begin() {
    m_deadline = nowMs() + m_limit.count();
}

void SocketWatch::look() {
    while (!m_stop.try_acquire_for(lookEvery)) {
        const qint64 deadline = m_deadline;
        if (deadline != 0 && nowMs() > deadline)
            ::shutdown(m_socket, SHUT_RDWR);
    }
}

} // namespace confab

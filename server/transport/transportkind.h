// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace confab {

/// Which implementation serves the sockets of a Transport.
enum class TransportKind {
    Native, ///< sockets of the system, the epoll dispatcher where there is one, frames read by FrameReader
    Qt,     ///< QTcpSocket, Qt's dispatcher, frames read and written by QWebSocket (server/transport/qt)
};

/// Native is written for epoll.
#ifdef Q_OS_LINUX
constexpr TransportKind defaultTransportKind = TransportKind::Native;
#else
constexpr TransportKind defaultTransportKind = TransportKind::Qt;
#endif

} // namespace confab

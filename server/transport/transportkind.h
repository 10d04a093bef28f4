// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace confab {

/// Which implementation serves the sockets of a Transport.
enum class TransportKind {
    Native, ///< sockets of the system, frames read by FrameReader
    Qt,     ///< QTcpSocket, frames read and written by QWebSocket (server/transport/qt)
};

/// Native is written for epoll. (Where there is epoll, both use its dispatcher: Qt's own looks at each socket in each
/// turn.)
#ifdef Q_OS_LINUX
constexpr TransportKind defaultTransportKind = TransportKind::Native;
#else
constexpr TransportKind defaultTransportKind = TransportKind::Qt;
#endif

} // namespace confab

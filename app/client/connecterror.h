// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QAbstractSocket>
#include <QSslError>
#include <QUrl>

namespace confab::client {

/// The known facts about a failed connection attempt.
struct ConnectFailure {
    QUrl server;
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    bool reachedHost = false; ///< TCP was connected: another service answers there
    QString detail;           ///< the library's message, for the log
    QList<QSslError> certificateErrors;
};

/// Describes why a server can't be reached and what helps: the only source of these texts, for the app and the console.
/// Host not found, connection refused, no TLS and a bad certificate have texts of their own. Of kind Disconnected.
Error connectError(const ConnectFailure& failure);

/// The same for a server that did not answer. Of kind Timeout.
Error connectTimeout(const QUrl& server);

} // namespace confab::client

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QAbstractSocket>
#include <QSslError>
#include <QUrl>

namespace confab::client {

/// What is known of a connection that did not come to be.
struct ConnectFailure {
    QUrl server;
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    bool reachedHost = false; ///< TCP stood: something answers there, and it is not what was looked for
    QString detail;           ///< the library's own words, for the log
    QList<QSslError> certificateErrors;
};

/// Says in words for people why a server can't be reached and what helps: the one place that does, for the app and for
/// the console. Host not found, refused, no TLS and a bad certificate have sentences of their own. Of kind
/// Disconnected.
Error connectError(const ConnectFailure& failure);

/// The same for a server that stayed silent. Of kind Timeout.
Error connectTimeout(const QUrl& server);

} // namespace confab::client

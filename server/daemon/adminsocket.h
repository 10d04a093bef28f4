// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

#include <functional>

class QLocalSocket;

namespace confab {

/// Where a server of this data folder hears its operator. Empty where the system has no such sockets.
QString adminSocketPath(const QString& folder);

/// The operator's door into a running server: a socket in the data folder, open to the server's own user and to root.
/// What comes is one JSON object a line, and so is each answer (AdminCalls).
/// Thread: the main thread. Owned by: Daemon.
class AdminSocket : public QObject {
    Q_OBJECT

public:
    /// Called once for each request, on the main thread.
    using Answer = std::function<void(const QJsonObject& answer)>;
    using Serve = std::function<void(const QJsonObject& request, const Answer& answer)>;
    explicit AdminSocket(Serve serve);

    /// Listens in this folder, in place of a server that has died. Unavailable: a server does without it.
    Status listen(const QString& folder);

private:
    void admit();
    void read(QLocalSocket* socket);

    const Serve m_serve;
    QLocalServer m_server;
    int m_open = 0;
};

} // namespace confab

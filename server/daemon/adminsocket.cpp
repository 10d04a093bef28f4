// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/adminsocket.h"

#include "server/daemon/admincalls.h"

#include <QDir>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <chrono>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace confab {

namespace {

using namespace std::chrono_literals;

// Requests have a few hundred bytes: a password is at most limits::passwordBytes.
constexpr qint64 mostRequestBytes = 64 * 1024;
// An operator or two, and their scripts.
constexpr int mostConnections = 8;
// A command asks at once for what it wants, but for a password that a person types.
constexpr auto mostConnected = 5min;

/// Whether the other end runs as this process's user, or as root.
bool isOwner(const QLocalSocket& socket) {
#if defined(Q_OS_LINUX)
    ucred peer{};
    socklen_t length = sizeof peer;
    const int file = int(socket.socketDescriptor());
    return ::getsockopt(file, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
           (peer.uid == 0 || peer.uid == ::geteuid());
#elif defined(Q_OS_UNIX)
    uid_t user = 0;
    gid_t group = 0;
    return ::getpeereid(int(socket.socketDescriptor()), &user, &group) == 0 && (user == 0 || user == ::geteuid());
#else
    Q_UNUSED(socket)
    return false;
#endif
}

QByteArray lineOf(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QString adminSocketPath(const QString& folder) {
#ifdef Q_OS_UNIX
    return folder.isEmpty() ? QString() : QDir(folder).absoluteFilePath(QStringLiteral("confabd.sock"));
#else
    Q_UNUSED(folder)
    return {};
#endif
}

AdminSocket::AdminSocket(Serve serve) : m_serve(std::move(serve)) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(mostConnections);
    connect(&m_server, &QLocalServer::newConnection, this, &AdminSocket::admit);
}

Status AdminSocket::listen(const QString& folder) {
    const QString path = adminSocketPath(folder);
    QLocalServer::removeServer(path);
    if (m_server.listen(path))
        return {};
    return fail(
        Error(ErrorKind::Unavailable,
              QStringLiteral("The administration's socket %1 can't be made: %2. Its commands need the server to "
                             "be stopped.")
                  .arg(path, m_server.errorString())));
}

void AdminSocket::admit() {
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (m_open >= mostConnections || !isOwner(*socket)) {
            socket->write(lineOf(answerOf(
                Error(ErrorKind::Unavailable, QStringLiteral("The server answers its own user and root only, and "
                                                             "few of them at once.")))));
            socket->disconnectFromServer();
            continue;
        }
        ++m_open;
        socket->setReadBufferSize(mostRequestBytes);
        connect(socket, &QObject::destroyed, this, [this] { --m_open; });
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(mostConnected, socket, &QLocalSocket::abort);
        read(socket);
    }
}

void AdminSocket::read(QLocalSocket* socket) {
    while (socket->canReadLine()) {
        const QJsonObject request = QJsonDocument::fromJson(socket->readLine()).object();
        const QPointer<QLocalSocket> asker(socket);
        m_serve(request, [asker](const QJsonObject& answer) {
            if (asker)
                asker->write(lineOf(answer));
        });
    }
    if (socket->bytesAvailable() >= mostRequestBytes)
        socket->abort();
}

} // namespace confab

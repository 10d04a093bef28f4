// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/singleinstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QLoggingCategory>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

namespace confab::desktop {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(instanceLog, "confab.desktop.instance")

constexpr qint64 mostLineBytes = 8192; // a link of 1,000 bytes has up to 6,000 in JSON
constexpr std::chrono::milliseconds lineTime = 5s;
constexpr std::chrono::duration<unsigned long, std::milli> retryEvery{100};
const QString tokenMember = QStringLiteral("activationToken");
const QString linkMember = QStringLiteral("link");
const QByteArray answer = QByteArrayLiteral("ok\n");

/// Also where the folder exists already: a user who can open the lock can hold it.
void makePrivateFolder(const QString& file) {
    const QString folder = QFileInfo(file).path();
    if (QDir().mkpath(folder))
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString activationToken() {
    for (const char* name : {"XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"}) {
        if (const QString token = qEnvironmentVariable(name); !token.isEmpty())
            return token;
    }
    return {};
}

} // namespace

SingleInstance::Paths SingleInstance::pathsFor(const QString& profile) {
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const QString folder = QStringLiteral("%1/confab/%2").arg(data, profile);
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (runtime.isEmpty())
        return {folder + QStringLiteral("/lock"), folder + QStringLiteral("/socket")};
    // The whole path of a socket has to fit into some hundred bytes.
    const QByteArray name = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return {folder + QStringLiteral("/lock"), QStringLiteral("%1/confab/%2").arg(runtime, QString::fromLatin1(name))};
}

SingleInstance::SingleInstance(Paths paths, QString link)
    : m_paths(std::move(paths)), m_link(std::move(link)), m_lock(m_paths.lock) {
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

SingleInstance::Claim SingleInstance::claim(std::chrono::milliseconds patience) {
    makePrivateFolder(m_paths.lock);
    const QDeadlineTimer deadline(patience);
    for (;;) {
        if (m_lock.tryLock(0)) {
            listen();
            return Claim::First;
        }
        if (m_lock.error() != QLockFile::LockFailedError) {
            qCWarning(instanceLog) << "The profile can't be locked:" << m_paths.lock << m_lock.error();
            return Claim::First;
        }
        if (askFirst(deadline))
            return Claim::Later;
        if (deadline.hasExpired())
            return Claim::Silent;
        QThread::msleep(retryEvery.count()); // the other one is starting, or about to end
    }
}

void SingleInstance::listen() {
    makePrivateFolder(m_paths.socket);
    QLocalServer::removeServer(m_paths.socket); // left by a crash: the lock shows that no other app runs
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    if (!m_server.listen(m_paths.socket))
        qCWarning(instanceLog) << "A later start can't raise this window:" << m_server.errorString();
}

void SingleInstance::accept() {
    while (QLocalSocket* caller = m_server.nextPendingConnection()) {
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        QTimer::singleShot(lineTime, caller, &QLocalSocket::abort);
        const auto read = [this, caller] {
            if (!caller->canReadLine()) {
                if (caller->bytesAvailable() > mostLineBytes)
                    caller->abort();
                return;
            }
            const QJsonObject request = QJsonDocument::fromJson(caller->readLine(mostLineBytes)).object();
            caller->write(answer);
            caller->disconnectFromServer();
            Q_EMIT raiseWanted(request.value(tokenMember).toString());
            if (const QString link = request.value(linkMember).toString(); !link.isEmpty())
                Q_EMIT linkWanted(link);
        };
        connect(caller, &QLocalSocket::readyRead, this, read);
    }
}

bool SingleInstance::askFirst(const QDeadlineTimer& deadline) const {
    QLocalSocket socket;
    socket.connectToServer(m_paths.socket);
    if (!socket.waitForConnected(int(deadline.remainingTime())))
        return false;
    const QJsonObject request{{tokenMember, activationToken()}, {linkMember, m_link}};
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    return socket.waitForReadyRead(int(deadline.remainingTime())) && socket.readLine() == answer;
}

} // namespace confab::desktop

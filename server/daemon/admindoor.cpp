// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/admindoor.h"

#include "server/auth/workerpool.h"
#include "server/daemon/admincalls.h"
#include "server/daemon/adminsocket.h"
#include "server/daemon/database.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>

namespace confab {

namespace {

constexpr int connectMs = 5000;
// A server that is busy has 64 passwords to hash at most, and a disk that is slow.
constexpr int answerMs = 60'000;

class SocketDoor final : public AdminDoor {
public:
    bool connectTo(const QString& path) {
        m_socket.connectToServer(path);
        return m_socket.waitForConnected(connectMs);
    }

    Result<QJsonObject> ask(const QJsonObject& request) override {
        m_socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
        while (!m_socket.canReadLine()) {
            if (!m_socket.waitForReadyRead(answerMs))
                return fail(
                    Error(ErrorKind::Unavailable,
                          QStringLiteral("The running server does not answer: %1.").arg(m_socket.errorString())));
        }
        return resultOf(QJsonDocument::fromJson(m_socket.readLine()).object());
    }

private:
    QLocalSocket m_socket;
};

/// On a database, with threads of its own.
class DatabaseDoor final : public AdminDoor {
public:
    static Result<std::unique_ptr<AdminDoor>> open(const Config& config) {
        if (Status ready = Passwords::prepare(); !ready)
            return fail(std::move(ready.error()));
        std::unique_ptr<DatabaseDoor> door(new DatabaseDoor);
        Result<std::unique_ptr<SqlStorage>> storage = openDatabase(config, &door->m_home);
        if (!storage)
            return fail(std::move(storage.error()));
        door->m_storage = std::move(*storage);
        door->m_calls = std::make_unique<AdminCalls>(*door->m_storage, door->m_passwords, AdminNews{}, true);
        return door;
    }

    Result<QJsonObject> ask(const QJsonObject& request) override { return QCoro::waitFor(m_calls->run(request)); }

private:
    DatabaseDoor() = default;

    QObject m_home;
    WorkerPool m_hashing{1, 1};
    Passwords m_passwords{m_hashing};
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<AdminCalls> m_calls;
};

} // namespace

std::unique_ptr<AdminDoor> runningServer(const Config& config) {
    const QString path = adminSocketPath(config.data);
    auto door = std::make_unique<SocketDoor>();
    if (path.isEmpty() || !QFileInfo::exists(path) || !door->connectTo(path))
        return nullptr;
    return door;
}

Result<std::unique_ptr<AdminDoor>> openAdminDoor(const Config& config) {
    if (!config.isShared()) {
        if (std::unique_ptr<AdminDoor> server = runningServer(config))
            return server;
    }
    return DatabaseDoor::open(config);
}

} // namespace confab

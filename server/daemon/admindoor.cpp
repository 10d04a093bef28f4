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
// A server that is frozen must not keep the operator from the database.
constexpr int probeMs = 5000;

class SocketDoor final : public AdminDoor {
public:
    bool connectTo(const QString& path) {
        m_socket.connectToServer(path);
        return m_socket.waitForConnected(connectMs);
    }

    Result<QJsonObject> ask(const QJsonObject& request) override { return ask(request, answerMs); }

    /// Whether its server uses this database; false when it does not say so, as one of an earlier version.
    bool serves(const QString& database) {
        const Result<QJsonObject> answer = ask({{QStringLiteral("do"), QStringLiteral("server.database")}}, probeMs);
        return answer && answer->value(QStringLiteral("database")).toString() == database;
    }

private:
    Result<QJsonObject> ask(const QJsonObject& request, int patienceMs) {
        m_socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
        while (!m_socket.canReadLine()) {
            if (!m_socket.waitForReadyRead(patienceMs))
                return fail(
                    Error(ErrorKind::Unavailable,
                          QStringLiteral("The running server does not answer: %1.").arg(m_socket.errorString())));
        }
        return resultOf(QJsonDocument::fromJson(m_socket.readLine()).object());
    }

    QLocalSocket m_socket;
};

/// On a database, with threads of its own.
class DatabaseDoor final : public AdminDoor {
public:
    static Result<std::unique_ptr<DatabaseDoor>> open(const Config& config) {
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
    const QString& database() const { return m_storage->installation().database; }

private:
    DatabaseDoor() = default;

    QObject m_home;
    WorkerPool m_hashing{1, 1};
    Passwords m_passwords{m_hashing};
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<AdminCalls> m_calls;
};

std::unique_ptr<SocketDoor> connected(const Config& config) {
    const QString path = adminSocketPath(config.data);
    auto door = std::make_unique<SocketDoor>();
    if (path.isEmpty() || !QFileInfo::exists(path) || !door->connectTo(path))
        return nullptr;
    return door;
}

} // namespace

std::unique_ptr<AdminDoor> runningServer(const Config& config) {
    return connected(config);
}

Result<std::unique_ptr<AdminDoor>> openAdminDoor(const Config& config) {
    std::unique_ptr<SocketDoor> server = connected(config);
    if (server && !config.isShared())
        return server;
    Result<std::unique_ptr<DatabaseDoor>> database = DatabaseDoor::open(config);
    if (!database)
        return fail(std::move(database.error()));
    // The data folder does not tell: another server may use it, with another database.
    if (server && server->serves((*database)->database()))
        return server;
    return std::move(*database);
}

} // namespace confab

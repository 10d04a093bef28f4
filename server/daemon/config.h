// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"
#include "server/daemon/limits.h"
#include "server/files/filelimits.h"
#include "server/redis/redisaddress.h"
#include "server/storage/sql/databaseaddress.h"
#include "server/transport/transportkind.h"

#include <QMap>
#include <QStringList>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <optional>

namespace confab {

/// How the server gets its certificate by itself.
struct AcmeSettings {
    QString host; ///< whose; empty: it does not
    QString email;
    QString listen = QStringLiteral(":80"); ///< where the challenge is answered
    QString directory;                      ///< the URL of a certificate authority; empty: Let's Encrypt
};

/// The daemon's configuration. The defaults serve one machine.
struct Config {
    QString data; ///< folder of database and key; made when it is missing; not needed with PostgreSQL
    std::optional<DatabaseAddress> postgres; ///< none: SQLite in `data`
    QString databasePasswordFile;
    std::optional<RedisAddress> redis; ///< none: nodes find each other's messages in the database only
    QString redisPasswordFile;
    QString redisCaFile;
    bool redisCluster = false;
    QString node;         ///< this node's name, its own among those that share a database
    QString nodeAddress;  ///< where other nodes bring it requests: "http://10.0.0.5:7450"; empty: as it listens
    int drainSeconds = 5; ///< how long clients are given to move when a node among several stops
    QStringList listen{QStringLiteral("127.0.0.1:7450")};
    QString tlsCertificateFile; ///< with the key: TLS on all of `listen`
    QString tlsKeyFile;
    AcmeSettings acme;          ///< with a host: both files are what it keeps
    QStringList allowedOrigins; ///< of browsers' pages, in lower case
    QString publicUrl;          ///< where people reach the server, with no slash at the end; empty: not known
    bool web = true;            ///< whether the page is served
    QStringList hubCreatesRooms{QStringLiteral("General")};       ///< SignalR: by their names; "*" is any
    QStringList metricsListen;                                    ///< where Prometheus may read; none: nowhere
    int ioThreads = std::max(1, QThread::idealThreadCount() / 2); ///< the database and the rules need cores, too
    int maxConnections = 60'000;
    TransportKind transport = defaultTransportKind;
    QString filesFolder; ///< of files' bytes; empty: in `data`, or in PostgreSQL
    FileLimits files;
    Limits limits;
    QString serverName = QStringLiteral("Confab");  ///< what clients show their users
    Registration registration = Registration::Open; ///< who may make an account of their own
    std::chrono::minutes accessTokenLifetime{10};   ///< ten at most is advisable: it can't be revoked
    int sessionIdleDays = 30;
    int sessionMaxDays = 90;
    QStringList hooksAllow;               ///< hosts that outgoing webhooks may reach at addresses that are not public
    int keepDays = 0;                     ///< of messages, in rooms that do not say; 0: for ever
    QString log = QStringLiteral("info"); ///< debug, info, warning
    /// What of the protocol's ServerSettings was set, so that administrators can't change it.
    QStringList fixedSettings;
    bool logsJson = false; ///< lines of the log are objects of JSON

    /// Whether other nodes may use the same database.
    bool isShared() const { return postgres.has_value(); }
};

/// The values of one source, by setting name (`io-threads`), a list for those that repeat.
using SettingValues = QMap<QString, QStringList>;

/// One setting, under the same name in all sources: `io-threads` is --io-threads, CONFAB_IO_THREADS, and io_threads in
/// the file.
struct Setting {
    const char* name;
    const char* value; ///< what the help calls its value
    const char* help;
    const char* expected; ///< describes a valid value
    bool repeats;
    bool isFlag;                                              ///< a switch on the command line, meaning "on"
    bool (*apply)(Config& config, const QStringList& values); ///< false when a value is not right
    const char* group = "Limits";                             ///< the help's heading
    /// Why this value was refused; empty when `expected` says it all. Contains no password.
    QString (*why)(const QString& value) = nullptr;
};

const QList<Setting>& settings();

/// The values of the TOML file. InputInvalid when it can't be read, is not TOML, or names an unknown setting.
Result<SettingValues> readConfigFile(const QString& path);
/// Those of CONFAB_* variables; a list is separated by commas.
SettingValues readEnvironment();

/// The variable of a setting: CONFAB_IO_THREADS.
QString environmentName(const Setting& setting);

/// Applies file, then environment, then flags. InputInvalid names the setting, its value, where it came from and what
/// would be right. `filePath`: for that sentence.
Result<Config> makeConfig(const SettingValues& file, const SettingValues& environment, const SettingValues& flags,
                          const QString& filePath = {});

} // namespace confab

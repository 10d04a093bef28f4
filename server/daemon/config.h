// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QMap>
#include <QStringList>

#include <chrono>

namespace confab {

/// What the daemon is told. The defaults serve one machine.
struct Config {
    QString data; ///< folder of database and key; made when it is missing
    QStringList listen{QStringLiteral("127.0.0.1:7450")};
    int ioThreads = 2;
    int maxConnections = 60'000;
    bool registration = true;                     ///< whether people may make their own accounts
    std::chrono::minutes accessTokenLifetime{10}; ///< ten at most is what a token that can't be taken back may have
    int sessionIdleDays = 30;
    int sessionMaxDays = 90;
    QString log = QStringLiteral("info"); ///< debug, info, warning
};

/// What one source says: values by setting name (`io-threads`), a list for those that repeat.
using SettingValues = QMap<QString, QStringList>;

/// One setting, under the same name in all sources: `io-threads` is --io-threads, CONFAB_IO_THREADS, and io_threads in
/// the file.
struct Setting {
    const char* name;
    const char* value; ///< what the help calls its value
    const char* help;
    const char* expected; ///< what a right value is, in words
    bool repeats;
    bool (*apply)(Config& config, const QStringList& values); ///< false when a value is not right
};

const QList<Setting>& settings();

/// The values of the TOML file. InputInvalid when it can't be read, is not TOML, or names an unknown setting.
Result<SettingValues> readConfigFile(const QString& path);
/// Those of CONFAB_* variables; a list is separated by commas.
SettingValues readEnvironment();

/// Applies file, then environment, then flags. InputInvalid names the setting, its value, where it came from and what
/// would be right.
Result<Config> makeConfig(const SettingValues& file, const SettingValues& environment, const SettingValues& flags);

} // namespace confab

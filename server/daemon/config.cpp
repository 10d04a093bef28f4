// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/config.h"

#include "common/protocol/text.h"
#include "server/daemon/limitsettings.h"
#include "server/transport/listenaddress.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QSysInfo>
#include <QUrl>

#include <sstream>
#include <toml++/toml.h>

namespace confab {

namespace {

/// The only value, as a number within the bounds.
std::optional<int> number(const QStringList& values, int least, int most) {
    bool isNumber = false;
    const int value = values.value(0).toInt(&isNumber);
    if (values.size() != 1 || !isNumber || value < least || value > most)
        return std::nullopt;
    return value;
}

bool setNumber(int& into, const QStringList& values, int least, int most) {
    const std::optional<int> value = number(values, least, most);
    into = value.value_or(into);
    return value.has_value();
}

bool setRegistration(Config& config, const QStringList& values) {
    config.registration = values == QStringList{QStringLiteral("open")};
    return config.registration || values == QStringList{QStringLiteral("closed")};
}

bool setAccessTokenMinutes(Config& config, const QStringList& values) {
    const std::optional<int> minutes = number(values, 1, 60);
    config.accessTokenLifetime = std::chrono::minutes(minutes.value_or(10));
    return minutes.has_value();
}

/// Names are one line of visible characters, as they are for users and rooms.
bool setServerName(Config& config, const QStringList& values) {
    config.serverName = normalisedLine(values.value(0));
    return values.size() == 1 && !config.serverName.isEmpty() && config.serverName.size() <= limits::nameChars;
}

bool setLog(Config& config, const QStringList& values) {
    config.log = values.value(0);
    return values.size() == 1 && (config.log == u"debug" || config.log == u"info" || config.log == u"warning");
}

bool setAddresses(QStringList& into, const QStringList& values) {
    into.clear();
    for (const QString& value : values)
        into.append(value.trimmed());
    return !values.isEmpty() && std::all_of(into.begin(), into.end(), [](const QString& address) {
        return ListenAddress::parse(address).has_value();
    });
}

bool setData(Config& config, const QStringList& values) {
    config.data = values.value(0);
    return values.size() == 1 && !config.data.isEmpty();
}

/// Without the password that somebody may have put into a URL, also into one that is none.
QString shown(const QStringList& values) {
    QString text = values.join(u',');
    if (const qsizetype at = text.lastIndexOf(u'@'); at >= 0) {
        const qsizetype scheme = text.indexOf(u"://");
        const qsizetype from = scheme >= 0 && scheme < at ? scheme + 3 : 0;
        text.replace(from, at - from, QStringLiteral("…"));
    }
    if (const qsizetype query = text.indexOf(u'?'); query >= 0)
        text.replace(query + 1, text.size(), QStringLiteral("…"));
    return text;
}

bool setText(QString& into, const QStringList& values) {
    into = values.value(0);
    return values.size() == 1 && !into.isEmpty();
}

bool setDatabase(Config& config, const QStringList& values) {
    const Result<DatabaseAddress> address = DatabaseAddress::parse(values.value(0));
    if (address)
        config.postgres = *address;
    return address && values.size() == 1;
}

bool setRedis(Config& config, const QStringList& values) {
    const Result<RedisAddress> address = RedisAddress::parse(values.value(0));
    if (address)
        config.redis = *address;
    return address && values.size() == 1;
}

bool setRedisCluster(Config& config, const QStringList& values) {
    config.redisCluster = values == QStringList{QStringLiteral("on")};
    return config.redisCluster || values == QStringList{QStringLiteral("off")};
}

bool setNode(Config& config, const QStringList& values) {
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9._-]{1,64}\\z"));
    config.node = values.value(0);
    return values.size() == 1 && name.match(config.node).hasMatch();
}

/// As browsers write them: scheme, host, and a port that is not the scheme's own.
bool setOrigins(Config& config, const QStringList& values) {
    static const QRegularExpression origin(QStringLiteral("^https?://[^/\\s,]+\\z"));
    config.allowedOrigins.clear();
    const QStringList origins = values.join(u',').split(u',');
    for (const QString& one : origins)
        config.allowedOrigins.append(one.trimmed().toLower());
    return !values.isEmpty() && std::all_of(config.allowedOrigins.begin(), config.allowedOrigins.end(),
                                            [](const QString& one) { return origin.match(one).hasMatch(); });
}

QString environmentName(const Setting& setting) {
    return u"CONFAB_" % QString::fromLatin1(setting.name).toUpper().replace(u'-', u'_');
}

const Setting* find(const QString& name) {
    for (const Setting& setting : settings()) {
        if (name == QLatin1String(setting.name))
            return &setting;
    }
    return nullptr;
}

QString textOf(const toml::node& node) {
    if (const auto text = node.value<std::string>(); text && node.is_string())
        return QString::fromStdString(*text);
    std::ostringstream out;
    out << toml::node_view<const toml::node>(node);
    return QString::fromStdString(out.str());
}

Result<toml::table> parseToml(const QByteArray& text, const QString& path) {
    try {
        return toml::parse(std::string_view(text.constData(), size_t(text.size())));
    } catch (const toml::parse_error& error) {
        return fail(Error::invalid(
            QStringLiteral("config"),
            QStringLiteral("%1, line %2: %3")
                .arg(path, QString::number(error.source().begin.line),
                     QString::fromUtf8(error.description().data(), qsizetype(error.description().size())))));
    }
}

/// What no setting can see alone.
Done complete(Config& config) {
    if (config.data.isEmpty() && !config.isShared())
        return fail(Error::invalid(QStringLiteral("data"), QStringLiteral("data is not set: --data DIR says where the "
                                                                          "database is, for example --data "
                                                                          "/var/lib/confab")));
    if (config.tlsCertificateFile.isEmpty() != config.tlsKeyFile.isEmpty())
        return fail(Error::invalid(QStringLiteral("tls-cert"),
                                   QStringLiteral("tls-cert and tls-key go together: the certificate and its key")));
    if (config.redis && !config.isShared())
        return fail(Error::invalid(QStringLiteral("redis"),
                                   QStringLiteral("redis is for several nodes, and those have to share a PostgreSQL "
                                                  "database: --database postgresql://user@host/database")));
    if (config.redis) {
        config.redis->cluster = config.redisCluster;
        config.redis->caFile = config.redisCaFile;
    }
    config.limits.sessions.proxies = config.limits.addresses.proxies;
    if (config.node.isEmpty())
        config.node = QSysInfo::machineHostName().left(64);
    if (config.node.isEmpty())
        config.node = QStringLiteral("node");
    return {};
}

} // namespace

const QList<Setting>& settings() {
    static const QList<Setting> all =
        QList<Setting>{
            {"data", "DIR", "folder of the database and the signing key; made when it is missing", "a folder", false,
             false, setData},
            {"database", "URL",
             "postgresql://user@host/database for several nodes; without it SQLite in the data folder",
             "postgresql://user@host:port/database without a password", false, false, setDatabase},
            {"database-password-file", "FILE", "the database user's password, in a file that not everybody can read",
             "a file", false, false,
             [](Config& config, const QStringList& values) { return setText(config.databasePasswordFile, values); }},
            {"redis", "URL", "redis://host:port (rediss:// for TLS), over which nodes hear from each other at once",
             "redis://user@host:port without a password", false, false, setRedis},
            {"redis-password-file", "FILE", "the Redis user's password, in a file that not everybody can read",
             "a file", false, false,
             [](Config& config, const QStringList& values) { return setText(config.redisPasswordFile, values); }},
            {"redis-ca-file", "FILE", "certificates to trust for rediss://, instead of the system's", "a file", false,
             false, [](Config& config, const QStringList& values) { return setText(config.redisCaFile, values); }},
            {"redis-cluster", "on|off", "the Redis server belongs to a cluster: use sharded channels", "on or off",
             false, true, setRedisCluster},
            {"node", "NAME", "this node's name among those that share a database; the host's when none is given",
             "1 to 64 letters, digits, dots, hyphens or underscores", false, false, setNode},
            {"drain-seconds", "N", "how long clients are given to move to another node before this one stops",
             "a number from 0 to 8", false, false,
             [](Config& config, const QStringList& values) { return setNumber(config.drainSeconds, values, 0, 8); }},
            {"listen", "ADDRESS", "where to listen, for example 127.0.0.1:7450, [::1]:7450 or :7450; may be repeated",
             "host:port", true, false,
             [](Config& config, const QStringList& values) { return setAddresses(config.listen, values); }},
            {"metrics-listen", "ADDRESS",
             "where Prometheus may read /metrics, for example 127.0.0.1:9450; may be repeated", "host:port", true,
             false,
             [](Config& config, const QStringList& values) { return setAddresses(config.metricsListen, values); }},
            {"tls-cert", "FILE", "speak TLS with this certificate chain (PEM); SIGHUP reads both files anew", "a file",
             false, false,
             [](Config& config, const QStringList& values) { return setText(config.tlsCertificateFile, values); }},
            {"tls-key", "FILE", "and this key, in a file that not everybody can read", "a file", false, false,
             [](Config& config, const QStringList& values) { return setText(config.tlsKeyFile, values); }},
            {"allowed-origins", "ORIGIN",
             "of web pages that may connect, for example https://chat.example.org; else none may",
             "origins such as https://chat.example.org", true, false, setOrigins},
            {"io-threads", "N", "threads that serve connections; half of the cores when it is not set",
             "a number from 1 to 64", false, false,
             [](Config& config, const QStringList& values) { return setNumber(config.ioThreads, values, 1, 64); }},
            {"max-connections", "N", "connections at once", "a number from 1 to 1000000", false, false,
             [](Config& config, const QStringList& values) {
                 return setNumber(config.maxConnections, values, 1, 1'000'000);
             }},
            {"server-name", "NAME", "what clients call this server", "1 to 200 visible characters", false, false,
             setServerName},
            {"registration", "open|closed", "whether people may make their own accounts", "open or closed", false,
             false, setRegistration},
            {"access-token-minutes", "N", "how long an access token is good", "a number from 1 to 60", false, false,
             setAccessTokenMinutes},
            {"session-idle-days", "N", "a device unused for so long is signed out", "a number from 1 to 3650", false,
             false,
             [](Config& config, const QStringList& values) {
                 return setNumber(config.sessionIdleDays, values, 1, 3650);
             }},
            {"session-max-days", "N", "a device is signed out after so long", "a number from 1 to 3650", false, false,
             [](Config& config, const QStringList& values) {
                 return setNumber(config.sessionMaxDays, values, 1, 3650);
             }},
            {"log", "debug|info|warning", "what to log", "debug, info or warning", false, false, setLog},
        } +
        limitSettings();
    return all;
}

Result<SettingValues> readConfigFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::invalid(QStringLiteral("config"), QString(path % u": " % file.errorString())));
    const QByteArray text = file.readAll();
    Result<toml::table> table = parseToml(text, path);
    if (!table)
        return fail(std::move(table.error()));
    SettingValues values;
    for (const auto& [key, node] : *table) {
        const QString written = QString::fromStdString(std::string(key.str()));
        const QString name = QString(written).replace(u'_', u'-');
        if (!find(name))
            return fail(Error::invalid(written, QString(path % u", line " % QString::number(key.source().begin.line) %
                                                        u": there is no setting " % written)));
        QStringList& list = values[name]; // of no value, too: an empty list is not the same as none
        if (const toml::array* items = node.as_array()) {
            for (const toml::node& item : *items)
                list.append(textOf(item));
        } else {
            list.append(textOf(node));
        }
    }
    return values;
}

SettingValues readEnvironment() {
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    SettingValues values;
    for (const Setting& setting : settings()) {
        const QString name = environmentName(setting);
        if (!environment.contains(name))
            continue;
        const QString value = environment.value(name);
        values.insert(QString::fromLatin1(setting.name), setting.repeats ? value.split(u',') : QStringList{value});
    }
    return values;
}

Result<Config> makeConfig(const SettingValues& file, const SettingValues& environment, const SettingValues& flags) {
    Config config;
    const std::pair<const SettingValues&, const char*> sources[] = {
        {file, "in the configuration file"}, {environment, "in the environment"}, {flags, "on the command line"}};
    for (const auto& [values, where] : sources) {
        QStringList names = values.keys();
        if (names.removeOne(QStringLiteral("limits"))) // which sets all of those that may be set one by one
            names.prepend(QStringLiteral("limits"));
        for (const QString& name : std::as_const(names)) {
            const Setting* setting = find(name);
            const QStringList given = values.value(name);
            if (setting && !setting->apply(config, given))
                return fail(Error::invalid(
                    name, QStringLiteral("%1 = \"%2\" (%3): %4 expected")
                              .arg(name, shown(given), QLatin1String(where), QLatin1String(setting->expected))));
        }
    }
    if (Done whole = complete(config); !whole)
        return fail(std::move(whole.error()));
    return config;
}

} // namespace confab

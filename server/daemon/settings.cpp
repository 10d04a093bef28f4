// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/config.h"

#include "common/protocol/limits.h"
#include "common/protocol/text.h"
#include "server/daemon/limitsettings.h"
#include "server/transport/admission/listenaddress.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace confab {

namespace {

constexpr qint64 mostStoredBytes = qint64(1) << 50; // a PiB

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
    for (const auto& [value, name] : EnumNames<Registration>::names) {
        if (values != QStringList{QLatin1String(name)})
            continue;
        config.registration = value;
        return true;
    }
    return false;
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

/// Names of rooms, as they are stored; "off" for none, "*" for any.
bool setHubCreatesRooms(Config& config, const QStringList& values) {
    config.hubCreatesRooms.clear();
    if (values == QStringList{QStringLiteral("off")})
        return true;
    for (const QString& value : values)
        config.hubCreatesRooms.append(normalisedLine(value));
    return !values.isEmpty() &&
           std::all_of(config.hubCreatesRooms.begin(), config.hubCreatesRooms.end(),
                       [](const QString& name) { return !name.isEmpty() && name.size() <= limits::nameChars; });
}

/// As they stand in URLs, without a port.
bool setHooksAllow(Config& config, const QStringList& values) {
    static const QRegularExpression host(QStringLiteral("^[A-Za-z0-9._:-]{1,253}\\z"));
    config.hooksAllow.clear();
    for (const QString& value : values)
        config.hooksAllow.append(value.trimmed().toLower());
    return !values.isEmpty() && std::all_of(config.hooksAllow.begin(), config.hooksAllow.end(),
                                            [](const QString& one) { return host.match(one).hasMatch(); });
}

bool setLog(Config& config, const QStringList& values) {
    config.log = values.value(0);
    return values.size() == 1 && (config.log == u"debug" || config.log == u"info" || config.log == u"warning");
}

bool setLogFormat(Config& config, const QStringList& values) {
    config.logsJson = values == QStringList{QStringLiteral("json")};
    return config.logsJson || values == QStringList{QStringLiteral("text")};
}

/// It becomes a path, and an argument of lego.
bool setAcmeHost(Config& config, const QStringList& values) {
    constexpr qsizetype mostCharacters = 253; // RFC 1035
    config.acme.host = values.value(0).toLower();
    const QString& host = config.acme.host;
    return values.size() == 1 && host.contains(u'.') && host.size() <= mostCharacters && !host.startsWith(u'-') &&
           !host.startsWith(u'.') && std::ranges::all_of(host, [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
           });
}

bool setAcmeDirectory(Config& config, const QStringList& values) {
    config.acme.directory = values.value(0);
    return values.size() == 1 && config.acme.directory.startsWith(u"https://");
}

bool setTransport(Config& config, const QStringList& values) {
    const bool isNative = values == QStringList{QStringLiteral("native")};
    config.transport = isNative ? TransportKind::Native : TransportKind::Qt;
    return isNative || values == QStringList{QStringLiteral("qt")};
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

bool setWeb(Config& config, const QStringList& values) {
    config.web = values == QStringList{QStringLiteral("on")};
    return config.web || values == QStringList{QStringLiteral("off")};
}

bool setNode(Config& config, const QStringList& values) {
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9._-]{1,64}\\z"));
    config.node = values.value(0);
    return values.size() == 1 && name.match(config.node).hasMatch();
}

/// Scheme, host and perhaps a port.
bool setServerUrl(QString& into, const QString& value) {
    const QUrl url(value, QUrl::StrictMode);
    into = url.toString(QUrl::FullyEncoded);
    const bool isBare = url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    return url.isValid() && isBare && !url.host().isEmpty() && (url.scheme() == u"http" || url.scheme() == u"https");
}

/// Of a node for other nodes.
bool setNodeAddress(Config& config, const QStringList& values) {
    return values.size() == 1 && setServerUrl(config.nodeAddress, values.value(0));
}

/// Of the server for people; a slash at the end is what many copy with it.
bool setPublicUrl(Config& config, const QStringList& values) {
    QString value = values.value(0);
    if (value.endsWith(u'/'))
        value.chop(1);
    return values.size() == 1 && setServerUrl(config.publicUrl, value);
}

/// Bytes: "5000000", "64K", "100M", "2G"; the letters are powers of 1024.
std::optional<qint64> bytesIn(const QStringList& values, qint64 least) {
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,15})([KMG]?)\\z"));
    const QRegularExpressionMatch match = form.match(values.value(0));
    const QString unit = match.captured(2);
    const int shift = unit == u"G" ? 30 : unit == u"M" ? 20 : unit == u"K" ? 10 : 0;
    const qint64 number = match.captured(1).toLongLong();
    const bool isRight = values.size() == 1 && match.hasMatch() && number <= mostStoredBytes >> shift;
    return isRight && number << shift >= least ? std::optional(number << shift) : std::nullopt;
}

bool setBytes(qint64& into, const QStringList& values, qint64 least = 0) {
    const std::optional<qint64> bytes = bytesIn(values, least);
    into = bytes.value_or(into);
    return bytes.has_value();
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

template <class Address>
QString reasonFrom(const Result<Address>& address) {
    return address ? QString() : address.error().message;
}

QString whyNoAddress(const QString& value) {
    return reasonFrom(ListenAddress::parse(value.trimmed()));
}

QString whyNoDatabase(const QString& value) {
    return reasonFrom(DatabaseAddress::parse(value));
}

QString whyNoRedis(const QString& value) {
    return reasonFrom(RedisAddress::parse(value));
}

QList<Setting> inGroup(const char* group, QList<Setting> settings) {
    for (Setting& setting : settings)
        setting.group = group;
    return settings;
}

QList<Setting> storageSettings() {
    return {
        {"data", "DIR", "folder of the database (SQLite) and the signing key; created when it is missing", "a folder",
         false, false, setData},
        {"database", "URL", "PostgreSQL instead of SQLite: postgresql://user@host/database",
         "postgresql://user@host:port/database without a password", false, false, setDatabase, nullptr, whyNoDatabase},
        {"database-password-file", "FILE", "file with the password of the database user; chmod 600", "a file", false,
         false, [](Config& config, const QStringList& values) { return setText(config.databasePasswordFile, values); }},
    };
}

QList<Setting> fileSettings() {
    constexpr const char* bytes = "bytes such as 5000000, 64K, 100M or 2G; 0: no limit";
    return {
        {"files-dir", "DIR", "folder of the files that people send; with PostgreSQL one that all nodes share",
         "a folder", false, false,
         [](Config& config, const QStringList& values) { return setText(config.filesFolder, values); }},
        {"file-bytes", "BYTES", "largest file that people may send", "bytes such as 5000000, 64K or 100M", false, false,
         [](Config& config, const QStringList& values) { return setBytes(config.files.fileBytes, values, 1); }},
        {"files-per-user", "BYTES", "what one person's files may take; 0: no limit", bytes, false, false,
         [](Config& config, const QStringList& values) { return setBytes(config.files.perUser, values); }},
        {"files-total", "BYTES", "what all files may take; 0: no limit", bytes, false, false,
         [](Config& config, const QStringList& values) { return setBytes(config.files.total, values); }},
    };
}

QList<Setting> addressSettings() {
    return {
        {"listen", "ADDRESS", "where clients connect, for example [::1]:7450, or :7450 for every address; repeatable",
         "host:port", true, false,
         [](Config& config, const QStringList& values) { return setAddresses(config.listen, values); }, nullptr,
         whyNoAddress},
        {"tls-cert", "FILE", "speak TLS with this certificate chain (PEM); SIGHUP reads it and the key again", "a file",
         false, false,
         [](Config& config, const QStringList& values) { return setText(config.tlsCertificateFile, values); }},
        {"tls-key", "FILE", "the certificate's private key (PEM); chmod 600", "a file", false, false,
         [](Config& config, const QStringList& values) { return setText(config.tlsKeyFile, values); }},
        {"acme", "HOST", "get and renew a certificate by lego; accepts the authority's terms",
         "a name such as chat.example.org", false, false, setAcmeHost},
        {"acme-email", "ADDRESS", "whom the certificate authority may write", "an e-mail address", false, false,
         [](Config& config, const QStringList& values) { return setText(config.acme.email, values); }},
        {"acme-listen", "ADDRESS", "where its challenge is answered", "host:port", false, false,
         [](Config& config, const QStringList& values) { return setText(config.acme.listen, values); }},
        {"acme-directory", "URL", "another certificate authority", "an https URL", false, false, setAcmeDirectory},
        {"allowed-origins", "ORIGIN", "web pages that may connect, for example https://chat.example.org; repeatable",
         "origins such as https://chat.example.org", true, false, setOrigins},
        {"public-url", "URL", "where links begin", "https://host or https://host:port", false, false, setPublicUrl},
        {"web", "on|off", "serve the web page at /", "on or off", false, false, setWeb},
        {"metrics-listen", "ADDRESS", "where Prometheus reads /metrics, for example 127.0.0.1:9450; repeatable",
         "host:port", true, false,
         [](Config& config, const QStringList& values) { return setAddresses(config.metricsListen, values); }, nullptr,
         whyNoAddress},
    };
}

QList<Setting> accountSettings() {
    return {
        {"server-name", "NAME", "what clients call this server", "1 to 200 visible characters", false, false,
         setServerName},
        {"registration", "open|invite|closed",
         "whether people can create their own accounts; invite: with an invitation to a room", "open, invite or closed",
         false, false, setRegistration},
        {"access-token-minutes", "N", "minutes for which an access token is valid", "a number from 1 to 60", false,
         false, setAccessTokenMinutes},
        {"session-idle-days", "N", "days without use after which a device is signed out", "a number from 1 to 3650",
         false, false,
         [](Config& config, const QStringList& values) { return setNumber(config.sessionIdleDays, values, 1, 3650); }},
        {"session-max-days", "N", "days after which a device is signed out", "a number from 1 to 3650", false, false,
         [](Config& config, const QStringList& values) { return setNumber(config.sessionMaxDays, values, 1, 3650); }},
    };
}

QList<Setting> nodeSettings() {
    return {
        {"node", "NAME", "this node's name among those that share a database",
         "1 to 64 letters, digits, dots, hyphens or underscores", false, false, setNode},
        {"node-address", "URL",
         "where the other nodes reach this one, with requests of clients without a WebSocket that came to them",
         "http://host:port or https://host:port", false, false, setNodeAddress},
        {"redis", "URL", "Redis server that carries messages between nodes: redis://host:port, rediss:// for TLS",
         "redis://user@host:port without a password", false, false, setRedis, nullptr, whyNoRedis},
        {"redis-password-file", "FILE", "file with the password of the Redis user; chmod 600", "a file", false, false,
         [](Config& config, const QStringList& values) { return setText(config.redisPasswordFile, values); }},
        {"redis-ca-file", "FILE", "certificates to trust for rediss:// (PEM)", "a file", false, false,
         [](Config& config, const QStringList& values) { return setText(config.redisCaFile, values); }},
        {"redis-cluster", "on|off", "the Redis server belongs to a cluster: use sharded channels", "on or off", false,
         true, setRedisCluster},
        {"drain-seconds", "N", "seconds that clients have to move to another node when this one stops",
         "a number from 0 to 8", false, false,
         [](Config& config, const QStringList& values) { return setNumber(config.drainSeconds, values, 0, 8); }},
    };
}

QList<Setting> operationSettings() {
    return {
        {"io-threads", "N", "threads that serve connections", "a number from 1 to 64", false, false,
         [](Config& config, const QStringList& values) { return setNumber(config.ioThreads, values, 1, 64); }},
        {"max-connections", "N", "connections at once", "a number from 1 to 1000000", false, false,
         [](Config& config, const QStringList& values) {
             return setNumber(config.maxConnections, values, 1, 1'000'000);
         }},
        {"transport", "native|qt",
         "what reads WebSocket frames: this program itself, or Qt's QWebSocketServer with guards before it",
         "native or qt", false, false, setTransport},
        {"hub-creates-rooms", "NAME",
         "public room that a SignalR client makes by joining it; * for any name, off for none; repeatable",
         "names of rooms, * or off", true, false, setHubCreatesRooms},
        {"keep-days", "N", "days that messages are kept; 0: for ever", "a number from 0 to 36500", false, false,
         [](Config& config, const QStringList& values) { return setNumber(config.keepDays, values, 0, 36'500); }},
        {"log", "LEVEL", "debug, info or warning", "debug, info or warning", false, false, setLog},
        {"log-format", "text|json", "how lines of the log look", "text or json", false, false, setLogFormat},
    };
}

/// Few need it, so it is with the limits, which the short help leaves out.
QList<Setting> hookSettings() {
    return {
        {"hooks-allow", "HOST",
         "host that outgoing webhooks may reach though its address is not public, for example localhost; repeatable",
         "names or addresses of hosts", true, false, setHooksAllow},
    };
}

} // namespace

const QList<Setting>& settings() {
    static const QList<Setting> all = [] {
        QList<Setting> list = inGroup("Storage", storageSettings()) + inGroup("Files", fileSettings()) +
                              inGroup("Addresses and TLS", addressSettings()) + inGroup("Accounts", accountSettings()) +
                              inGroup("Several nodes", nodeSettings()) + inGroup("Operation", operationSettings()) +
                              limitSettings() + hookSettings();
        for (Setting& setting : list) { // it is among the limits, but every server behind a proxy needs it
            if (qstrcmp(setting.name, "proxy") == 0)
                setting.group = "Addresses and TLS";
        }
        return list;
    }();
    return all;
}

} // namespace confab

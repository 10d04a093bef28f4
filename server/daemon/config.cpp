// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/config.h"

#include "common/protocol/emailaddress.h"
#include "server/daemon/acme.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QSysInfo>

#include <algorithm>
#include <sstream>
#include <toml++/toml.h>
#include <utility>

namespace confab {

namespace {

constexpr qint64 mostFileBytes = 1024 * 1024; // a configuration has some KiB

/// Without a password in the URL, even if it is not a valid URL.
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

/// Both files are those that lego keeps.
Status completeAcme(Config& config) {
    if (config.acme.host.isEmpty())
        return {};
    if (!config.tlsCertificateFile.isEmpty() || !config.tlsKeyFile.isEmpty())
        return fail(Error::invalid(QStringLiteral("acme"),
                                   QStringLiteral("acme gets the certificate: leave tls-cert and tls-key out.")));
    if (config.data.isEmpty() || !isEmailAddress(config.acme.email))
        return fail(Error::invalid(QStringLiteral("acme"),
                                   QStringLiteral("acme needs acme-email, whom the authority may write, and data, a "
                                                  "folder for certificate and key.")));
    config.tlsCertificateFile = acmeFile(config.data, config.acme.host, u".crt");
    config.tlsKeyFile = acmeFile(config.data, config.acme.host, u".key");
    return {};
}

/// Checks between settings.
Status complete(Config& config) {
    if (config.data.isEmpty() && !config.isShared())
        return fail(Error::invalid(QStringLiteral("data"),
                                   QStringLiteral("data is not set. Say which folder keeps the database, for example "
                                                  "--data /var/lib/confab.")));
    if (Status acme = completeAcme(config); !acme)
        return acme;
    if (config.tlsCertificateFile.isEmpty() != config.tlsKeyFile.isEmpty()) {
        const bool lacksKey = config.tlsKeyFile.isEmpty();
        return fail(Error::invalid(
            lacksKey ? QStringLiteral("tls-key") : QStringLiteral("tls-cert"),
            QStringLiteral("%1 is set, but %2 is not. TLS needs both: the certificate chain and its private key.")
                .arg(lacksKey ? u"tls-cert" : u"tls-key", lacksKey ? u"tls-key" : u"tls-cert")));
    }
    if (config.publicUrl.isEmpty() && !config.acme.host.isEmpty())
        config.publicUrl = QString(u"https://" % config.acme.host);
    if (config.redis && !config.isShared())
        return fail(Error::invalid(QStringLiteral("redis"),
                                   QStringLiteral("redis is set, but database is not. Redis connects several nodes, "
                                                  "and those share a PostgreSQL database: --database "
                                                  "postgresql://user@host/database. One server needs no Redis.")));
    if (config.redis) {
        config.redis->cluster = config.redisCluster;
        config.redis->caFile = config.redisCaFile;
    }
    if (config.node.isEmpty())
        config.node = QSysInfo::machineHostName().left(64);
    if (config.node.isEmpty())
        config.node = QStringLiteral("node");
    return {};
}

} // namespace

QString environmentName(const Setting& setting) {
    return u"CONFAB_" % QString::fromLatin1(setting.name).toUpper().replace(u'-', u'_');
}

Result<SettingValues> readConfigFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::invalid(QStringLiteral("config"),
                                   QStringLiteral("The configuration file %1 can't be read: %2. --config or "
                                                  "CONFAB_CONFIG names it.")
                                       .arg(path, file.errorString())));
    const QByteArray text = file.read(mostFileBytes);
    Result<toml::table> table = parseToml(text, path);
    if (!table)
        return fail(std::move(table.error()));
    SettingValues values;
    for (const auto& [key, node] : *table) {
        const QString written = QString::fromStdString(std::string(key.str()));
        const QString name = QString(written).replace(u'_', u'-');
        if (!find(name))
            return fail(Error::invalid(written, QString(path % u", line " % QString::number(key.source().begin.line) %
                                                        u": there is no setting " % written %
                                                        u". \"confabd --help-all\" lists them.")));
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

namespace {

Error wrongValue(const Setting& setting, const QStringList& given, const QString& where) {
    const QString name = QString::fromLatin1(setting.name);
    QString message = QStringLiteral("%1 = \"%2\" (%3): %4 expected.")
                          .arg(name, shown(given), where, QLatin1String(setting.expected));
    for (const QString& value : given) {
        const QString why = setting.why ? setting.why(value) : QString();
        if (!why.isEmpty())
            message += QString(u' ' % why);
    }
    return Error::invalid(name, message);
}

Status apply(Config& config, const SettingValues& values, QString (*where)(const Setting&, const QString&),
             const QString& filePath) {
    QStringList names = values.keys();
    if (names.removeOne(QStringLiteral("limits"))) // which sets all of those that may be set one by one
        names.prepend(QStringLiteral("limits"));
    for (const QString& name : std::as_const(names)) {
        const Setting* setting = find(name);
        const QStringList given = values.value(name);
        if (setting && !setting->apply(config, given))
            return fail(wrongValue(*setting, given, where(*setting, filePath)));
    }
    return {};
}

QString inFile(const Setting&, const QString& filePath) {
    return QString(u"in the configuration file" % (filePath.isEmpty() ? QString() : QString(u' ' % filePath)));
}

QString inEnvironment(const Setting& setting, const QString&) {
    return QString(u"in the environment, " % environmentName(setting));
}

QString onCommandLine(const Setting& setting, const QString&) {
    return QString(u"on the command line, --" % QLatin1String(setting.name));
}

/// The members of ServerSettings that one of the sources has.
QStringList fixedBy(const QList<SettingValues>& sources) {
    QStringList fixed;
    for (const auto& [setting, member] :
         {std::pair{"server-name", "name"}, {"registration", "registration"}, {"keep-days", "retentionDays"}}) {
        const QString name = QString::fromLatin1(setting);
        // A flag that was not given has an empty list.
        if (std::ranges::any_of(sources, [&](const SettingValues& one) { return !one.value(name).isEmpty(); }))
            fixed.append(QString::fromLatin1(member));
    }
    return fixed;
}

} // namespace

Result<Config> makeConfig(const SettingValues& file, const SettingValues& environment, const SettingValues& flags,
                          const QString& filePath) {
    Config config;
    Status done = apply(config, file, inFile, filePath);
    if (done)
        done = apply(config, environment, inEnvironment, {});
    if (done)
        done = apply(config, flags, onCommandLine, {});
    config.fixedSettings = fixedBy({file, environment, flags});
    if (done)
        done = complete(config);
    return done.map([&] { return config; });
}

} // namespace confab

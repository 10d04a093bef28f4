// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/settingdefaults.h"

#include <QMap>

#include <cmath>

namespace confab {

namespace {

QMap<QString, QString> limitDefaults() {
    const Limits limits;
    QMap<QString, QString> texts;
    const auto number = [&texts](const char* name, qint64 value) {
        texts.insert(QString::fromLatin1(name), QString::number(value));
    };
    number("connections-per-address", limits.addresses.connections);
    number("newcomers-per-address", limits.addresses.notSignedIn);
    number("hashes-per-address", limits.hashes.perAddress);
    number("hashes-per-person", limits.hashes.perPerson);
    number("hashes-per-account", limits.hashes.perAccount);
    number("messages-before-sign-in", limits.sessions.messagesBeforeSignIn);
    texts.insert(QStringLiteral("limits"), QStringLiteral("on"));
    texts.insert(QStringLiteral("accepts-per-address"), rateText(limits.addresses.accepts));
    texts.insert(QStringLiteral("frames-per-connection"), rateText(limits.sessions.messages));
    texts.insert(QStringLiteral("bytes-per-connection"), rateText(limits.sessions.bytes));
    for (const FamilyRow& row : familyRows())
        texts.insert(QString::fromLatin1(row.setting), rateText(row.rate));
    return texts;
}

QMap<QString, QString> allDefaults() {
    const Config config;
    QMap<QString, QString> texts = limitDefaults();
    texts.insert(QStringLiteral("listen"), config.listen.join(u','));
    texts.insert(QStringLiteral("acme-listen"), config.acme.listen);
    texts.insert(QStringLiteral("web"), config.web ? QStringLiteral("on") : QStringLiteral("off"));
    texts.insert(QStringLiteral("server-name"), config.serverName);
    texts.insert(QStringLiteral("public-url"), QStringLiteral("https:// and --acme's host"));
    texts.insert(QStringLiteral("registration"), wire::key(nameOf(config.registration)));
    texts.insert(QStringLiteral("access-token-minutes"), QString::number(config.accessTokenLifetime.count()));
    texts.insert(QStringLiteral("session-idle-days"), QString::number(config.sessionIdleDays));
    texts.insert(QStringLiteral("session-max-days"), QString::number(config.sessionMaxDays));
    texts.insert(QStringLiteral("files-dir"), QStringLiteral("files in --data, or the database"));
    texts.insert(QStringLiteral("file-bytes"), QStringLiteral("%1M").arg(config.files.fileBytes >> 20));
    texts.insert(QStringLiteral("files-per-user"), QStringLiteral("%1G").arg(config.files.perUser >> 30));
    texts.insert(QStringLiteral("files-total"), QString::number(config.files.total));
    texts.insert(QStringLiteral("rate-files"), rateText(config.files.requests));
    texts.insert(QStringLiteral("node"), QStringLiteral("the host's name"));
    texts.insert(QStringLiteral("node-address"), QStringLiteral("the first --listen of one host, without TLS"));
    texts.insert(QStringLiteral("redis-ca-file"), QStringLiteral("the system's"));
    texts.insert(QStringLiteral("redis-cluster"), config.redisCluster ? QStringLiteral("on") : QStringLiteral("off"));
    texts.insert(QStringLiteral("drain-seconds"), QString::number(config.drainSeconds));
    texts.insert(QStringLiteral("io-threads"), QStringLiteral("half of the cores"));
    texts.insert(QStringLiteral("max-connections"), QString::number(config.maxConnections));
    texts.insert(QStringLiteral("transport"),
                 config.transport == TransportKind::Native ? QStringLiteral("native") : QStringLiteral("qt"));
    texts.insert(QStringLiteral("hub-creates-rooms"), config.hubCreatesRooms.join(u','));
    texts.insert(QStringLiteral("keep-days"), QString::number(config.keepDays));
    texts.insert(QStringLiteral("log"), config.log);
    texts.insert(QStringLiteral("log-format"), config.logsJson ? QStringLiteral("json") : QStringLiteral("text"));
    return texts;
}

} // namespace

QString defaultOf(const Setting& setting) {
    static const QMap<QString, QString> texts = allDefaults();
    return texts.value(QString::fromLatin1(setting.name));
}

QString rateText(const Rate& rate) {
    if (rate.isUnlimited())
        return QStringLiteral("off");
    for (const auto& [unit, seconds] : {std::pair{u's', 1}, {u'm', 60}, {u'h', 3600}}) {
        const double times = rate.perSecond * seconds;
        const qint64 whole = std::llround(times);
        if (whole < 1 || std::abs(times - double(whole)) > 1e-6)
            continue;
        QString text = QString(QString::number(whole) % u'/' % QChar(unit));
        if (whole != rate.burst)
            text += QStringLiteral(":%1").arg(rate.burst);
        return text;
    }
    return QStringLiteral("%1/s:%2").arg(QString::number(rate.perSecond), QString::number(rate.burst));
}

} // namespace confab

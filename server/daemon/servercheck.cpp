// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/servercheck.h"

#include "server/backup/restore.h"
#include "server/daemon/configfiles.h"
#include "server/storage/sql/migrations.h"
#include "server/storage/sql/sqlitefile.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <sys/timex.h>
#endif

namespace confab {

namespace {

using Level = Finding::Level;

constexpr qint64 gigabyte = 1'000'000'000;
// Files of the database, logs, sockets of nodes and of metrics.
constexpr int otherDescriptors = 256;

QString key(const char* name) {
    return QString::fromLatin1(name);
}

Finding good(const QString& text) {
    return {Level::Good, text};
}
Finding remark(const QString& text) {
    return {Level::Remark, text};
}
Finding bad(const QString& text) {
    return {Level::Bad, text};
}

QList<Finding> fileFindings(const Config& config) {
    const Result<QStringList> remarks = checkFiles(config, QDateTime::currentDateTimeUtc());
    if (!remarks)
        return {bad(remarks.error().message)};
    QList<Finding> findings;
    for (const QString& each : *remarks)
        findings.append(remark(each));
    if (findings.isEmpty() && !config.tlsCertificateFile.isEmpty())
        findings.append(good(QStringLiteral("Certificate and key fit together.")));
    return findings;
}

/// The database looked at from beside, whether the server runs or not.
Finding databaseFinding(const QString& file) {
    const auto opened = SqliteFile::open(file);
    const Status whole = opened ? (*opened)->check() : fail(opened.error());
    if (!whole)
        return bad(QString(whole.error().message % u" Restore a backup (docs/backup.md)."));
    const Result<qint64> schema = (*opened)->schema();
    const Result<QList<Migration>> known = knownMigrations();
    if (!schema || !known)
        return bad(schema ? known.error().message : schema.error().message);
    if (*schema > known->size())
        return bad(QStringLiteral("The database has version %1, and this program knows %2: install the newer confabd.")
                       .arg(QString::number(*schema), QString::number(known->size())));
    if (*schema < known->size())
        return remark(
            QStringLiteral("The database has version %1. The next start brings it to %2, and leaves a copy of "
                           "it in its folder.")
                .arg(QString::number(*schema), QString::number(known->size())));
    return good(QStringLiteral("The database's pages fit together (version %1).").arg(*schema));
}

QList<Finding> folderFindings(const Config& config) {
    if (config.isShared())
        return {};
    const QString& folder = config.data;
    const QString file = QDir(folder).filePath(QStringLiteral("confab.db"));
    if (isRestoreUnfinished(folder))
        return {bad(QStringLiteral("A backup was being restored into %1, and that did not end. Run \"confabd restore\" "
                                   "again.")
                        .arg(folder))};
    if (!QFileInfo(folder).isDir() || !QFileInfo::exists(file))
        return {remark(QStringLiteral("There is no database in %1 yet. The first start makes it.").arg(folder))};
    QList<Finding> findings{databaseFinding(file)};
    const QFile::Permissions others = QFile::ReadOther | QFile::WriteOther | QFile::ReadGroup | QFile::WriteGroup;
    if (QFile::permissions(file) & others)
        findings.append(
            bad(QStringLiteral("Others than its owner can read or write %1. Run chmod 600 on it.").arg(file)));
    return findings;
}

QList<Finding> diskFindings(const Config& config) {
    QStringList folders;
    for (const QString& folder : {config.isShared() ? QString() : config.data, config.filesFolder}) {
        if (!folder.isEmpty() && QFileInfo(folder).isDir())
            folders.append(folder);
    }
    QList<Finding> findings;
    for (const QString& folder : std::as_const(folders)) {
        const QStorageInfo disk(folder);
        findings.append(diskFinding(folder, disk.bytesAvailable(), disk.bytesTotal()));
    }
    return findings;
}

/// By what the kernel was told by the program that sets the clock.
QList<Finding> clockFindings() {
#ifdef Q_OS_LINUX
    timex state{};
    if (::adjtimex(&state) < 0)
        return {};
    if (state.status & STA_UNSYNC)
        return {
            remark(QStringLiteral("Nothing keeps this machine's clock right (or does not tell the kernel). Tokens and "
                                  "certificates end by it: install systemd-timesyncd or chrony."))};
    return {good(QStringLiteral("The clock is kept right."))};
#else
    return {};
#endif
}

QList<Finding> runningFindings(const Config& config, const std::optional<QJsonObject>& running) {
    if (!running)
        return {remark(QStringLiteral("No server runs on this configuration, or it does not listen to this user: what "
                                      "only it knows was not looked at."))};
    QList<Finding> findings;
    if (running->value(key("isReady")).toBool())
        findings.append(good(QStringLiteral("The server (version %1, process %2) is ready.")
                                 .arg(running->value(key("version")).toString(),
                                      QString::number(running->value(key("pid")).toInteger()))));
    else
        findings.append(bad(QStringLiteral("The server is not ready: %1. Its log says more (docs/trouble.md).")
                                .arg(running->value(key("healthText")).toString().trimmed())));
    findings.append(descriptorFinding(running->value(key("descriptors")).toInteger(), config.maxConnections));
    if (const qint64 unknown = running->value(key("unknownClients")).toInteger(); unknown > 0)
        findings.append(
            bad(QStringLiteral("A proxy did not say for whom it asks, %1 times: X-Forwarded-For was missing "
                               "or no address. Its clients share one address's limits: correct the proxy's "
                               "configuration (docs/operating.md).")
                    .arg(unknown)));
    return findings;
}

} // namespace

Finding diskFinding(const QString& folder, qint64 available, qint64 capacity) {
    const QString figures = QStringLiteral("%1 GB of %2 GB are free where %3 is")
                                .arg(QString::number(double(available) / gigabyte, 'f', 1),
                                     QString::number(double(capacity) / gigabyte, 'f', 1), folder);
    constexpr int smallPart = 20; // a twentieth
    if (available < gigabyte / 10)
        return bad(QString(figures % u": messages are about to be refused. Make room."));
    if (available < gigabyte || available < capacity / smallPart)
        return remark(QString(figures % u": make room before messages are refused."));
    return good(QString(figures % u'.'));
}

Finding descriptorFinding(qint64 descriptors, int maxConnections) {
    const qint64 needed = qint64(maxConnections) + otherDescriptors;
    if (descriptors >= needed)
        return good(
            QStringLiteral("The server may open %1 files and sockets, which is enough for max-connections = %2.")
                .arg(QString::number(descriptors), QString::number(maxConnections)));
    return remark(QStringLiteral("The server may open %1 files and sockets, too few for max-connections = %2: set "
                                 "LimitNOFILE=%3 in its unit, or max-connections lower.")
                      .arg(QString::number(descriptors), QString::number(maxConnections), QString::number(needed)));
}

Finding listenFinding(const Config& config) {
    const auto isLoopback = [](const QString& address) {
        return address.startsWith(u"127.") || address.startsWith(u"[::1]") || address.startsWith(u"localhost:");
    };
    const bool isOpen = !std::ranges::all_of(config.listen, isLoopback);
    if (!isOpen && config.tlsCertificateFile.isEmpty() && config.limits.addresses.proxies.isEmpty())
        return remark(
            QStringLiteral("Only this machine can connect (%1). When a proxy does for others, name it: proxy = "
                           "[\"127.0.0.1\"], else all people share one address's limits.")
                .arg(config.listen.join(QStringLiteral(", "))));
    if (isOpen && config.tlsCertificateFile.isEmpty())
        return remark(QStringLiteral("Other machines can connect (%1), and nothing is encrypted: set tls-cert and "
                                     "tls-key, or let a proxy on this machine end TLS.")
                          .arg(config.listen.join(QStringLiteral(", "))));
    return good(QStringLiteral("It listens on %1.").arg(config.listen.join(QStringLiteral(", "))));
}

QList<Finding> checkServer(const Config& config, const std::optional<QJsonObject>& running) {
    QList<Finding> findings{good(QStringLiteral("The configuration is valid.")), listenFinding(config)};
    findings += fileFindings(config);
    findings += folderFindings(config);
    findings += diskFindings(config);
    findings += clockFindings();
    findings += runningFindings(config, running);
    return findings;
}

} // namespace confab

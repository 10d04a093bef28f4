// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/logformat.h"

#include "server/ops/requestscope.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <sys/stat.h>

namespace confab {

namespace {

const char* levelOf(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "info";
}

/// syslog(3)
int priorityOf(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return 7;
    case QtInfoMsg:
        return 6;
    case QtWarningMsg:
        return 4;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        return 2;
    }
    return 6;
}

/// journald takes each line for a message of its own.
QByteArray oneLine(const QString& message) {
    QString line = message;
    return line.replace(u'\n', u' ').toUtf8();
}

QByteArray jsonLine(const LogEntry& entry) {
    QJsonObject object{{QStringLiteral("time"), entry.at.toIso()},
                       {QStringLiteral("level"), QLatin1String(levelOf(entry.type))},
                       {QStringLiteral("category"), QString::fromUtf8(entry.category)},
                       {QStringLiteral("message"), entry.message}};
    if (!entry.requestId.isEmpty())
        object.insert(QStringLiteral("requestId"), QString::fromUtf8(entry.requestId));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

template <LogFormat format>
void writeEntry(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    const LogEntry entry{type, context.category, message, RequestScope::current(), UtcTime::now()};
    const QByteArray line = logLine(format, entry);
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr); // unbuffered, and locked: threads do not mix
}

} // namespace

QByteArray logLine(LogFormat format, const LogEntry& entry) {
    if (format == LogFormat::Json)
        return jsonLine(entry);
    const QByteArray id = entry.requestId.isEmpty() ? QByteArray() : " [" + entry.requestId + "]";
    if (format == LogFormat::Journal)
        return "<" + QByteArray::number(priorityOf(entry.type)) + ">" + entry.category + ": " + oneLine(entry.message) +
               id + "\n";
    return entry.at.toIso().toUtf8() + " " + levelOf(entry.type) + " " + entry.category + ": " +
           entry.message.toUtf8() + id + "\n";
}

bool isJournalListening() {
    struct stat error {};
    if (fstat(fileno(stderr), &error) != 0)
        return false;
    return qgetenv("JOURNAL_STREAM") ==
           QByteArray::number(quint64(error.st_dev)) + ":" + QByteArray::number(quint64(error.st_ino));
}

void installLog(LogFormat format) {
    switch (format) {
    case LogFormat::Text:
        qInstallMessageHandler(writeEntry<LogFormat::Text>);
        break;
    case LogFormat::Journal:
        qInstallMessageHandler(writeEntry<LogFormat::Journal>);
        break;
    case LogFormat::Json:
        qInstallMessageHandler(writeEntry<LogFormat::Json>);
        break;
    }
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/statuscommands.h"

#include "server/daemon/admindoor.h"
#include "server/daemon/servercheck.h"

#include <QMap>

#include <cmath>
#include <cstdio>

namespace confab {

namespace {

QString key(const char* name) {
    return QString::fromLatin1(name);
}

/// The figures of a text in Prometheus' format, those that differ in labels together; `of`: only of lines that have it.
double sumOf(const QString& metrics, const QString& name, const QString& of = {}) {
    double sum = 0;
    for (const QString& line : metrics.split(u'\n')) {
        const bool isIt =
            line.startsWith(name) && (line.mid(name.size(), 1) == u"{" || line.mid(name.size(), 1) == u" ");
        if (isIt && line.contains(of))
            sum += line.section(u' ', -1).toDouble();
    }
    return sum;
}

QString whole(double value) {
    return QString::number(std::llround(value));
}

QString megabytes(double bytes) {
    constexpr double megabyte = 1e6;
    return QStringLiteral("%1 MB").arg(bytes / megabyte, 0, 'f', 1);
}

QString duration(double seconds) {
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    const qint64 all = std::llround(seconds);
    return QStringLiteral("%1 d %2 h %3 min")
        .arg(QString::number(all / day), QString::number(all % day / hour), QString::number(all % hour / minute));
}

void row(const char* name, const QString& value) {
    std::printf("%-24s %s\n", name, qUtf8Printable(value));
}

void printFigures(const QString& metrics) {
    const auto sum = [&metrics](const char* name, const char* of = "") {
        return sumOf(metrics, QString::fromLatin1(name), QString::fromLatin1(of));
    };
    row("Running for", duration(sum("confab_uptime_seconds")));
    row("People online", QStringLiteral("%1, with %2 devices")
                             .arg(whole(sum("confab_people_online")), whole(sum("confab_sessions_signed_in"))));
    row("Sockets",
        QStringLiteral("%1 of %2").arg(whole(sum("confab_sockets_open")), whole(sum("confab_sockets_capacity"))));
    row("Rooms open", whole(sum("confab_rooms_open")));
    row("Messages since start", whole(sum("confab_events_appended_total", "event=\"message\"")));
    row("Calls since start", whole(sum("confab_calls_total")));
    row("Files",
        QStringLiteral("%1, %2").arg(whole(sum("confab_files_stored")), megabytes(sum("confab_file_bytes_stored"))));
    row("Memory", megabytes(sum("process_resident_memory_bytes")));
    row("Processor time", QStringLiteral("%1 s").arg(whole(sum("process_cpu_seconds_total"))));
    row("Descriptors", QStringLiteral("%1 of %2").arg(whole(sum("process_open_fds")), whole(sum("process_max_fds"))));
}

std::optional<QJsonObject> answerOf(const Config& config, const char* what) {
    const std::unique_ptr<AdminDoor> server = runningServer(config);
    if (!server)
        return std::nullopt;
    const Result<QJsonObject> answer = server->ask({{key("do"), key(what)}});
    return answer ? std::optional(*answer) : std::nullopt;
}

const char* wordFor(Finding::Level level) {
    switch (level) {
    case Finding::Level::Good:
        return "good";
    case Finding::Level::Remark:
        return "note";
    case Finding::Level::Bad:
        break;
    }
    return "BAD";
}

} // namespace

Status runStats(const Config& config, bool showsAll) {
    const std::optional<QJsonObject> answer = answerOf(config, "stats");
    if (!answer)
        return fail(
            Error(ErrorKind::Unavailable,
                  QStringLiteral("No server runs on the data folder \"%1\", or it does not listen to this user.")
                      .arg(config.data)));
    const QString metrics = answer->value(key("metrics")).toString();
    if (showsAll)
        std::printf("%s", qUtf8Printable(metrics));
    else
        printFigures(metrics);
    return {};
}

Status runCheck(const Config& config) {
    int badOnes = 0;
    for (const Finding& finding : checkServer(config, answerOf(config, "check"))) {
        std::printf("%-4s  %s\n", wordFor(finding.level), qUtf8Printable(finding.text));
        badOnes += finding.level == Finding::Level::Bad ? 1 : 0;
    }
    if (badOnes == 0)
        return {};
    return fail(
        Error(ErrorKind::Unavailable, QStringLiteral("Of these, what is BAD needs to be mended: %1.").arg(badOnes)));
}

} // namespace confab

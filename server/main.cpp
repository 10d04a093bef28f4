// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/brokenpipe.h"
#include "server/daemon/acme.h"
#include "server/daemon/backupcommands.h"
#include "server/daemon/botcommands.h"
#include "server/daemon/commandline.h"
#include "server/daemon/configfiles.h"
#include "server/daemon/daemon.h"
#include "server/daemon/exportcommand.h"
#include "server/daemon/importcommand.h"
#include "server/daemon/movecommand.h"
#include "server/daemon/statuscommands.h"
#include "server/daemon/usercommands.h"
#include "server/ops/logformat.h"
#include "server/ops/process.h"
#include "server/ops/processsignals.h"
#include "server/ops/servicemanager.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLoggingCategory>

#include <cstdio>
#include <memory>

namespace {

using namespace confab;

constexpr int exitRefused = 1;

int complain(const Error& error) {
    std::fprintf(stderr, "confabd: %s\n", qUtf8Printable(error.message));
    return exitRefused;
}

Result<Config> configOf(const Command& command) {
    SettingValues file;
    if (!command.configFile.isEmpty()) {
        Result<SettingValues> read = readConfigFile(command.configFile);
        if (!read)
            return fail(std::move(read.error()));
        file = std::move(*read);
    }
    return makeConfig(file, readEnvironment(), command.flags, command.configFile);
}

void setUpLog(const QString& level, bool isJson) {
    if (isJson)
        installLog(LogFormat::Json);
    else
        installLog(isJournalListening() ? LogFormat::Journal : LogFormat::Text);
    QString rules = QStringLiteral("confab.*.debug=false\n");
    if (level == u"debug")
        rules = QStringLiteral("confab.*.debug=true\n");
    else if (level == u"warning")
        rules += QStringLiteral("confab.*.info=false\n");
    QLoggingCategory::setFilterRules(rules);
}

/// All checks that need no start, including the files that the configuration names.
int checkConfig(const Config& config) {
    const Result<QStringList> remarks = checkFiles(config, QDateTime::currentDateTimeUtc());
    if (!remarks)
        return complain(remarks.error());
    for (const QString& remark : *remarks)
        std::fprintf(stderr, "confabd: %s\n", qUtf8Printable(remark));
    std::printf("The configuration is valid.\n");
    return 0;
}

int ended(const Status& done) {
    return done ? 0 : complain(done.error());
}

/// It serves just as well when nobody hears it.
void tell(const QByteArray& state) {
    if (const Status told = tellServiceManager(state); !told)
        qWarning("%s", qUtf8Printable(told.error().message));
}

/// Why a server does not serve: a sentence, or a line of its log where a program reads that.
int give(const Error& error, const Config& config) {
    if (!config.logsJson)
        return complain(error);
    qCritical("%s", qUtf8Printable(error.message));
    return exitRefused;
}

int serve(const Config& config) {
    setUpLog(config.log, config.logsJson);
    prepareProcess();
    ProcessSignals processSignals;
    std::unique_ptr<Acme> acme;
    if (!config.acme.host.isEmpty()) {
        acme = std::make_unique<Acme>(config);
        if (const Status got = acme->ensure(); !got)
            return give(got.error(), config);
    }
    // Also what a server would do without for a while, as the file with Redis's authorities.
    if (const Result<QStringList> checked = checkFiles(config, QDateTime::currentDateTimeUtc()); !checked)
        return give(checked.error(), config);
    Daemon daemon(config);
    if (const Status started = daemon.start(); !started)
        return give(started.error(), config);
    QObject::connect(&processSignals, &ProcessSignals::stopRequested, &daemon, [&daemon] {
        tell("STOPPING=1");
        daemon.drain();
    });
    QObject::connect(&processSignals, &ProcessSignals::reloadRequested, &daemon, &Daemon::reloadTls);
    QObject::connect(&daemon, &Daemon::drained, qApp, &QCoreApplication::quit);
    QObject::connect(&daemon, &Daemon::failed, qApp, [&config](const QString& why) {
        QCoreApplication::exit(give(Error(ErrorKind::Unavailable, why), config));
    });
    // One line a program can wait for: it says that clients are served, and on which ports.
    for (const QString& address : daemon.addresses())
        std::printf("confabd is listening on %s\n", qUtf8Printable(address));
    for (const QString& address : daemon.metricsAddresses())
        std::printf("confabd serves metrics on %s\n", qUtf8Printable(address));
    if (const QString page = daemon.firstVisit(); !page.isEmpty())
        std::printf("There are no accounts yet. Create the first one: %s\n", qUtf8Printable(page));
    std::fflush(stdout);
    if (acme) {
        QObject::connect(acme.get(), &Acme::renewed, &daemon, &Daemon::reloadTls);
        acme->start();
    }
    tell("READY=1\nSTATUS=Serving on " + daemon.addresses().join(u' ').toUtf8());
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    ignoreBrokenPipes();
    const Command command = parseCommandLine(argc, argv);
    if (command.kind == Command::Kind::Done)
        return command.exitCode;
    QCoreApplication application(argc, argv);
    if (command.kind == Command::Kind::VerifyBackup)
        return ended(verifyBackup(command.backupFile));
    if (command.kind == Command::Kind::RestoreBackup)
        return ended(runRestore(command.backupFile, command.restoreFolder));
    const Result<Config> config = configOf(command);
    if (!config)
        return complain(config.error());
    switch (command.kind) {
    case Command::Kind::CheckConfig:
        return checkConfig(*config);
    case Command::Kind::Serve:
        return serve(*config);
    case Command::Kind::Backup:
        return ended(runBackup(*config, command.backupFile));
    case Command::Kind::Export:
        return ended(runExport(*config, {command.exportRoom, command.exportFile, command.exportFiles}));
    case Command::Kind::Import:
        return ended(runImport(*config, {command.importPath, command.exportFiles, command.isSlack, command.isMattermost,
                                         command.isTrial}));
    case Command::Kind::Move:
        return ended(runMove(*config, command.moveTo, command.movePasswordFile));
    case Command::Kind::Stats:
        return ended(runStats(*config, command.showsAll));
    case Command::Kind::AddBot:
    case Command::Kind::RenewBot:
    case Command::Kind::ListBots:
    case Command::Kind::RemoveBot:
    case Command::Kind::AddHook:
    case Command::Kind::ListHooks:
    case Command::Kind::RenewHook:
    case Command::Kind::RemoveHook:
        return ended(runBotCommand(*config, command));
    case Command::Kind::CheckServer:
        return ended(runCheck(*config));
    default:
        return ended(runUserCommand(*config, command));
    }
}

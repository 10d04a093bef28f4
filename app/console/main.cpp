// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/serveraddress.h"
#include "app/console/program.h"
#include "common/core/brokenpipe.h"
#include "common/core/secretline.h"
#include "common/core/secretprompt.h"
#include "common/protocol/limits.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#endif

namespace {

using namespace confab;
using namespace confab::console;

int end(const Outcome& outcome) {
    if (!outcome.text.isEmpty())
        Output::complain(outcome.text);
    return int(outcome.code);
}

/// Reads the password from the descriptor when there is one, else from the terminal.
Result<Secret> passwordFor(const Options& options) {
    if (options.passwordFd)
        return readSecret(*options.passwordFd, limits::passwordBytes);
    const QString question = QString(u"Password for " % options.user);
    if (std::holds_alternative<RegisterOptions>(options.command))
        return askNewSecret(QString(u"New password for " % options.user), QStringLiteral("The same again"),
                            limits::passwordBytes);
    return askSecret(question, limits::passwordBytes);
}

/// Asked for before the sign-in: a connection does not wait for somebody who thinks of a good one.
Result<Secret> newPasswordFor(const Options& options) {
    const auto* change = std::get_if<PasswordOptions>(&options.command);
    if (!change)
        return Secret();
    if (change->newPasswordFd)
        return readSecret(*change->newPasswordFd, limits::passwordBytes);
    return askNewSecret(QString(u"New password for " % options.user), QStringLiteral("The same again"),
                        limits::passwordBytes);
}

/// Before the sign-in, too.
Status confirmDeletion(const Options& options) {
    const auto* deletion = std::get_if<DeleteAccountOptions>(&options.command);
    if (!deletion || deletion->isConfirmed)
        return {};
    const Result<Secret> answer =
        askSecret(QString(u"All that " % options.user % u" wrote is deleted, for ever. Type yes to confirm"), 8);
    if (answer && answer->value == u"yes")
        return {};
    return fail(Error(ErrorKind::Unavailable, answer ? QStringLiteral("Nothing was deleted")
                                                     : QString(answer.error().message % u" Use --yes.")));
}

} // namespace

int main(int argc, char* argv[]) {
#ifdef Q_OS_WIN
    // Pipes and files have the same bytes as on other systems. Otherwise a byte 0x1A in the input would be its end.
    _setmode(0, _O_BINARY);
    _setmode(1, _O_BINARY);
#endif
    ignoreBrokenPipes();
    // Errors are printed once, as a sentence. QT_LOGGING_RULES enables the details.
    QLoggingCategory::setFilterRules(QStringLiteral("confab.*=false"));
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("confab-cli"));
    const std::variant<Options, EarlyExit> parsed = parseOptions(QCoreApplication::arguments().mid(1));
    if (const auto* early = std::get_if<EarlyExit>(&parsed)) {
        if (early->code != ExitCode::Ok)
            return end({early->code, early->text});
        Output output;
        output.line(early->text);
        return output.trouble() ? end(Outcome::ofOutput(*output.trouble())) : 0;
    }
    const Options& options = std::get<Options>(parsed);
    const Result<QUrl> server = client::serverUrl(options.server);
    if (!server)
        return end({ExitCode::Usage, server.error().message});
    const Result<Secret> password = passwordFor(options);
    if (!password && !options.passwordFd && password.error().kind == ErrorKind::Unavailable)
        return end({ExitCode::Failed, QString(password.error().message % u" Use --password-fd.")});
    if (!password)
        return end({ExitCode::Failed, password.error().message});
    const Result<Secret> newPassword = newPasswordFor(options);
    if (!newPassword)
        return end({ExitCode::Failed, newPassword.error().message});
    if (const Status confirmed = confirmDeletion(options); !confirmed)
        return end({ExitCode::Failed, confirmed.error().message});
    Program program(options, *server);
    Outcome outcome;
    QObject::connect(&program, &Program::ended, &app, [&outcome](const Outcome& how) {
        outcome = how;
        QCoreApplication::quit();
    });
    program.start(*password, *newPassword);
    QCoreApplication::exec();
    return end(outcome);
}

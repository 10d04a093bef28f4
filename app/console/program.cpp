// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/program.h"

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/console/accountcommands.h"
#include "app/console/invitecommands.h"
#include "app/console/personlookup.h"

#include <QSysInfo>

namespace confab::console {

namespace {

// The wait for the answer to account.logout; then the program ends without it.
constexpr std::chrono::milliseconds farewell(2000);

// People mistype; a script does not.
constexpr int mostCodes = 3;

bool changesAccount(const CommandOptions& command) {
    return std::holds_alternative<PasswordOptions>(command) || std::holds_alternative<SecondFactorOptions>(command) ||
           std::holds_alternative<EmailOptions>(command) || std::holds_alternative<DeleteAccountOptions>(command);
}

client::Client::Config configFor(const Options& options) {
    client::Client::Config config;
    config.codec = options.codec;
    config.session.device = QString(u"confab-cli on " % QSysInfo::machineHostName()).left(limits::deviceChars);
    const std::chrono::milliseconds most = std::chrono::seconds(options.timeoutSeconds);
    config.times.connect = std::min(config.times.connect, most);
    return config;
}

} // namespace

Program::Program(const Options& options, const QUrl& server)
    : m_options(options), m_account{server, options.user}, m_client(configFor(options), m_store) {
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(std::chrono::seconds(options.timeoutSeconds));
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        finish(
            {ExitCode::TimedOut,
             QStringLiteral("The server did not answer within %1 seconds (--timeout)").arg(m_options.timeoutSeconds)});
    });
}

Program::~Program() = default;

void Program::start(const Secret& password, const Secret& newPassword) {
    m_timeout.start();
    if (changesAccount(m_options.command)) {
        m_password = password;
        m_newPassword = newPassword;
    }
    const client::Then<void> then(this, [this](const Status& done) { signedIn(done); });
    const auto* registration = std::get_if<RegisterOptions>(&m_options.command);
    if (!registration)
        return m_client.session().signIn(m_account, password, then);
    std::optional<Secret> invitation;
    if (!registration->invitation.isEmpty()) {
        Result<Secret> code = invitationCode(registration->invitation);
        if (!code)
            return finish({ExitCode::Usage, code.error().message});
        invitation = std::move(*code);
    }
    m_client.session().createAccount(m_account, registration->name, password, then, invitation);
}

/// The connection is closed meanwhile: people take their time.
void Program::enterCode() {
    ++m_codes;
    m_timeout.stop();
    const Result<Secret> code = askCode(m_options, QString(u"Code for " % m_options.user));
    m_timeout.start();
    if (!code && !m_options.codeFd && code.error().kind == ErrorKind::Unavailable)
        return finish({ExitCode::Failed, QString(code.error().message % u" Use --code-fd.")});
    if (!code)
        return finish({ExitCode::Failed, code.error().message});
    m_client.session().enterCode(m_account, m_challenge, *code, {this, [this](const Status& done) { signedIn(done); }});
}

void Program::signedIn(const Status& done) {
    if (m_finishing)
        return;
    if (!done && done.error().kind == ErrorKind::AuthCodeRequired) {
        m_challenge.value = done.error().challenge;
        return enterCode();
    }
    const bool mayRetry = !m_options.codeFd && m_codes < mostCodes;
    if (!done && done.error().kind == ErrorKind::AuthWrongCode && mayRetry) {
        Output::complain(done.error().message);
        return enterCode();
    }
    if (!done)
        return finish({signInExitCodeFor(done.error()), done.error().message});
    connect(&m_client.session(), &client::Session::ended, this, [this] {
        const std::optional<Error>& why = m_client.session().trouble();
        finish({ExitCode::SignInRefused,
                why ? why->message : QStringLiteral("You were signed out. Start confab-cli again to sign in")});
    });
    if (m_client.rooms().isComplete())
        return begin();
    connect(&m_client.rooms(), &client::Rooms::completed, this, &Program::begin, Qt::SingleShotConnection);
}

void Program::begin() {
    if (m_options.to.isEmpty())
        return runCommand();
    openDirect(m_client, m_options.to, this, [this](const tl::expected<RoomId, Outcome>& room) {
        if (!room)
            return finish(room.error());
        m_options.room = QString(u'#' % QString::number(room->value));
        runCommand();
    });
}

void Program::runCommand() {
    m_command = makeCommand({m_client, m_output, m_options, Format(), m_password, m_newPassword});
    connect(m_command.get(), &Command::finished, this, &Program::finish);
    connect(m_command.get(), &Command::progressed, this, [this] {
        if (m_timeout.isActive())
            m_timeout.start();
    });
    if (m_command->isEndless())
        m_timeout.stop();
    m_command->start();
}

void Program::finish(const Outcome& outcome) {
    if (std::exchange(m_finishing, true))
        return;
    m_timeout.stop();
    const auto end = [this, outcome] {
        m_command.reset(); // restores the terminal before anything is written to it
        Q_EMIT ended(outcome);
    };
    if (!m_client.session().isOnline()) {
        QTimer::singleShot(0, this, end); // the caller may be the command
        return;
    }
    // The session is for this run only: remove it from the account's list.
    m_client.connection().call(AccountLogout(), {this, [end](const Result<Empty>&) { end(); }});
    QTimer::singleShot(farewell, this, end);
}

} // namespace confab::console

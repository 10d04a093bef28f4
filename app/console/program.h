// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"

namespace confab::console {

/// One run of confab-cli: signs in, runs the command, signs out, and reports the result.
/// Thread: the program's. Owned by: main.
class Program : public QObject {
    Q_OBJECT
public:
    Program(const Options& options, const QUrl& server);
    ~Program() override;

    /// `password`: of options.user; `newPassword`: for the command that changes it. ended() follows.
    void start(const Secret& password, const Secret& newPassword = {});

Q_SIGNALS:
    void ended(const confab::console::Outcome& outcome);

private:
    void signedIn(const Status& done);
    /// Asks for a code of the second factor, and sends it with the challenge of the sign-in.
    void enterCode();
    void begin();
    void runCommand();
    void finish(const Outcome& outcome);

    Options m_options; // `room` is filled in for `to`
    const client::Account m_account;
    client::MemorySecretStore m_store;
    client::Client m_client;
    Output m_output;
    Secret m_password;    // only of a command that changes the account
    Secret m_newPassword; // only of the command that changes it
    Secret m_challenge;   // of a sign-in that waits for a code
    int m_codes = 0;      // that were asked for
    std::unique_ptr<Command> m_command;
    QTimer m_timeout;
    bool m_finishing = false;
};

} // namespace confab::console

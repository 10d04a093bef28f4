// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/console/format.h"
#include "app/console/options.h"
#include "app/console/output.h"
#include "common/core/secret.h"

namespace confab::console {

/// Why a command ended: a code for scripts, and a text for users when it is not Ok and they don't know already.
struct Outcome {
    ExitCode code = ExitCode::Ok;
    QString text;

    static Outcome of(const Error& error) { return {exitCodeFor(error), error.message}; }
    static Outcome ofOutput(Output::Trouble trouble);
};

/// The objects that commands work with. All of them outlive the command.
struct Context {
    client::Client& client;
    Output& output;
    const Options& options;
    Format format;
    Secret password;    ///< of commands that change the account: the one of the sign-in
    Secret newPassword; ///< of `password`: the one that follows
};

/// One task of confab-cli, started after the sign-in.
/// Thread: the program's. Owned by: Program.
class Command : public QObject {
    Q_OBJECT
public:
    explicit Command(const Context& context) : m_context(context) {}

    /// Called once, when the session is Online. finished() follows, possibly much later.
    virtual void start() = 0;
    /// Whether it runs until it is ended from outside; --timeout limits the whole run of all others.
    virtual bool isEndless() const { return false; }

Q_SIGNALS:
    void finished(const confab::console::Outcome& outcome);
    /// Something long goes on: --timeout begins anew.
    void progressed();

protected:
    client::Client& client() { return m_context.client; }
    const Context& context() const { return m_context; }
    /// Prints a line; ends the command when it can't be written.
    void print(const StyledText& line) {
        if (!m_context.output.line(line))
            Q_EMIT finished(Outcome::ofOutput(*m_context.output.trouble()));
    }

private:
    Context m_context;
};

/// Creates the command that the options ask for.
std::unique_ptr<Command> makeCommand(const Context& context);

} // namespace confab::console

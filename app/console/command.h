// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/console/format.h"
#include "app/console/options.h"
#include "app/console/terminal.h"

namespace confab::console {

/// Why a command ended: a code for scripts, and a sentence for people when it is not Ok.
struct Outcome {
    ExitCode code = ExitCode::Ok;
    QString text;

    static Outcome of(const Error& error) { return {exitCodeFor(error), error.message}; }
};

/// What commands work with. All of it outlives them.
struct Context {
    client::Client& client;
    Output& output;
    const Options& options;
    Format format;
};

/// One thing that confab-cli does once it is signed in.
/// Thread: the program's. Owned by: Program.
class Command : public QObject {
    Q_OBJECT
public:
    explicit Command(const Context& context) : m_context(context) {}

    /// Called once, when the session is Online. finished() follows, not always soon.
    virtual void start() = 0;
    /// Whether it goes on until somebody ends it; the others have --timeout for everything.
    virtual bool isEndless() const { return false; }

Q_SIGNALS:
    void finished(const confab::console::Outcome& outcome);

protected:
    client::Client& client() { return m_context.client; }
    const Context& context() const { return m_context; }
    /// Prints a line; ends the command when nobody reads any more.
    void print(const QString& line) {
        if (!m_context.output.line(line))
            Q_EMIT finished({ExitCode::Failed, QStringLiteral("The output can't be written")});
    }

private:
    Context m_context;
};

/// The command that the options ask for.
std::unique_ptr<Command> makeCommand(const Context& context);

} // namespace confab::console

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/accountcommands.h"

#include "app/console/terminaltext.h"

namespace confab::console {

// ---- sessions ----------------------------------------------------------------------------------------------------

void SessionsCommand::start() {
    if (!m_options.end)
        return list();
    client().connection().call(SessionEnd{SessionId{*m_options.end}},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome{} : Outcome::of(answer.error()));
                                }});
}

void SessionsCommand::list() {
    client().connection().call(SessionList{},
                               {this, [this](const Result<SessionsAnswer>& answer) {
                                    if (!answer)
                                        return Q_EMIT finished(Outcome::of(answer.error()));
                                    for (const DeviceSession& session : answer->sessions)
                                        print(m_options.json ? jsonLine(session) : context().format.session(session));
                                    Q_EMIT finished({});
                                }});
}

// ---- password ----------------------------------------------------------------------------------------------------

void PasswordCommand::start() {
    client().connection().call(AccountChangePassword{context().password, context().newPassword},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome{} : Outcome::of(answer.error()));
                                }});
}

} // namespace confab::console

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/sessiontokens.h"

namespace confab::client {

/// Signs in by the tokens of the session, after each loss of the connection: by the access token while it lives, else
/// by a renewed one. Thread: the client's. Owned by: Session.
class TokenSignIn : public QObject {
    Q_OBJECT
public:
    /// Both must outlive this.
    TokenSignIn(Connection& connection, SessionTokens& tokens) : m_connection(connection), m_tokens(tokens) {}

    /// The connection is open. Ends in resumed(), refused() or failed(), or in a signal of SessionTokens; when that is
    /// renewed(), resume() goes on.
    void begin();
    /// With the access token as it is.
    void resume();
    /// The answer to a sign-in by the access token.
    void answered(const Result<Resumed>& answer);
    /// Answers that are on their way are dropped.
    void cancel() { m_answers.dropAll(); }

Q_SIGNALS:
    void resumed(const confab::Resumed& answer);
    /// For good.
    void refused();
    void failed(const confab::Error& error);

private:
    Connection& m_connection;
    SessionTokens& m_tokens;
    LiveAnswers m_answers;
};

} // namespace confab::client

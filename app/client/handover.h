// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/backoff.h"
#include "app/client/connection.h"

namespace confab::client {

/// Prepares a second, signed-in line to the server while the one in use still serves: the node at its other end is
/// about to stop. At the same address a load balancer has another node; a single server refuses, and is asked again
/// until the old line closes.
/// Thread: the client's. Owned by: Session.
class Handover : public QObject {
    Q_OBJECT
public:
    /// Returns the request that signs in; called when the line is open.
    using Token = std::function<Secret()>;

    /// `between`: the wait between two attempts.
    Handover(Connection& connection, Backoff between, Token token);

    /// Begins after `after`; a later announcement replaces an earlier one.
    void begin(const QUrl& url, std::chrono::milliseconds after);
    /// Cancels the move, and forgets the server's announcement too.
    void cancel();
    /// The old line is lost already. True: the second line, which is being prepared, is the one in use now; opened()
    /// and authentication, or ready() or refused(), follow. False: there is none, and no more attempts are made.
    bool takeOver();
    /// How long the server still asks not to be contacted.
    std::chrono::milliseconds left() const;

Q_SIGNALS:
    /// The second line is signed in.
    void ready(const confab::Resumed& answer);
    /// After takeOver() only: the sign-in failed.
    void refused(const confab::Error& error);

private:
    void tryNow();
    void signIn();
    void signedIn(int attempt, const Result<Resumed>& answer);
    void tryAgain();

    Connection& m_connection;
    Backoff m_between;
    const Token m_token;
    QUrl m_url;
    QDeadlineTimer m_notBefore{0};
    QTimer m_timer;
    int m_attempt = 0; // answers to earlier attempts are dropped
    bool m_tookOver = false;
};

} // namespace confab::client

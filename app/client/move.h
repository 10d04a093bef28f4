// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/backoff.h"
#include "app/client/connection.h"

namespace confab::client {

/// Gets a second line to the server ready, signed in, while the one in use still serves: the node at its other end is
/// about to stop. At the same address a load balancer has another node; a server that is alone refuses, and is asked
/// again until the old line closes.
/// Thread: the client's. Owned by: Session.
class Move : public QObject {
    Q_OBJECT
public:
    /// What to sign in with; asked for when the line stands.
    using Token = std::function<Secret()>;

    /// `between`: how long to wait between two tries.
    Move(Connection& connection, Backoff between, Token token);

    /// Begins after `after`; a later announcement replaces an earlier one.
    void begin(const QUrl& url, std::chrono::milliseconds after);
    /// No move any more; forgets what the server asked for too.
    void cancel();
    /// The old line is lost already. True: the second one, which is on its way, is the one in use now; opened() and
    /// authentication, or ready() or refused(), follow. False: there is none, and no more tries.
    bool takeOver();
    /// How long the server still wants to be left alone.
    std::chrono::milliseconds left() const;

Q_SIGNALS:
    /// The second line is signed in.
    void ready(const confab::Resumed& answer);
    /// After takeOver() only: it could not sign in.
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
    int m_attempt = 0; // answers to earlier ones are for nobody
    bool m_tookOver = false;
};

} // namespace confab::client

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"
#include "app/client/liveanswers.h"
#include "app/client/secretstore.h"

namespace confab::client {

/// Whether the server refused a token for good: the user has to enter the password.
bool isRefusal(const Error& error);

/// The tokens of a session: those in use, the refresh token in the store, and their renewal in time.
/// Thread: the client's. Owned by: Session.
class SessionTokens : public QObject {
    Q_OBJECT
public:
    /// All must outlive this. `renewAtMost`: not more often than this.
    SessionTokens(Connection& connection, SecretStore& store, const Clock& clock,
                  std::chrono::milliseconds renewAtMost);

    /// A session begins, which has this key in the store, and no tokens yet.
    void begin(const QString& key);
    /// Gets the refresh token from the store. AuthRequired when there is none; Disconnected after end().
    void load(Then<void> then);
    /// The tokens of a sign-in: into use, and into the store.
    void take(const Auth& auth);
    /// Removes the refresh token from the store.
    void forget();
    /// The session is over: drops the tokens, and answers that are on their way.
    void end();

    /// Empty: there is none yet.
    const Secret& access() const { return m_access; }
    /// Whether the access token was just issued: then a refusal can't mean that it has expired.
    bool isFresh() const { return m_isFresh; }
    /// Whether there is an access token whose life is not over.
    bool isUsable() const { return !m_access.isEmpty() && !isOver(); }
    /// Whether new tokens are on their way into the store: renewed() follows, and the old ones are not to be used.
    bool isStoring() const { return m_storing; }

    /// Gets new tokens by the refresh token. Ends in renewed(), refused() or notRenewed(), unless the connection is
    /// lost. No effect while it does so already.
    void renew();
    /// The server refused the access token.
    void dropAccess() { m_access = {}; }
    /// The server accepted the access token.
    void accepted();
    /// Renews in time, from the life that is left.
    void scheduleRenewal();
    /// Renews as soon as it may be tried again.
    void renewLater() { m_renewTimer.start(m_renewAtMost); }
    /// The connection was lost: a renewal that was asked for gets no answer.
    void interrupt();
    /// The client has moved to another line; the old one may lose the answer to a renewal, which is repeated then.
    void moved();

Q_SIGNALS:
    /// The new tokens are in the store and in use.
    void renewed();
    /// For good.
    void refused();
    void notRenewed(const confab::Error& error);

private:
    Status loadedFrom(const Result<std::optional<Secret>>& stored);
    void answered(const Result<Auth>& answer);
    void store(const Auth& auth);
    void stored(const Auth& auth);
    void use(const Auth& auth);
    bool isOver() const;

    Connection& m_connection;
    SecretStore& m_store;
    const Clock& m_clock;
    const std::chrono::milliseconds m_renewAtMost;
    QString m_key;
    Secret m_access;
    UtcTime m_receivedAt;                    // by the local clock, and never compared with another
    std::chrono::milliseconds m_lifetime{0}; // from then on
    Secret m_refresh;
    bool m_isFresh = false;
    bool m_renewing = false;  // account.refresh is pending
    bool m_storing = false;   // its answer is being written to the store
    quint64 m_generation = 0; // one more for each end: what the store says later is dropped
    LiveAnswers m_answers;
    QTimer m_renewTimer;
};

} // namespace confab::client

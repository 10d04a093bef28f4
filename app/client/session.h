// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/move.h"
#include "app/client/secretstore.h"

#include <variant>

namespace confab::client {

/// Whose session, and where. What a program remembers between runs; the secret part is in the SecretStore.
struct Account {
    QUrl server; ///< serverUrl()
    QString email;

    /// The key of the refresh token in the SecretStore, and of whatever else is kept per account.
    QString key() const;
    friend bool operator==(const Account&, const Account&) = default;
};

/// Being signed in: gets and keeps the tokens, brings the connection back, signed in, whenever it is lost, and moves to
/// another node before the present one stops.
/// Thread: the client's. Owned by: Client.
class Session : public QObject {
    Q_OBJECT
public:
    enum class Phase {
        SignedOut,  ///< trouble() says why, when it was not the person's wish
        SigningIn,  ///< by password, or making an account; ends Online or SignedOut
        Connecting, ///< has a session, is trying now
        Online,
        Offline, ///< has a session; tries again at retryIn(); trouble() says what went wrong
    };
    Q_ENUM(Phase)

    struct Config {
        QString device; ///< what the list of sessions calls this program, for example "confab on ana-laptop"
        /// The access token is renewed after four fifths of its life, counted from its receipt, but not more often than
        /// this.
        std::chrono::milliseconds renewAtMost{30000};
    };

    Session(Connection& connection, SecretStore& store, Backoff backoff, const Clock& clock, Config config);

    /// Signs in. Ends the present session first (without signing it out on the server). `then` is answered when Online,
    /// or with what went wrong: AuthInvalid, AuthThrottled, Disconnected, Timeout, ...
    void signIn(const Account& account, const Secret& password, Then<void> then = {});
    /// Makes an account and signs in. Also EmailTaken, InputInvalid.
    void createAccount(const Account& account, const QString& name, const Secret& password, Then<void> then = {});
    /// Goes on with the session whose refresh token the store has. `then` says whether there is one (else
    /// AuthRequired); the rest is phases: with no network it is Offline and goes on trying.
    void resume(const Account& account, Then<void> then = {});
    /// Ends the session here at once, on the server if it can be reached, and forgets the token.
    void signOut();
    /// Offline: try at once instead of at retryIn().
    void tryNow();

    Phase phase() const { return m_phase; }
    bool isOnline() const { return m_phase == Phase::Online; }
    const Account& account() const { return m_account; }
    /// Oneself; without an id before the first Online.
    const User& user() const { return m_user; }
    const std::optional<Error>& trouble() const { return m_trouble; }
    /// Offline: milliseconds until the next try. 0 otherwise.
    int retryIn() const;

Q_SIGNALS:
    void phaseChanged();
    /// A session exists for account(), perhaps not Online yet: what was kept for the account can be loaded.
    void began();
    /// Online, the first time or again, with the rooms as they are on the server now. `more`: one is in further rooms,
    /// behind these; room.list has them.
    void online(const QList<confab::Room>& rooms, bool more);
    /// Online as before, on another line: rooms that are open have to be entered there, and will do so from within this
    /// signal. Until that is answered the old line hands on their events.
    void moved(const QList<confab::Room>& rooms, bool more);
    /// The session is over: forget what belongs to the account. Phase is SignedOut.
    void ended();

private:
    /// What the person asked for: nothing, a sign-in, a new account.
    using Attempt = std::variant<std::monostate, AccountLogin, AccountRegister>;

    void start(const Account& account, Attempt attempt, Then<void> then);
    void connectNow();
    void connectionOpened();
    void connectionLost(const Connection::Loss& loss);
    void moveTo(const Resumed& answer);
    void makeAttempt();
    void attemptAnswered(Result<Auth> answer);
    void authenticate();
    void resumeAccess();
    void accessResumed(Result<Resumed> answer);
    void renew();
    void renewed(Result<Auth> answer);
    void storeTokens(const Auth& auth);
    void tokensRefused();
    void keepTokens(const Auth& auth);
    void useTokens();
    void arrive(const Resumed& answer);
    void scheduleRenewal();
    bool isAccessOver() const;
    void tryLater(const Error& trouble);
    void end(std::optional<Error> why, bool forgetToken);
    void setPhase(Phase phase);
    template <class T>
    Then<T> then(void (Session::*function)(Result<T>));

    Connection& m_connection;
    SecretStore& m_store;
    Backoff m_backoff;
    const Clock& m_clock;
    const Config m_config;

    Phase m_phase = Phase::SignedOut;
    Account m_account;
    User m_user;
    std::optional<Error> m_trouble;
    quint64 m_generation =
        0; // one more for each start and end: late answers of an earlier session are not for this one

    Attempt m_attempt; // the person's wish, until it is answered
    Then<void> m_attemptThen;
    Secret m_accessToken;
    UtcTime m_accessReceivedAt;                    // by this machine's clock, which is compared with no other
    std::chrono::milliseconds m_accessLifetime{0}; // from then on
    Secret m_refreshToken;
    bool m_accessIsFresh = false; // the access token was just given out: refusing it can't mean "expired"
    bool m_renewing = false;      // account.refresh is on its way
    bool m_storing = false;       // its answer is on its way into the store
    Move m_move;
    QTimer m_retryTimer;
    QTimer m_renewTimer;
};

} // namespace confab::client

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/backoff.h"
#include "app/client/connection.h"
#include "app/client/secretstore.h"

#include <memory>
#include <variant>

namespace confab::client {

class Handover;
class PasswordSignIn;
class SessionTokens;
class TokenSignIn;

/// The account of a session, and its server. Programs keep it between runs; the secret part is in the SecretStore.
struct Account {
    QUrl server; ///< serverUrl()
    QString email;

    /// The key of the refresh token in the SecretStore, and of other per-account data.
    QString key() const;
    friend bool operator==(const Account&, const Account&) = default;
};

/// The signed-in state: signs in (PasswordSignIn), keeps the tokens (SessionTokens), reconnects and signs in again
/// after every loss (TokenSignIn), and moves to another node before the present one stops (Handover). Thread: the
/// client's. Owned by: Client.
class Session : public QObject {
    Q_OBJECT
public:
    enum class Phase {
        SignedOut,  ///< trouble() has the reason, unless the user asked for it
        SigningIn,  ///< by password, or creating an account; ends Online or SignedOut
        Connecting, ///< has a session, is connecting
        Online,
        Offline, ///< has a session; tries again at retryIn(); trouble() has the reason
    };
    Q_ENUM(Phase)

    struct Config {
        QString device; ///< the name of this program in the list of sessions, for example "confab on ana-laptop"
        /// The access token is renewed after four fifths of its life, counted from its receipt, but not more often than
        /// this.
        std::chrono::milliseconds renewAtMost{30000};
    };

    Session(Connection& connection, SecretStore& store, Backoff backoff, const Clock& clock, Config config);
    ~Session() override;

    /// Signs in. Ends the present session first (without signing it out on the server). Answers `then` when Online, or
    /// with the error: AuthInvalid, AuthThrottled, AuthCodeRequired with its challenge, Disconnected, Timeout, ...
    void signIn(const Account& account, const Secret& password, Then<void> then = {});
    /// The second step of a sign-in that failed with AuthCodeRequired. Also AuthWrongCode: the challenge is good for
    /// another try. AuthExpired: it is not.
    void enterCode(const Account& account, const Secret& challenge, const Secret& code, Then<void> then = {});
    /// Creates an account and signs in. Also EmailTaken, InputInvalid.
    void createAccount(const Account& account, const QString& name, const Secret& password, Then<void> then = {});
    /// Resumes the session whose refresh token is in the store. `then` gets whether there is one (else AuthRequired);
    /// the rest is phases: without a network it is Offline and keeps trying.
    void resume(const Account& account, Then<void> then = {});
    /// The account's user as a store of this device knows it, until the server says: does nothing when it has.
    void recall(const User& user);
    /// Ends the session here at once, on the server if it can be reached, and forgets the token.
    void signOut();
    /// Offline: tries at once instead of at retryIn().
    void tryNow();

    Phase phase() const { return m_phase; }
    bool isOnline() const { return m_phase == Phase::Online; }
    const Account& account() const { return m_account; }
    /// The signed-in user; without an id before the first Online, or recall().
    const User& user() const { return m_user; }
    /// For HTTP requests; empty before the first Online. It is renewed in time while Online.
    const Secret& accessToken() const;
    const std::optional<Error>& trouble() const { return m_trouble; }
    /// Offline: milliseconds until the next attempt. 0 otherwise.
    int retryIn() const;

Q_SIGNALS:
    void phaseChanged();
    /// A session exists for account(), perhaps not Online yet: local data of the account can be loaded.
    void began();
    /// Online, the first time or again, with the rooms as they are on the server now. `more`: the user is in further
    /// rooms, after these; room.list has them.
    void online(const QList<confab::Room>& rooms, bool more);
    /// Still Online, on another line: open rooms have to be entered there, from within this signal. Until that is
    /// answered the old line delivers their events.
    void moved(const QList<confab::Room>& rooms, bool more);
    /// The user signs out: nothing of the account is to stay here. ended() follows.
    void leaving();
    /// The session is over: drop the account's data. Phase is SignedOut.
    void ended();

private:
    void start(const Account& account, std::variant<AccountLogin, AccountRegister, AccountCode> request,
               Then<void> then);
    void tokensLoaded(const Status& loaded, quint64 generation, const Then<void>& then);
    void connectNow();
    void connectionOpened();
    void connectionLost(const Connection::Loss& loss);
    void moveTo(const Resumed& answer);
    void passwordAnswered(const Result<Auth>& answer);
    void tokensRenewed();
    void tokensNotRenewed(const Error& error);
    void tokensRefused();
    void arrive(const Resumed& answer);
    void tryLater(const Error& trouble);
    void end(std::optional<Error> why, bool forgetToken);
    void setPhase(Phase phase);
    void connectParts();

    Connection& m_connection;
    Backoff m_backoff;
    const Config m_config;

    Phase m_phase = Phase::SignedOut;
    Account m_account;
    User m_user;
    std::optional<Error> m_trouble;
    quint64 m_generation = 0; // one more for each start and end: late answers of an earlier session are dropped

    const std::unique_ptr<SessionTokens> m_tokens;
    const std::unique_ptr<PasswordSignIn> m_passwordSignIn;
    const std::unique_ptr<TokenSignIn> m_tokenSignIn;
    const std::unique_ptr<Handover> m_handover;
    QTimer m_retryTimer;
};

} // namespace confab::client

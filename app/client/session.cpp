// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/session.h"

#include "app/client/handover.h"
#include "app/client/passwordsignin.h"
#include "app/client/tokensignin.h"
#include "common/protocol/text.h"

namespace confab::client {

QString Account::key() const {
    return QString(foldedEmail(email) % u' ' % server.toString());
}

Session::Session(Connection& connection, SecretStore& store, Backoff backoff, const Clock& clock, Config config)
    : m_connection(connection), m_backoff(std::move(backoff)), m_config(std::move(config)),
      m_tokens(std::make_unique<SessionTokens>(connection, store, clock, m_config.renewAtMost)),
      m_passwordSignIn(std::make_unique<PasswordSignIn>(connection)),
      m_tokenSignIn(std::make_unique<TokenSignIn>(connection, *m_tokens)),
      m_handover(std::make_unique<Handover>(connection, m_backoff, [this] { return m_tokens->access(); })) {
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &Session::connectNow);
    connect(&connection, &Connection::opened, this, &Session::connectionOpened);
    connect(&connection, &Connection::lost, this, &Session::connectionLost);
    connect(&connection, &Connection::notified, this, [this](const Notification& notification) {
        const auto* draining = std::get_if<ServerDrainingNotice>(&notification);
        if (draining && m_phase == Phase::Online)
            m_handover->begin(m_account.server, std::chrono::milliseconds(draining->retryAfterMs));
    });
    connectParts();
}

Session::~Session() = default;

/// Connects the parts, each of which says how its phase ends.
void Session::connectParts() {
    connect(m_passwordSignIn.get(), &PasswordSignIn::signedIn, this,
            [this](const Auth& answer) { passwordAnswered(answer); });
    connect(m_passwordSignIn.get(), &PasswordSignIn::failed, this,
            [this](const Error& error) { passwordAnswered(fail(error)); });
    connect(&m_connection, &Connection::notified, this, [this](const Notification& notification) {
        if (const auto* updated = std::get_if<UserUpdated>(&notification))
            learn(updated->user);
    });
    connect(m_tokenSignIn.get(), &TokenSignIn::resumed, this, &Session::arrive);
    connect(m_tokenSignIn.get(), &TokenSignIn::refused, this, &Session::tokensRefused);
    connect(m_tokenSignIn.get(), &TokenSignIn::failed, this, &Session::tryLater);
    connect(m_tokens.get(), &SessionTokens::renewed, this, &Session::tokensRenewed);
    connect(m_tokens.get(), &SessionTokens::refused, this, &Session::tokensRefused);
    connect(m_tokens.get(), &SessionTokens::notRenewed, this, &Session::tokensNotRenewed);
    connect(m_handover.get(), &Handover::ready, this, &Session::moveTo);
    connect(m_handover.get(), &Handover::refused, m_tokenSignIn.get(),
            [this](const Error& error) { m_tokenSignIn->answered(fail(error)); });
}

// ---- requests of the user ----------------------------------------------------------------------------------------

void Session::signIn(const Account& account, const Secret& password, Then<void> then) {
    start(account, AccountLogin{account.email, password, m_config.device}, std::move(then));
}

void Session::enterCode(const Account& account, const Secret& challenge, const Secret& code, Then<void> then) {
    start(account, AccountCode{challenge, code}, std::move(then));
}

void Session::createAccount(const Account& account, const QString& name, const Secret& password, Then<void> then,
                            const std::optional<Secret>& invite) {
    start(account, AccountRegister{name, account.email, password, m_config.device, invite}, std::move(then));
}

void Session::start(const Account& account, std::variant<AccountLogin, AccountRegister, AccountCode> request,
                    Then<void> then) {
    end(std::nullopt, false);
    m_account = account;
    m_tokens->begin(account.key());
    m_passwordSignIn->begin(std::move(request), std::move(then));
    setPhase(Phase::SigningIn);
    m_connection.open(account.server);
}

void Session::resume(const Account& account, Then<void> then) {
    end(std::nullopt, false);
    m_account = account;
    m_tokens->begin(account.key());
    setPhase(Phase::Connecting);
    m_tokens->load({this, [this, generation = m_generation, then = std::move(then)](const Status& loaded) {
                        tokensLoaded(loaded, generation, then);
                    }});
}

/// What the store has of the account with which the session of this generation began.
void Session::tokensLoaded(const Status& loaded, quint64 generation, const Then<void>& then) {
    if (generation != m_generation)
        return then(fail(ErrorKind::Disconnected));
    if (loaded)
        Q_EMIT began();
    else
        end(loaded.error(), false);
    then(loaded);
    if (loaded && generation == m_generation)
        connectNow();
}

const Secret& Session::accessToken() const {
    return m_tokens->access();
}

void Session::recall(const User& user) {
    if (!m_user.id && m_phase != Phase::SignedOut)
        m_user = user;
}

void Session::learn(const User& user) {
    if (!user.id || user.id != m_user.id)
        return;
    User now = user;
    if (!now.email)
        now.email = m_user.email;
    if (now == m_user)
        return;
    m_user = std::move(now);
    Q_EMIT userChanged();
}

void Session::signOut() {
    Q_EMIT leaving();
    const bool canTell = isOnline();
    // On the same connection after the end of the session here: its answer is the moment to disconnect.
    Then<Empty> hangUp(this, [this, generation = m_generation + 1](const Result<Empty>&) {
        if (generation == m_generation)
            m_connection.close();
    });
    if (canTell)
        m_connection.call(AccountLogout(), std::move(hangUp));
    end(std::nullopt, true);
    if (!canTell)
        m_connection.close();
}

void Session::tryNow() {
    if (m_phase == Phase::Offline)
        connectNow();
}

int Session::retryIn() const {
    return m_phase == Phase::Offline ? std::max(0, m_retryTimer.remainingTime()) : 0;
}

// ---- the connection ----------------------------------------------------------------------------------------------

void Session::connectNow() {
    m_retryTimer.stop();
    setPhase(Phase::Connecting);
    m_connection.open(m_account.server);
}

void Session::connectionOpened() {
    if (m_phase == Phase::SigningIn)
        m_passwordSignIn->ask();
    else if (m_phase == Phase::Connecting)
        m_tokenSignIn->begin();
}

void Session::connectionLost(const Connection::Loss& loss) {
    m_tokens->interrupt();
    switch (m_phase) {
    case Phase::SignedOut:
        return;
    case Phase::SigningIn:
        return passwordAnswered(fail(loss.error));
    default:
        break;
    }
    if (!mayReconnect(loss.code))
        return end(Error(ErrorKind::AuthExpired, loss.error.message), loss.code == CloseCode::SessionRevoked);
    if (m_phase == Phase::Online && m_handover->takeOver())
        return setPhase(Phase::Connecting);
    tryLater(loss.error);
}

/// The second line is ready. When the old one was lost before, this is the normal opening of a line.
void Session::moveTo(const Resumed& answer) {
    if (m_phase == Phase::Connecting)
        return arrive(answer);
    m_connection.change();
    m_handover->cancel();
    m_user = answer.user;
    m_tokens->moved();
    Q_EMIT moved(answer.rooms, answer.more.value_or(false));
    m_connection.releaseOld();
}

void Session::tryLater(const Error& trouble) {
    m_trouble = trouble;
    std::chrono::milliseconds wait = m_backoff.next();
    wait += m_handover->left() + std::chrono::milliseconds(trouble.retryAfterMs.value_or(0));
    m_handover->cancel();
    m_tokens->interrupt();
    m_connection.close();
    m_retryTimer.start(wait);
    setPhase(Phase::Offline);
}

// ---- what the parts say ------------------------------------------------------------------------------------------

void Session::passwordAnswered(const Result<Auth>& answer) {
    const Then<void> then = m_passwordSignIn->end();
    if (!answer) {
        m_connection.close();
        end(answer.error(), false);
        return then(fail(answer.error()));
    }
    m_tokens->take(*answer);
    Q_EMIT began();
    arrive({answer->user, answer->rooms, answer->more});
    then(answer.map([](const Auth&) {}));
}

void Session::tokensRenewed() {
    if (m_phase == Phase::Online)
        m_tokens->scheduleRenewal();
    else if (m_phase == Phase::Connecting && m_connection.isOpen())
        m_tokenSignIn->resume();
}

void Session::tokensNotRenewed(const Error& error) {
    if (m_phase == Phase::Online)
        m_tokens->renewLater();
    else
        tryLater(error);
}

void Session::tokensRefused() {
    m_connection.close();
    end(Error(ErrorKind::AuthExpired, QStringLiteral("Please sign in again")), true);
}

void Session::arrive(const Resumed& answer) {
    m_user = answer.user;
    m_trouble.reset();
    m_handover->cancel();
    m_backoff.reset();
    m_tokens->accepted();
    // The phase changes before the rooms are announced, so that receivers may send requests.
    setPhase(Phase::Online);
    Q_EMIT online(answer.rooms, answer.more.value_or(false));
}

// ---- the end -----------------------------------------------------------------------------------------------------

void Session::end(std::optional<Error> why, bool forgetToken) {
    ++m_generation;
    const bool had = m_phase != Phase::SignedOut;
    const Then<void> then = m_passwordSignIn->end();
    m_tokenSignIn->cancel();
    m_tokens->end();
    m_user = {};
    m_handover->cancel();
    m_backoff.reset();
    m_retryTimer.stop();
    if (forgetToken && had)
        m_tokens->forget();
    m_trouble = std::move(why);
    if (had) {
        setPhase(Phase::SignedOut);
        Q_EMIT ended();
    }
    then(fail(ErrorKind::Disconnected)); // a sign-in that another one replaced
}

void Session::setPhase(Phase phase) {
    if (m_phase == phase)
        return;
    m_phase = phase;
    Q_EMIT phaseChanged();
}

} // namespace confab::client

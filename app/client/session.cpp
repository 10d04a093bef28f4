// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/session.h"

#include "common/protocol/text.h"

namespace confab::client {

namespace {

/// The tokens were refused for good: the user has to enter the password.
bool isRefusal(const Error& error) {
    return error.kind == ErrorKind::AuthInvalid || error.kind == ErrorKind::AuthExpired ||
           error.kind == ErrorKind::AuthRequired;
}

/// The lifetime of the access token from its receipt. `expiresAt` is of the server's clock: when it is implausible by
/// the local one, the two clocks differ, and the usual lifetime is assumed. A token that expires earlier is refused,
/// and renewed then.
std::chrono::milliseconds lifetimeOf(const Auth& auth, UtcTime now) {
    constexpr std::chrono::milliseconds least = std::chrono::minutes(1);
    constexpr std::chrono::milliseconds usual = std::chrono::minutes(10);
    constexpr std::chrono::milliseconds most = std::chrono::minutes(60);
    const std::chrono::milliseconds left(auth.expiresAt.ms - now.ms);
    return left >= least && left <= most ? left : usual;
}

} // namespace

QString Account::key() const {
    return QString(foldedEmail(email) % u' ' % server.toString());
}

Session::Session(Connection& connection, SecretStore& store, Backoff backoff, const Clock& clock, Config config)
    : m_connection(connection), m_store(store), m_backoff(std::move(backoff)), m_clock(clock),
      m_config(std::move(config)), m_handover(connection, m_backoff, [this] { return m_accessToken; }) {
    m_retryTimer.setSingleShot(true);
    m_renewTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &Session::connectNow);
    connect(&m_renewTimer, &QTimer::timeout, this, &Session::renew);
    connect(&connection, &Connection::opened, this, &Session::connectionOpened);
    connect(&connection, &Connection::lost, this, &Session::connectionLost);
    connect(&connection, &Connection::notified, this, [this](const Notification& notification) {
        const auto* draining = std::get_if<ServerDrainingNotice>(&notification);
        if (draining && m_phase == Phase::Online)
            m_handover.begin(m_account.server, std::chrono::milliseconds(draining->retryAfterMs));
    });
    connect(&m_handover, &Handover::ready, this, &Session::moveTo);
    connect(&m_handover, &Handover::refused, this, [this](const Error& error) { accessResumed(fail(error)); });
}

/// Drops an answer that comes after the session's end. A lost connection is no answer: connectionLost() handles it.
template <class T>
Then<T> Session::then(void (Session::*function)(Result<T>)) {
    return {this, [this, function, generation = m_generation](Result<T> answer) {
                const bool lost = !answer && answer.error().kind == ErrorKind::Disconnected;
                if (!lost && generation == m_generation)
                    (this->*function)(std::move(answer));
            }};
}

// ---- requests of the user ----------------------------------------------------------------------------------------

void Session::signIn(const Account& account, const Secret& password, Then<void> then) {
    start(account, AccountLogin{account.email, password, m_config.device}, std::move(then));
}

void Session::createAccount(const Account& account, const QString& name, const Secret& password, Then<void> then) {
    start(account, AccountRegister{name, account.email, password, m_config.device}, std::move(then));
}

void Session::start(const Account& account, Attempt attempt, Then<void> then) {
    end(std::nullopt, false);
    m_account = account;
    m_attempt = std::move(attempt);
    m_attemptThen = std::move(then);
    setPhase(Phase::SigningIn);
    m_connection.open(account.server);
}

void Session::resume(const Account& account, Then<void> then) {
    end(std::nullopt, false);
    m_account = account;
    setPhase(Phase::Connecting);
    const auto answered = [this, generation = m_generation, then](const Result<std::optional<Secret>>& token) {
        if (generation != m_generation)
            return then(fail(ErrorKind::Disconnected));
        const Status known = takeToken(token);
        then(known);
        if (known && generation == m_generation)
            connectNow();
    };
    m_store.read(account.key(), {this, answered});
}

/// What the store has of this account.
Status Session::takeToken(const Result<std::optional<Secret>>& token) {
    if (token && *token) {
        m_refreshToken = **token;
        Q_EMIT began();
        return {};
    }
    const Error why = token ? Error(ErrorKind::AuthRequired) : token.error();
    end(why, false);
    return fail(why);
}

void Session::recall(const User& user) {
    if (!m_user.id && m_phase != Phase::SignedOut)
        m_user = user;
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
        makeAttempt();
    else if (m_phase == Phase::Connecting)
        authenticate();
}

void Session::connectionLost(const Connection::Loss& loss) {
    m_renewTimer.stop();
    switch (m_phase) {
    case Phase::SignedOut:
        return;
    case Phase::SigningIn:
        return attemptAnswered(fail(loss.error));
    default:
        break;
    }
    m_renewing = false;
    if (!mayReconnect(loss.code))
        return end(Error(ErrorKind::AuthExpired, loss.error.message), loss.code == CloseCode::SessionRevoked);
    if (m_phase == Phase::Online && m_handover.takeOver())
        return setPhase(Phase::Connecting);
    tryLater(loss.error);
}

/// The second line is ready. When the old one was lost before, this is the normal opening of a line.
void Session::moveTo(const Resumed& answer) {
    if (m_phase == Phase::Connecting)
        return arrive(answer);
    m_connection.change();
    m_handover.cancel();
    m_user = answer.user;
    if (std::exchange(m_renewing, false))
        m_renewTimer.start(m_config.renewAtMost); // the old line may lose its answer; the same token may come again
    Q_EMIT moved(answer.rooms, answer.more.value_or(false));
    m_connection.releaseOld();
}

void Session::tryLater(const Error& trouble) {
    m_trouble = trouble;
    std::chrono::milliseconds wait = m_backoff.next();
    wait += m_handover.left() + std::chrono::milliseconds(trouble.retryAfterMs.value_or(0));
    m_handover.cancel();
    m_renewing = false;
    m_connection.close();
    m_retryTimer.start(wait);
    setPhase(Phase::Offline);
}

// ---- by password -------------------------------------------------------------------------------------------------

void Session::makeAttempt() {
    if (const auto* login = std::get_if<AccountLogin>(&m_attempt))
        m_connection.call(*login, then(&Session::attemptAnswered));
    else if (const auto* registration = std::get_if<AccountRegister>(&m_attempt))
        m_connection.call(*registration, then(&Session::attemptAnswered));
}

void Session::attemptAnswered(Result<Auth> answer) {
    const Then<void> then = std::exchange(m_attemptThen, {});
    m_attempt = std::monostate();
    if (!answer) {
        m_connection.close();
        end(answer.error(), false);
        return then(fail(answer.error()));
    }
    keepTokens(*answer);
    m_store.write(m_account.key(), m_refreshToken, {}); // isPersistent() reports whether it worked
    Q_EMIT began();
    arrive({answer->user, answer->rooms, answer->more});
    then(answer.map([](const Auth&) {}));
}

// ---- by token ----------------------------------------------------------------------------------------------------

void Session::authenticate() {
    if (m_storing)
        return; // useTokens() continues as soon as the store has the new ones
    if (m_accessToken.isEmpty() || isAccessOver())
        renew();
    else
        resumeAccess();
}

void Session::resumeAccess() {
    m_connection.call(SessionResume{m_accessToken}, then(&Session::accessResumed));
}

void Session::accessResumed(Result<Resumed> answer) {
    if (answer)
        return arrive(*answer);
    const Error error = answer.error();
    if (!isRefusal(error))
        return tryLater(error);
    if (m_accessIsFresh)
        return tokensRefused();
    m_accessToken = {};
    renew();
}

void Session::renew() {
    if (m_renewing || m_storing)
        return;
    m_renewing = true;
    // When the reply to an earlier renewal was lost this is the same token again: the server accepts it until the first
    // use of the pair that it made from it.
    m_connection.call(AccountRefresh{m_refreshToken}, then(&Session::renewed));
}

void Session::renewed(Result<Auth> answer) {
    m_renewing = false;
    if (answer)
        return storeTokens(*answer);
    const Error& error = answer.error();
    if (isRefusal(error))
        tokensRefused();
    else if (m_phase == Phase::Online)
        m_renewTimer.start(m_config.renewAtMost);
    else
        tryLater(error);
}

/// First into the store, then into use: the use of the new pair invalidates the old one, so a crash in between must not
/// leave the old one in the store.
void Session::storeTokens(const Auth& auth) {
    m_storing = true;
    const auto stored = [this, generation = m_generation, auth](const Status&) {
        if (generation != m_generation)
            return;
        m_storing = false;
        keepTokens(auth);
        useTokens();
    };
    m_store.write(m_account.key(), auth.refreshToken, {this, stored});
}

void Session::tokensRefused() {
    m_connection.close();
    end(Error(ErrorKind::AuthExpired, QStringLiteral("Please sign in again")), true);
}

void Session::keepTokens(const Auth& auth) {
    m_accessToken = auth.accessToken;
    m_accessReceivedAt = m_clock.now();
    m_accessLifetime = lifetimeOf(auth, m_accessReceivedAt);
    m_refreshToken = auth.refreshToken;
    m_accessIsFresh = true;
}

void Session::useTokens() {
    if (m_phase == Phase::Online)
        scheduleRenewal();
    else if (m_phase == Phase::Connecting && m_connection.isOpen())
        resumeAccess();
}

void Session::arrive(const Resumed& answer) {
    m_user = answer.user;
    m_trouble.reset();
    m_handover.cancel();
    m_backoff.reset();
    m_accessIsFresh = false;
    scheduleRenewal();
    // The phase changes before the rooms are announced, so that receivers may send requests.
    setPhase(Phase::Online);
    Q_EMIT online(answer.rooms, answer.more.value_or(false));
}

/// By the local clock: it runs on while the machine sleeps, which timers do not.
bool Session::isAccessOver() const {
    return m_clock.now().ms - m_accessReceivedAt.ms >= m_accessLifetime.count();
}

/// When the clock was set back since the receipt, treat the token as just received.
void Session::scheduleRenewal() {
    const std::chrono::milliseconds age(std::max<qint64>(m_clock.now().ms - m_accessReceivedAt.ms, 0));
    m_renewTimer.start(std::max(m_accessLifetime * 4 / 5 - age, m_config.renewAtMost));
}

// ---- the end -----------------------------------------------------------------------------------------------------

void Session::end(std::optional<Error> why, bool forgetToken) {
    ++m_generation;
    const bool had = m_phase != Phase::SignedOut;
    const Then<void> then = std::exchange(m_attemptThen, {});
    m_attempt = std::monostate();
    m_accessToken = m_refreshToken = {};
    m_accessIsFresh = m_renewing = m_storing = false;
    m_user = {};
    m_handover.cancel();
    m_backoff.reset();
    m_retryTimer.stop();
    m_renewTimer.stop();
    if (forgetToken && had)
        m_store.remove(m_account.key(), {});
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

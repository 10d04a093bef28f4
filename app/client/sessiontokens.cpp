// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/sessiontokens.h"

namespace confab::client {

namespace {

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

bool isRefusal(const Error& error) {
    return error.kind == ErrorKind::AuthInvalid || error.kind == ErrorKind::AuthExpired ||
           error.kind == ErrorKind::AuthRequired;
}

SessionTokens::SessionTokens(Connection& connection, SecretStore& store, const Clock& clock,
                             std::chrono::milliseconds renewAtMost)
    : m_connection(connection), m_store(store), m_clock(clock), m_renewAtMost(renewAtMost) {
    m_renewTimer.setSingleShot(true);
    connect(&m_renewTimer, &QTimer::timeout, this, &SessionTokens::renew);
}

void SessionTokens::begin(const QString& key) {
    end();
    m_key = key;
}

void SessionTokens::load(Then<void> then) {
    const auto loaded = [this, generation = m_generation,
                         then = std::move(then)](const Result<std::optional<Secret>>& token) {
        then(generation == m_generation ? loadedFrom(token) : fail(ErrorKind::Disconnected));
    };
    m_store.read(m_key, {this, loaded});
}

Status SessionTokens::loadedFrom(const Result<std::optional<Secret>>& stored) {
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return fail(ErrorKind::AuthRequired);
    m_refresh = **stored;
    return {};
}

void SessionTokens::take(const Auth& auth) {
    use(auth);
    m_store.write(m_key, m_refresh, {}); // isPersistent() reports whether it worked
}

void SessionTokens::forget() {
    m_store.remove(m_key, {});
}

void SessionTokens::end() {
    ++m_generation;
    m_answers.dropAll();
    m_access = m_refresh = {};
    m_isFresh = m_renewing = m_storing = false;
    m_renewTimer.stop();
}

// ---- renewal -----------------------------------------------------------------------------------------------------

void SessionTokens::renew() {
    if (m_renewing || m_storing)
        return;
    m_renewing = true;
    // When the reply to an earlier renewal was lost this is the same token again: the server accepts it until the first
    // use of the pair that it made from it.
    m_connection.call(AccountRefresh{m_refresh}, m_answers.then(this, &SessionTokens::answered));
}

void SessionTokens::answered(const Result<Auth>& answer) {
    m_renewing = false;
    if (answer)
        store(*answer);
    else if (isRefusal(answer.error()))
        Q_EMIT refused();
    else
        Q_EMIT notRenewed(answer.error());
}

/// First into the store, then into use: the use of the new pair invalidates the old one, so a crash in between must not
/// leave the old one in the store.
void SessionTokens::store(const Auth& auth) {
    m_storing = true;
    m_store.write(m_key, auth.refreshToken, {this, [this, generation = m_generation, auth](const Status&) {
                                                 if (generation == m_generation)
                                                     stored(auth);
                                             }});
}

void SessionTokens::stored(const Auth& auth) {
    m_storing = false;
    use(auth);
    Q_EMIT renewed();
}

void SessionTokens::use(const Auth& auth) {
    m_access = auth.accessToken;
    m_receivedAt = m_clock.now();
    m_lifetime = lifetimeOf(auth, m_receivedAt);
    m_refresh = auth.refreshToken;
    m_isFresh = true;
}

void SessionTokens::accepted() {
    m_isFresh = false;
    scheduleRenewal();
}

/// By the local clock: it runs on while the machine sleeps, which timers do not.
bool SessionTokens::isOver() const {
    return m_clock.now().ms - m_receivedAt.ms >= m_lifetime.count();
}

/// When the clock was set back since the receipt, treat the token as just received.
void SessionTokens::scheduleRenewal() {
    const std::chrono::milliseconds age(std::max<qint64>(m_clock.now().ms - m_receivedAt.ms, 0));
    m_renewTimer.start(std::max(m_lifetime * 4 / 5 - age, m_renewAtMost));
}

void SessionTokens::interrupt() {
    m_renewTimer.stop();
    m_renewing = false;
}

void SessionTokens::moved() {
    if (std::exchange(m_renewing, false))
        renewLater(); // with the same token, perhaps once more
}

} // namespace confab::client

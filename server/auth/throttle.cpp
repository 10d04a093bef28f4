// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/throttle.h"

#include <QCryptographicHash>

namespace confab {

namespace {

// Five tries in five minutes per address and account: OWASP's cheat sheets ask for "a few"; Synapse allows five at
// once.
constexpr int freeFailures = 5;
constexpr qint64 windowMs = 5 * 60 * 1000;
// A script that signs in on several connections at once is no attack; their hashes take half a second.
constexpr int mostUndecided = 16;
constexpr qint64 undecidedRetryMs = 1000;
// 15 megabytes at the most. An attacker who wants to fill it has to pay for a hash per pair within the window.
constexpr qsizetype mostRecords = 100'000;

// Of a fixed size, whatever the address and the account's name are.
QByteArray keyOf(const QString& address, const QString& account) {
    return QCryptographicHash::hash(QString(address % u'\n' % account).toUtf8(), QCryptographicHash::Sha256).left(16);
}

} // namespace

Done SignInThrottle::admit(const QString& address, const QString& account, UtcTime now) {
    const QByteArray key = keyOf(address, account);
    if (m_records.size() >= mostRecords && !m_records.contains(key))
        forgetOld(now);
    Record& record = m_records[key];
    // A clock that was set back must not make the wait any longer.
    if (now.ms - record.first.ms >= windowMs || now < record.first)
        record = {0, now, record.undecided};
    if (record.failures >= freeFailures)
        return fail(Error::retryLater(ErrorKind::AuthThrottled, record.first.ms + windowMs - now.ms));
    if (record.failures + record.undecided >= mostUndecided)
        return fail(Error::retryLater(ErrorKind::AuthThrottled, undecidedRetryMs));
    ++record.undecided;
    return {};
}

void SignInThrottle::decided(const QString& address, const QString& account, Outcome outcome, UtcTime now) {
    const auto it = m_records.find(keyOf(address, account));
    if (it == m_records.end())
        return;
    --it->undecided;
    if (outcome == Outcome::Right)
        it->failures = 0;
    if (outcome == Outcome::Wrong && it->failures++ == 0)
        it->first = now;
    if (it->failures == 0 && it->undecided == 0)
        m_records.erase(it);
}

void SignInThrottle::forgetOld(UtcTime now) {
    m_records.removeIf([now](const auto& entry) {
        return entry.value().undecided == 0 && now.ms - entry.value().first.ms >= windowMs;
    });
    if (m_records.size() >= mostRecords)
        m_records.removeIf([](const auto& entry) { return entry.value().undecided == 0; });
}

} // namespace confab

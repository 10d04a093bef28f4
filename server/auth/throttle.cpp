// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/throttle.h"

#include <QCryptographicHash>

namespace confab {

namespace {

constexpr qint64 windowMs = 5 * 60 * 1000;
// Pending attempts are decided by then; a script that signs in on many connections at once then continues with the
// rest.
constexpr qint64 undecidedRetryMs = 1000;
// 15 megabytes at the most. To fill it, an attacker needs one hash per pair within the window.
constexpr qsizetype mostRecords = 100'000;

// Of a fixed size, however long the two are.
QByteArray keyOf(const QString& who, const QString& what) {
    return QCryptographicHash::hash(QString(who % u'\n' % what).toUtf8(), QCryptographicHash::Sha256).left(16);
}

} // namespace

Status SignInThrottle::admit(const QString& who, const QString& what, UtcTime now) {
    const QByteArray key = keyOf(who, what);
    if (m_records.size() >= mostRecords && !m_records.contains(key))
        forgetOld(now);
    Record& record = m_records[key];
    // A clock that was set back must not make the wait any longer.
    if (now.ms - record.first.ms >= windowMs || now < record.first)
        record = {0, now, record.undecided};
    if (record.failures >= m_free)
        return fail(Error::retryLater(ErrorKind::AuthThrottled, record.first.ms + windowMs - now.ms));
    if (record.failures + record.undecided >= m_free)
        return fail(Error::retryLater(ErrorKind::AuthThrottled, undecidedRetryMs));
    ++record.undecided;
    return {};
}

void SignInThrottle::decided(const QString& who, const QString& what, Outcome outcome, UtcTime now) {
    const auto it = m_records.find(keyOf(who, what));
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

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/throttle.h"

namespace confab {

namespace {

// Five tries in five minutes per address and account: OWASP's cheat sheets ask for "a few"; Synapse allows five at
// once.
constexpr int freeFailures = 5;
constexpr qint64 windowMs = 5 * 60 * 1000;
// Some 100 bytes each: ten megabytes at the most, then the oldest half minute of memory is worth less than the server.
constexpr qsizetype mostRecords = 100'000;

QString keyOf(const QString& address, const QString& account) {
    return address % u'\n' % account;
}

} // namespace

Done SignInThrottle::admit(const QString& address, const QString& account, UtcTime now) {
    const auto it = m_records.constFind(keyOf(address, account));
    if (it == m_records.constEnd() || it->failures < freeFailures)
        return {};
    const qint64 waitMs = it->first.ms + windowMs - now.ms;
    if (waitMs <= 0)
        return {};
    return fail(Error::retryLater(ErrorKind::AuthThrottled, waitMs));
}

void SignInThrottle::failed(const QString& address, const QString& account, UtcTime now) {
    if (m_records.size() >= mostRecords)
        forgetOld(now);
    Record& record = m_records[keyOf(address, account)];
    if (now.ms - record.first.ms >= windowMs)
        record = {0, now};
    ++record.failures;
}

void SignInThrottle::succeeded(const QString& address, const QString& account) {
    m_records.remove(keyOf(address, account));
}

void SignInThrottle::forgetOld(UtcTime now) {
    m_records.removeIf([now](const auto& entry) { return now.ms - entry.value().first.ms >= windowMs; });
    if (m_records.size() >= mostRecords)
        m_records.clear();
}

} // namespace confab

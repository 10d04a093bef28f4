// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/passwords.h"

#include "common/core/composition.h"
#include "server/auth/workerpool.h"

#include <sodium.h>

namespace confab {

namespace {

/// The password's bytes in NFC, so that the same key presses give the same hash on every system. Wiped when it goes.
class PasswordBytes {
public:
    explicit PasswordBytes(const Secret& password) : m_bytes(composed(password.value).toUtf8()) {}
    ~PasswordBytes() { sodium_memzero(m_bytes.data(), size_t(m_bytes.size())); }
    PasswordBytes(const PasswordBytes&) = delete;
    PasswordBytes& operator=(const PasswordBytes&) = delete;
    const char* data() const { return m_bytes.constData(); }
    unsigned long long size() const { return static_cast<unsigned long long>(m_bytes.size()); }

private:
    QByteArray m_bytes;
};

Result<QByteArray> makeHash(const Secret& password, PasswordCost cost) {
    const PasswordBytes bytes(password);
    char phc[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(phc, bytes.data(), bytes.size(), cost.passes, cost.memoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("Not enough memory to hash a password")));
    return QByteArray(phc);
}

Passwords::Check checkHash(const Secret& password, const QByteArray& hash, PasswordCost cost) {
    const PasswordBytes bytes(password);
    Passwords::Check check;
    check.matches = crypto_pwhash_str_verify(hash.constData(), bytes.data(), bytes.size()) == 0;
    check.outdated =
        check.matches && crypto_pwhash_str_needs_rehash(hash.constData(), cost.passes, cost.memoryBytes) != 0;
    return check;
}

/// The pool, for one caller's jobs.
class LineOfAsker final : public JobSink {
public:
    LineOfAsker(WorkerPool& pool, const HashAsker& asker) : m_pool(pool), m_line(asker.line()) {}
    Status submit(Job& job) override { return m_pool.submit(job, m_line); }

private:
    WorkerPool& m_pool;
    const QString m_line;
};

/// The form of a hash at this cost, with random bytes in the place of one: no password has it, and to find that out
/// takes as long as for any other. Nothing is computed for it, so that a start does not wait.
QByteArray unmatchableHash(PasswordCost cost) {
    const auto random = [](qsizetype count) {
        QByteArray bytes(count, Qt::Uninitialized);
        randombytes_buf(bytes.data(), size_t(count));
        return bytes.toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals);
    };
    constexpr qsizetype hashBytes = 32; // libsodium's own, with whose crypto_pwhash_str it has to agree
    return "$argon2id$v=19$m=" + QByteArray::number(quint64(cost.memoryBytes / 1024)) +
           ",t=" + QByteArray::number(cost.passes) + ",p=1$" + random(crypto_pwhash_SALTBYTES) + '$' +
           random(hashBytes);
}

} // namespace

Passwords::Passwords(WorkerPool& pool, PasswordCost cost, HashLimits limits)
    : m_pool(pool), m_cost(cost), m_matchesNothing(unmatchableHash(cost)), m_shares(limits) {}

Status Passwords::prepare() {
    if (sodium_init() < 0)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("libsodium could not be initialised")));
    return {};
}

QCoro::Task<Result<QByteArray>> Passwords::hash(Secret password, HashAsker asker) {
    const Result<HashShares::Share> share = m_shares.take(asker);
    if (!share)
        co_return fail(share.error());
    auto work = [password = std::move(password), cost = m_cost](std::monostate&) { return makeHash(password, cost); };
    LineOfAsker line(m_pool, asker);
    JobAwaiter<std::monostate, QByteArray, decltype(work)> job(line, std::move(work));
    Result<QByteArray> hashed = co_await job;
    co_return hashed;
}

QCoro::Task<Result<Passwords::Check>> Passwords::check(Secret password, QByteArray hash, HashAsker asker) {
    const Result<HashShares::Share> share = m_shares.take(asker);
    if (!share)
        co_return fail(share.error());
    const bool nobody = hash.isEmpty();
    if (nobody)
        hash = m_matchesNothing;
    auto work = [password = std::move(password), hash, cost = m_cost](std::monostate&) {
        return Result<Check>(checkHash(password, hash, cost));
    };
    LineOfAsker line(m_pool, asker);
    JobAwaiter<std::monostate, Check, decltype(work)> job(line, std::move(work));
    Result<Check> checked = co_await job;
    if (checked && nobody)
        checked = Check{};
    co_return checked;
}

Result<QByteArray> Passwords::hashNow(const Secret& password) const {
    return makeHash(password, m_cost);
}

} // namespace confab

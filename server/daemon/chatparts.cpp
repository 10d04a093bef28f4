// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/chatparts.h"

#include "server/daemon/datafolder.h"

#include <QEventLoop>
#include <QTimer>

namespace confab {

namespace {

// One hash takes a core for some 26 ms: one thread leaves the other core to those who chat (reliability: two cores
// saturate at 75 sign-ins a second). Beyond 64 waiting people are told to come back.
constexpr int hashingThreads = 1;
constexpr size_t waitingHashes = 64;

// What was asked before the stop is hashes and transactions: 64 hashes take two seconds.
constexpr int finishMs = 5000;

} // namespace

Result<std::unique_ptr<ChatParts>> ChatParts::make(const Config& config, OutboundPorts ports) {
    if (Done ready = Passwords::prepare(); !ready)
        return fail(std::move(ready.error()));
    if (Done folder = makeDataFolder(config.data); !folder)
        return fail(std::move(folder.error()));
    Result<QByteArray> key = loadOrMakeKey(signingKeyFile(config.data));
    if (!key)
        return fail(std::move(key.error()));

    std::unique_ptr<ChatParts> parts(new ChatParts);
    Result<std::unique_ptr<SqlStorage>> storage = SqlStorage::open(config.data, &parts->m_home);
    if (!storage)
        return fail(std::move(storage.error()));
    parts->m_storage = std::move(*storage);
    parts->m_hashing = std::make_unique<WorkerPool>(hashingThreads, waitingHashes);
    parts->m_passwords = std::make_unique<Passwords>(*parts->m_hashing);
    parts->m_tokens = std::make_unique<AccessTokens>(std::move(*key), config.accessTokenLifetime);
    parts->m_broker = std::make_unique<LocalBroker>();
    const SessionTimes times{std::chrono::hours(24 * config.sessionIdleDays),
                             std::chrono::hours(24 * config.sessionMaxDays)};
    parts->m_service =
        std::make_unique<ChatService>(ChatService::Parts{*parts->m_storage, *parts->m_passwords, *parts->m_tokens,
                                                         parts->m_clock, *parts->m_broker, {}, {}, times,
                                                         config.registration},
                                      std::move(ports));
    return parts;
}

ChatParts::~ChatParts() {
    if (m_service && m_service->unanswered() > 0) {
        QEventLoop loop;
        QObject::connect(m_service.get(), &ChatService::idle, &loop, &QEventLoop::quit);
        QTimer::singleShot(finishMs, &loop, &QEventLoop::quit);
        loop.exec();
    }
    // Whoever still waits is refused now, while what their coroutines use is alive.
    if (m_hashing)
        m_hashing->stop();
    if (m_storage)
        m_storage->stop();
}

} // namespace confab

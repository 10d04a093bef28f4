// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/chatparts.h"

#include "server/broker/limits.h"
#include "server/broker/redisbroker.h"
#include "server/daemon/database.h"
#include "server/daemon/secretfile.h"

#include <QEventLoop>
#include <QLoggingCategory>
#include <QTimer>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.daemon")

// One hash takes a core for some 26 ms: one thread leaves the other core to chatting (reliability: two cores saturate
// at 75 sign-ins a second). Beyond 64 queued hashes, calls get a retry time.
constexpr int hashingThreads = 1;
constexpr size_t waitingHashes = 64;

// Calls from before the stop are hashes and transactions: 64 hashes take two seconds.
constexpr int finishMs = 2500;

} // namespace

Result<std::unique_ptr<ChatParts>> ChatParts::make(const Config& config, const IoInboxes& inboxes, Health& health) {
    if (Status ready = Passwords::prepare(); !ready)
        return fail(std::move(ready.error()));
    std::unique_ptr<ChatParts> parts(new ChatParts);
    Result<std::unique_ptr<SqlStorage>> storage =
        openDatabase(config, &parts->m_home, [&health](bool stores) { health.setStores(stores); });
    if (!storage)
        return fail(std::move(storage.error()));
    parts->m_storage = std::move(*storage);
    if (const Result<QString> hint = firstAccountHint(config, *parts->m_storage); hint && !hint->isEmpty()) {
        qCInfo(lc).noquote() << *hint;
        parts->m_isFresh = true;
    }
    Result<QByteArray> key = signingKey(config, *parts->m_storage);
    if (!key)
        return fail(std::move(key.error()));
    if (Status joined = parts->joinOthers(config); !joined)
        return fail(std::move(joined.error()));
    parts->startService(config, std::move(*key), inboxes);
    if (Status administered = parts->startAdministration(config); !administered)
        return fail(std::move(administered.error()));
    if (Status started = parts->startFiles(config); !started)
        return fail(std::move(started.error()));
    parts->startBackground(config);
    return parts;
}

void ChatParts::startService(const Config& config, QByteArray key, const IoInboxes& inboxes) {
    OutboundPorts ports;
    for (const std::unique_ptr<IoInbox>& inbox : inboxes)
        ports.push_back(m_ports.emplace_back(std::make_unique<IoPort>(*inbox)).get());
    m_hashing = std::make_unique<WorkerPool>(hashingThreads, waitingHashes);
    m_passwords = std::make_unique<Passwords>(*m_hashing, PasswordCost{}, config.limits.hashes);
    m_tokens = std::make_unique<AccessTokens>(std::move(key), config.accessTokenLifetime);
    const SessionTimes times{std::chrono::hours(24 * config.sessionIdleDays),
                             std::chrono::hours(24 * config.sessionMaxDays)};
    m_service = std::make_unique<ChatService>(
        ChatService::Parts{*m_storage, *m_passwords, *m_tokens, m_clock, *m_broker, m_lease, m_leaseBegunAt, times,
                           config.registration, config.limits.rates, config.serverName, QStringLiteral(CONFAB_VERSION),
                           config.files.fileBytes, config.publicUrl, config.keepDays, config.fixedSettings},
        std::move(ports));
}

Status ChatParts::startAdministration(const Config& config) {
    LiveSettings& settings = m_service->settings();
    if (const Result<ServerSettings> read = QCoro::waitFor(settings.read()); !read)
        return fail(read.error());
    if (m_lease)
        settings.follow(*m_lease, [this] { return int(m_service->live().people.value()); });
    AdminNews news;
    news.endSession = [this](SessionId session) {
        m_service->backplane().endSession(session, {}, QStringLiteral("Signed out by the administration"));
    };
    news.appended = [this](const Event& event, const QString& byName) {
        m_service->backplane().publishEvent(event, byName);
    };
    news.roleChanged = [this](UserId user) { m_service->backplane().profileChanged(user, {}); };
    m_admin = std::make_unique<AdminCalls>(*m_storage, *m_passwords, std::move(news), config.isShared());
    return {};
}

/// What goes on without a call.
void ChatParts::startBackground(const Config& config) {
    m_indexer = std::make_unique<SearchIndexer>(m_storage->search());
    m_indexer->start();
    m_hooks = std::make_unique<HookDispatcher>(
        HookDispatcher::Parts{*m_storage, m_service->backplane(), m_clock, config.hooksAllow, config.isShared()});
    m_hooks->start();
    LiveSettings& settings = m_service->settings();
    m_retention =
        std::make_unique<Retention>(m_storage->retention(), m_clock, settings.now().retentionDays.value_or(0));
    QObject::connect(&settings, &LiveSettings::changed, m_retention.get(),
                     [this, &settings] { m_retention->setDays(settings.now().retentionDays.value_or(0)); });
    QObject::connect(m_retention.get(), &Retention::forgot, m_files.get(), [files = m_files.get()] { files->sweep(); });
    m_retention->start();
    QObject::connect(&m_service->erasures(), &Erasures::erased, m_files.get(),
                     [files = m_files.get()] { files->sweep(); });
    m_service->erasures().begin(); // of those whom the last run left
}

Status ChatParts::startFiles(const Config& config) {
    Result<std::unique_ptr<FileThread>> thread = FileThread::start([&config] { return openBlobs(config); });
    if (!thread)
        return fail(std::move(thread.error()));
    m_fileThread = std::move(*thread);
    m_files = std::make_unique<FileService>(FileService::Parts{m_storage->files(), m_storage->sessions(), *m_fileThread,
                                                               *m_tokens, m_clock, config.files, config.ioThreads,
                                                               config.isShared()});
    m_files->sweep();
    return {};
}

Status ChatParts::joinOthers(const Config& config) {
    if (!config.isShared()) {
        m_broker = std::make_unique<LocalBroker>();
        return {};
    }
    m_leaseBegunAt = std::chrono::steady_clock::now();
    Result<NodeLease> lease = QCoro::waitFor(m_storage->nodes().begin(config.node, limits::nodeLease));
    if (!lease)
        return fail(std::move(lease.error()));
    m_lease = std::move(*lease);
    qCInfo(lc).noquote() << "This is node" << m_lease->node << "with epoch" << m_lease->epoch;
    if (!config.redis) {
        qCWarning(lc) << "Without --redis, messages of other nodes are found by polling the database twice a second, "
                         "and presence on other nodes is not shown";
        m_broker = std::make_unique<NoBroker>();
        return {};
    }
    RedisAddress address = *config.redis;
    address.clientName = config.node;
    if (!config.redisPasswordFile.isEmpty()) {
        Result<Secret> password = readSecretFile(config.redisPasswordFile);
        if (!password)
            return fail(std::move(password.error()));
        address.password = std::move(*password);
    }
    m_broker = std::make_unique<RedisBroker>(std::move(address), m_storage->installation(),
                                             NodeRun{m_lease->node, m_lease->epoch});
    return {};
}

void ChatParts::finish() {
    m_service->refuseCalls();
    m_files->refuseCalls();
    if (m_service->unanswered() == 0)
        return;
    QEventLoop loop;
    QObject::connect(m_service.get(), &ChatService::idle, &loop, &QEventLoop::quit);
    QTimer::singleShot(finishMs, &loop, &QEventLoop::quit);
    loop.exec();
}

ChatParts::~ChatParts() {
    if (m_service)
        QCoro::waitFor(m_service->backplane().leave());
    // Waiting calls are refused now, while what their coroutines use is alive.
    if (m_hashing)
        m_hashing->stop();
    if (m_fileThread)
        m_fileThread->stop();
    if (m_storage)
        m_storage->stop();
}

} // namespace confab

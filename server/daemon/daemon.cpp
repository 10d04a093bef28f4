// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/daemon.h"

#include "server/api/jsonrpc/linkroutes.h"
#include "server/api/jsonrpc/session.h"
#include "server/api/rest/routes.h"
#include "server/api/session/clientsessions.h"
#include "server/api/signalr/routes.h"
#include "server/api/web/page.h"
#include "server/daemon/collectors.h"
#include "server/daemon/tlsfiles.h"
#include "server/ops/process.h"
#include "server/ops/threadend.h"
#include "server/transport/io/iodispatcher.h"
#include "server/transport/tls/certificatefacts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSslCertificate>

namespace confab {

namespace {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lc, "confab.daemon")

// A single server restarts in about this time; clients add their own jitter.
constexpr auto comeBackWithin = 1000ms;
// Interval of the check whether all clients have left.
constexpr auto drainLook = 50ms;

} // namespace

Daemon::Daemon(Config config) : m_config(std::move(config)), m_process(CONFAB_VERSION) {}

Status Daemon::start() {
    if (m_config.limits.areOff)
        qCWarning(lc) << "LIMITS ARE OFF (--limits off): any client can slow this server down for all others. This is "
                         "for benchmarks and tests, never for a server that others can reach";
    for (int io = 0; io < m_config.ioThreads; ++io)
        m_ioInboxes.push_back(std::make_unique<IoInbox>());
    m_sessions.resize(size_t(m_config.ioThreads));
    if (Status chat = startChat(); !chat)
        return chat;
    const QByteArray linkKey = m_config.isShared() ? m_chat->storage().installation().nodeKey : QByteArray();
    m_hubLinks = std::make_unique<links::LinkMail>(m_config.ioThreads, linkKey);
    m_rpcLinks = std::make_unique<links::LinkMail>(m_config.ioThreads, linkKey);

    Result<TransportConfig> transport = transportConfig();
    if (!transport)
        return fail(std::move(transport.error()));
    m_transport = std::make_unique<Transport>(
        std::move(*transport), [this, &chat = m_chat->service().inbox(), path = transport->webSocketPath](quint16 io) {
            auto sessions = std::make_unique<ClientSessions>(chat, *m_ioInboxes[io], m_config.limits.sessions);
            sessions->add(path, std::make_unique<JsonRpcDialect>());
            signalr::addDialects(*sessions, m_config.hubCreatesRooms);
            m_sessions[io] = sessions.get();
            return sessions;
        });
    if (Status listening = m_transport->listen(m_config.listen); !listening)
        return listening;
    nameLinks();
    collectMetrics();
    Status serving = serveMetrics();
    if (serving) {
        startWatchdog();
        serveAdministration();
    }
    return serving;
}

/// Requests of links may come to another node, which brings them here.
void Daemon::nameLinks() {
    const QByteArray address = nodeAddress().toLatin1();
    QList<QSslCertificate> certificates;
    if (!m_config.tlsCertificateFile.isEmpty())
        certificates = QSslCertificate::fromPath(m_config.tlsCertificateFile);
    m_hubLinks->setAddress(address, certificates);
    m_rpcLinks->setAddress(address, certificates);
}

/// As it is set, or the first address of one host. A certificate names no such address, so under TLS it has to be set.
QString Daemon::nodeAddress() const {
    if (!m_config.nodeAddress.isEmpty() || !m_config.tlsCertificateFile.isEmpty())
        return m_config.nodeAddress;
    const QStringList all = addresses();
    for (const QString& address : all) {
        if (!address.startsWith(u"0.0.0.0:") && !address.startsWith(u"[::]:"))
            return QString(u"http://" % address);
    }
    return {};
}

QString Daemon::firstVisit() const {
    if (!m_config.web || m_config.registration != Registration::Open || !m_chat->isFresh())
        return {};
    QString host = addresses().value(0);
    for (const QLatin1String every : {QLatin1String("0.0.0.0:"), QLatin1String("[::]:")}) {
        if (host.startsWith(every))
            host = QString(u"localhost:" % host.mid(every.size()));
    }
    const QString scheme = m_config.tlsCertificateFile.isEmpty() ? QStringLiteral("http") : QStringLiteral("https");
    return QString(scheme % u"://" % host % u"/#/new");
}

/// Called when all threads run; earlier work, such as migrations, may take long.
void Daemon::startWatchdog() {
    // Hashes yield to everything else, so on a busy machine one takes many times its 30 ms, and only its own call
    // waits.
    constexpr auto hashTime = 10s;
    // A disk that syncs a large file, and a database that has gone, take their time, and only files wait.
    constexpr auto diskTime = 10s;
    m_work.attach();
    onChat([this] { m_chatWork.attach(); });
    m_watchdog.watch({"main", this, &m_work});
    m_watchdog.watch({"chat", &m_onChatThread, &m_chatWork});
    m_watchdog.watchAll(m_transport->threads());
    m_watchdog.watchAll(m_chat->storage().threads());
    m_watchdog.watchAll(m_chat->hashers(), hashTime);
    m_watchdog.watch(m_chat->files().thread().watched(), diskTime);
    if (m_metricsEndpoint)
        m_watchdog.watchAll(m_metricsEndpoint->threads());
    m_watchdog.setUpkeep([this] { m_memory.look(); });
    m_watchdog.start();
}

void Daemon::collectMetrics() {
    m_metrics.add([this](Samples& samples) {
        m_process.collect(samples);
        collectHealth(samples, m_health);
        collectThreads(samples, m_watchdog);
        collectCertificate(samples, m_certificateEndsMs);
        collectTransport(samples, *m_transport);
        collectSessions(samples, m_ioInboxes);
        collectChat(samples, *m_chat);
        collectStorage(samples, *m_chat);
        collectFiles(samples, *m_chat);
        collectHooks(samples, *m_chat);
        collectNodes(samples, *m_chat);
    });
}

Status Daemon::serveMetrics() {
    if (m_config.metricsListen.isEmpty())
        return {};
    m_metricsEndpoint = std::make_unique<MetricsEndpoint>(m_metrics, m_config.transport);
    return m_metricsEndpoint->listen(m_config.metricsListen);
}

/// A server without it serves its clients just as well.
void Daemon::serveAdministration() {
    if (adminSocketPath(m_config.data).isEmpty() || !QFileInfo(m_config.data).isDir())
        return;
    m_admin = std::make_unique<AdminSocket>(
        [this](const QJsonObject& request, const AdminSocket::Answer& answer) { administer(request, answer); });
    if (const Status listening = m_admin->listen(m_config.data); !listening)
        qCWarning(lc).noquote() << listening.error().message;
}

namespace {

/// On the chat thread; the answer goes to the thread of `home`.
QCoro::Task<> answerFor(AdminCalls& calls, QJsonObject request, QObject& home, AdminSocket::Answer answer) {
    const Result<QJsonObject> result = co_await calls.run(std::move(request));
    const QJsonObject object = result ? *result : answerOf(result.error());
    QMetaObject::invokeMethod(
        &home, [answer, object] { answer(object); }, Qt::QueuedConnection);
}

} // namespace

void Daemon::administer(const QJsonObject& request, const AdminSocket::Answer& answer) {
    const QString what = request.value(QStringLiteral("do")).toString();
    if (what == u"check")
        answer(standing());
    else if (what == u"stats")
        answer({{QStringLiteral("metrics"), QString::fromUtf8(m_metrics.text())}});
    else
        QMetaObject::invokeMethod(&m_onChatThread,
                                  [this, request, answer] { answerFor(m_chat->admin(), request, *this, answer); });
}

/// What only the process itself knows.
QJsonObject Daemon::standing() const {
    return {{QStringLiteral("version"), QStringLiteral(CONFAB_VERSION)},
            {QStringLiteral("pid"), QCoreApplication::applicationPid()},
            {QStringLiteral("isReady"), m_health.isReady()},
            {QStringLiteral("healthText"), QString::fromUtf8(m_health.toJson(m_watchdog.words()))},
            {QStringLiteral("descriptors"), descriptorLimit()},
            {QStringLiteral("unknownClients"), qint64(m_transport->unknownClients())}};
}

Daemon::~Daemon() {
    m_admin.reset();
    m_watchdog.stop();
    m_draining.stop();
    m_metricsEndpoint.reset();
    if (m_chat && m_transport) {
        m_transport->stopListening();
        onChat([this] { m_chat->finish(); });
        m_transport->stop(CloseCode::Draining, QStringLiteral("The server is stopping"));
    }
    if (m_chatThread.isRunning()) {
        onChat([this] { m_chat.reset(); });
        m_chatThread.quit();
        m_chatThread.wait();
    }
}

/// And logs why clients may refuse it.
Result<std::shared_ptr<const TlsContext>> Daemon::readTls() {
    Result<std::shared_ptr<const TlsContext>> tls = readTlsFiles(m_config.tlsCertificateFile, m_config.tlsKeyFile);
    if (!tls)
        return tls;
    const CertificateFacts facts = factsOf(**tls);
    const QStringList remarks = remarksOn(facts, m_config.tlsCertificateFile, QDateTime::currentDateTimeUtc());
    for (const QString& remark : remarks)
        qCWarning(lc).noquote() << remark;
    m_certificateEndsMs = facts.ends.toMSecsSinceEpoch();
    return tls;
}

void Daemon::reloadTls() {
    if (m_config.tlsCertificateFile.isEmpty())
        return;
    const Result<std::shared_ptr<const TlsContext>> tls = readTls();
    if (!tls) {
        qCWarning(lc).noquote() << "The certificate stays as it was:" << tls.error().message;
        return;
    }
    m_transport->setTls(*tls);
    qCInfo(lc) << "New connections get the certificate that is in the files now.";
}

void Daemon::drain() {
    if (m_draining.isActive()) {
        m_drainUntil = {}; // asked twice: at once, then
        return;
    }
    m_health.setDraining();
    m_transport->stopListening();
    const std::chrono::milliseconds time = m_config.isShared() ? std::chrono::seconds(m_config.drainSeconds) : 0ms;
    // The last client that is told to move still has time to do so.
    tellToMove(time > 0ms ? time * 3 / 5 : comeBackWithin);
    m_drainUntil = std::chrono::steady_clock::now() + time;
    connect(&m_draining, &QTimer::timeout, this, [this] {
        if (m_transport->openSockets() > 0 && std::chrono::steady_clock::now() < m_drainUntil)
            return;
        m_draining.stop();
        Q_EMIT drained();
    });
    m_draining.start(time > 0ms ? drainLook : 0ms);
}

void Daemon::tellToMove(std::chrono::milliseconds within) {
    for (const std::unique_ptr<IoInbox>& inbox : m_ioInboxes)
        inbox->post(Draining{within.count()});
}

/// On each io thread.
void Daemon::addHealthRoutes(HttpRouter& router) const {
    router.get("/healthz", [](const HttpRequest&) -> HttpAnswer {
        return {200, "application/json", "{\"status\":\"ok\"}\n"};
    });
    router.get("/readyz", [this](const HttpRequest&) -> HttpAnswer {
        return {m_health.isReady() ? 200 : 503, "application/json", m_health.toJson(m_watchdog.words())};
    });
}

void Daemon::onChat(const std::function<void()>& work) {
    QMetaObject::invokeMethod(
        &m_onChatThread, [&work] { work(); }, Qt::BlockingQueuedConnection);
}

/// With its routes, which exist once the chat thread does.
Result<TransportConfig> Daemon::transportConfig() {
    TransportConfig transport;
    transport.kind = m_config.transport;
    transport.ioThreads = m_config.ioThreads;
    transport.limits.maxConnections = m_config.maxConnections;
    transport.addresses = m_config.limits.addresses;
    Mailbox<Inbound>& chat = m_chat->service().inbox();
    transport.routes = [this, &chat, path = transport.webSocketPath](quint16 io, HttpRouter& router) {
        addHealthRoutes(router);
        rest::addRoutes(router, io, chat, *m_ioInboxes[io]);
        rest::addFileRoutes(router, io, m_chat->files());
        addLinkRoutes(router, path, io, *m_rpcLinks, *m_sessions[io]);
        signalr::addRoutes(router, io, *m_hubLinks, *m_sessions[io]);
        if (m_config.web)
            web::addRoutes(router);
    };
    transport.allowsOwnOrigin = m_config.web;
    for (const QString& origin : m_config.allowedOrigins)
        transport.allowedOrigins.append(origin.toUtf8());
    if (!m_config.tlsCertificateFile.isEmpty()) {
        Result<std::shared_ptr<const TlsContext>> tls = readTls();
        if (!tls)
            return fail(std::move(tls.error()));
        transport.tls = std::move(*tls);
    }
    return transport;
}

Status Daemon::startChat() {
    freeOpenSslAtEndOf(m_chatThread);
    m_chatThread.setObjectName(QStringLiteral("chat"));
    // Its turns are short and many, and each of glib's costs some 10 µs.
    if (std::unique_ptr<QAbstractEventDispatcher> dispatcher = makeIoDispatcher({}))
        m_chatThread.setEventDispatcher(dispatcher.release());
    m_chatThread.start();
    m_onChatThread.moveToThread(&m_chatThread);
    Status started;
    onChat([&] {
        Result<std::unique_ptr<ChatParts>> made = ChatParts::make(m_config, m_ioInboxes, m_health);
        if (made)
            m_chat = std::move(*made);
        else
            started = fail(std::move(made.error()));
        if (started)
            listenToBackplane();
    });
    return started;
}

/// On the chat thread.
void Daemon::listenToBackplane() {
    const bool hasRedis = m_config.redis.has_value();
    const auto note = [this, hasRedis](NodeState state) {
        m_health.setDatabase(state.databaseAnswers);
        if (hasRedis)
            m_health.setRedis(state.brokerConnected ? Health::Redis::Connected : Health::Redis::Away);
    };
    Backplane& backplane = m_chat->service().backplane();
    note(backplane.state());
    connect(&backplane, &Backplane::stateChanged, &m_onChatThread, note);
    connect(&backplane, &Backplane::supersededNode, this, [this] {
        Q_EMIT failed(QStringLiteral("Another confabd runs as node \"%1\" on this database. Every node needs a name of "
                                     "its own: --node NAME.")
                          .arg(m_config.node));
    });
}

} // namespace confab

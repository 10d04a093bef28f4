// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/ioinbox.h"
#include "server/daemon/adminsocket.h"
#include "server/daemon/chatparts.h"
#include "server/daemon/config.h"
#include "server/daemon/metricsendpoint.h"
#include "server/ops/health.h"
#include "server/ops/memory.h"
#include "server/ops/metrics.h"
#include "server/ops/processmetrics.h"
#include "server/ops/watchdog.h"
#include "server/transport/transport.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>

namespace confab {

class ClientSessions;
namespace links {
class LinkMail;
}

/// The server: owns every part in the order of its start and wires them; has no rule of its own.
/// Thread: the main thread. Owned by: main().
class Daemon : public QObject {
    Q_OBJECT

public:
    explicit Daemon(Config config);
    /// Answers pending calls, closes every connection, gives the node's lease back.
    ~Daemon() override;

    /// Unavailable or InputInvalid, with a sentence for the operator.
    Status start();
    /// Where it listens, with the real ports.
    QStringList addresses() const { return m_transport->addresses(); }
    /// Where metrics can be read; none unless the configuration says so.
    QStringList metricsAddresses() const { return m_metricsEndpoint ? m_metricsEndpoint->addresses() : QStringList(); }

    /// The page's address at which the first account is created; empty when there is one, or when the page can't create
    /// it.
    QString firstVisit() const;

    /// No new connections; open ones are told to move to another node, each after its own delay. drained() follows when
    /// they have closed, or after Config::drainSeconds; at once for a single server.
    void drain();
    /// Reads certificate and key anew, for connections from here on; a broken file changes nothing, and is logged.
    void reloadTls();

Q_SIGNALS:
    void drained();
    /// The server can't go on; why, as a sentence.
    void failed(const QString& why);

private:
    Status startChat();
    Result<TransportConfig> transportConfig();
    void collectMetrics();
    Status serveMetrics();
    void serveAdministration();
    void administer(const QJsonObject& request, const AdminSocket::Answer& answer);
    QJsonObject standing() const;
    void listenToBackplane();
    void startWatchdog();
    void nameLinks();
    QString nodeAddress() const;
    void onChat(const std::function<void()>& work);
    Result<std::shared_ptr<const TlsContext>> readTls();
    void addHealthRoutes(HttpRouter& router) const;
    void tellToMove(std::chrono::milliseconds within);

    const Config m_config;
    Health m_health;
    const ProcessMetrics m_process;
    Metrics m_metrics;
    QTimer m_draining;   // checks whether all clients have left
    MemoryTrim m_memory; // the watchdog's
    std::chrono::steady_clock::time_point m_drainUntil;
    IoInboxes m_ioInboxes;
    std::unique_ptr<links::LinkMail> m_hubLinks; // SignalR's
    std::unique_ptr<links::LinkMail> m_rpcLinks;
    std::vector<ClientSessions*> m_sessions; // by the io thread's number; each is read and written there only
    QThread m_chatThread;
    QObject m_onChatThread; // where the main thread sends what has to run there
    std::unique_ptr<ChatParts> m_chat;
    std::atomic<qint64> m_certificateEndsMs = 0; // of the Unix epoch; 0: no TLS
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<MetricsEndpoint> m_metricsEndpoint; // reads all of the above
    std::unique_ptr<AdminSocket> m_admin;               // asks all of the above
    Work m_work;                                        // of the main thread
    Work m_chatWork;
    Watchdog m_watchdog{[this](bool allTurn) { m_health.setTurning(allTurn); }}; // looks at all of the above
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "common/core/work.h"
#include "server/transport/admission/connectionlimiter.h"
#include "server/transport/admission/socketbudget.h"
#include "server/transport/clientsocket.h"
#include "server/transport/connection.h"
#include "server/transport/transport.h"
#include "server/transport/transportcounters.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace confab {

class QtHandshake;
class WebSocketConnection;

/// An accepted socket, from the accept loop to an io thread.
struct AcceptedSocket {
    qintptr descriptor = 0;
    AddressSlot place;
};

/// The answer to a question to the ConnectionLimiter.
struct AdmittedSocket {
    quint64 serial = 0;
    ConnectionLimiter::Decision decision;
};

/// Everything that lives on one io thread: its sockets, their timers, and their listener.
/// Thread: its io thread; adopt() and admit() from any. Owned by: the IoThread.
class IoWorker final : public QObject, private ClientSocketHost {
    Q_OBJECT
public:
    IoWorker(quint16 io, const TransportConfig& config, SocketBudget& budget, ConnectionLimiter& limiter,
             ListenerFactory makeListener);
    ~IoWorker() override;

    /// Hands over an accepted socket's descriptor, for which a place of the budget was taken.
    void adopt(AcceptedSocket accepted) { m_accepted.post(std::move(accepted)); }

    /// Answers a question that a peer had asked of the ConnectionLimiter.
    void admit(AdmittedSocket admitted) { m_admitted.post(std::move(admitted)); }

    /// On the io thread, first of all.
    void start();
    /// For new connections; existing ones keep theirs.
    void setTls(std::shared_ptr<const TlsContext> tls) { m_tls = std::move(tls); }
    /// No client begins something new from here on: HTTP connections close with their answers.
    void drain();
    /// Closes every client's connection; Q_EMIT stopped() follows, when all have closed or closeTime is over. The
    /// listener is destroyed by then, too.
    void stop(CloseCode code, const QString& reason);

    /// Any thread.
    const IoCounters& counted() const { return m_counters; }
    /// Any thread.
    const Work& work() const { return m_work; }
    /// Any thread: sockets that wait to be adopted or admitted.
    size_t waiting() const { return m_accepted.size() + m_admitted.size(); }

Q_SIGNALS:
    void stopped();

private:
    // ClientSocketHost
    const TransportConfig& config() const override { return m_config; }
    ConnectionListener& listener() override { return *m_listener; }
    const HttpRouter& router() const override { return m_router; }
    bool isDraining() const override { return m_draining; }
    std::span<char> readRoom() override { return m_readRoom; }
    IoCounters& counters() override { return m_counters; }
    void deadlineMoved(ClientSocket& peer) override;
    void atTurnEnd(ClientSocket& peer) override;
    void gone(ClientSocket& peer) override;
    void moreWaits() override;
    void askLimiter(ClientSocket& peer, const QHostAddress& client, bool isKnown) override;
    void upgrade(HttpConnection& http, const HttpRequest& request, const QByteArray& behind) override;

    void adoptNow(AcceptedSocket accepted);
    std::unique_ptr<WebSocketConnection> connectionFor(HttpConnection& http, Codec codec);
    void admitNow(AdmittedSocket admitted);
    void armTimer();
    void lookAtDeadlines();
    void wantTurnEnd();
    void endTurn();
    void remove(ClientSocket& peer);
    void finishStop();
    void giveUpSlowest();

    const quint16 m_io;
    const TransportConfig& m_config;
    SocketBudget& m_budget;
    ConnectionLimiter& m_limiter;
    IoCounters m_counters;
    Work m_work;
    const qint64 m_mostWaiting; // for all readers of this thread, in bytes
    ListenerFactory m_makeListener;
    Mailbox<AcceptedSocket> m_accepted;
    Mailbox<AdmittedSocket> m_admitted;
    std::shared_ptr<const TlsContext> m_tls; // null: none
    std::vector<char> m_readRoom;

    // Made by start() and ended by finishStop(), both on the io thread.
    std::unique_ptr<QTimer> m_timer;
    std::unique_ptr<ConnectionListener> m_listener;
    std::unique_ptr<QtHandshake> m_qtHandshake; // null: TransportKind::Native
    HttpRouter m_router;

    std::unordered_map<quint64, std::unique_ptr<ClientSocket>> m_peers; // by serial
    std::vector<std::unique_ptr<ClientSocket>> m_retired;               // gave their socket away in this turn
    quint64 m_lastSerial = 0;
    DeadlineQueue m_deadlines;
    qint64 m_timerAt = kNever;
    std::vector<ClientSocket*> m_toFlush;
    std::vector<ClientSocket*> m_gone;
    bool m_turnEndPosted = false;
    bool m_draining = false;
    bool m_stopping = false;
};

} // namespace confab

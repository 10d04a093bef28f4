// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http.h"
#include "server/transport/peer.h"

#include <QTcpSocket>

namespace confab {

/// A client that has not said yet what it wants: reads the request head, bounded in size and time, and answers it or
/// gives the socket away as a WebSocket.
/// Thread: its io thread. Owned by: the IoWorker.
class HeadReader final : public Peer {
public:
    HeadReader(quint64 serial, std::unique_ptr<QTcpSocket> socket, PeerHost& host);
    ~HeadReader() override;

    qint64 deadline() const override { return m_deadline; }
    void deadlineReached(qint64 now) override;
    void hangUp(CloseCode code, const QString& reason) override;
    void cutOff() override;

    /// Begins to read; what has come already counts.
    void start();
    /// Gives the socket away; the reader is done. The head is still unread in it.
    std::unique_ptr<QTcpSocket> releaseSocket();
    /// Answers and closes.
    void answer(const HttpAnswer& answer, bool withBody = true);

private:
    void readyRead();
    void route(const HttpRequest& request, qsizetype headSize);
    bool isGoodUpgrade(const HttpRequest& request) const;

    std::unique_ptr<QTcpSocket> m_socket;
    PeerHost& m_host;
    qint64 m_deadline;
    qsizetype m_cleanSize = -1; // the size of a request that has nothing behind it
    bool m_answered = false;
};

} // namespace confab

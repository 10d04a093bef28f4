// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <memory>
#include <vector>

namespace confab::test {

/// A load balancer that knows no clients: each HTTP request goes to the next node that accepts it, so two requests of
/// one client never go to the same node. It sees to that by asking nodes to close after each answer.
/// Thread: the test's. Owned by: the test.
class RequestBalancer : public QObject {
public:
    explicit RequestBalancer(const QList<QUrl>& nodes) : m_nodes(nodes), m_requests(nodes.size(), 0) {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* client = m_server.nextPendingConnection())
                accept(client);
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port to listen on");
    }
    quint16 port() const { return m_server.serverPort(); }
    /// From here on it hangs up on requests that begin like this: "GET /rt ".
    void refuse(const QByteArray& begin) { m_refused = begin; }
    /// Requests that this node took, so far.
    int requests(int node) const { return m_requests.at(node); }

private:
    /// The first bytes of a request, until they have its first line.
    void accept(QTcpSocket* client) {
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, this, [this, client] {
            if (client->property("taken").toBool() || !client->canReadLine())
                return;
            client->setProperty("taken", true);
            const QByteArray line = client->readLine();
            if (!m_refused.isEmpty() && line.startsWith(m_refused))
                return client->abort();
            join(client, line + "Connection: close\r\n", m_next++, int(m_nodes.size()));
        });
    }
    /// `turn`: of the node that is tried first, and then those behind it.
    void join(QTcpSocket* client, const QByteArray& begin, qsizetype turn, int tries) {
        if (tries == 0)
            return client->abort();
        const qsizetype index = turn % m_nodes.size();
        auto* node = new QTcpSocket(client);
        connect(node, &QTcpSocket::errorOccurred, client, [this, client, node, begin, turn, tries] {
            if (node->property("joined").toBool())
                return client->disconnectFromHost();
            node->deleteLater();
            join(client, begin, turn + 1, tries - 1);
        });
        connect(node, &QTcpSocket::connected, client, [this, client, node, begin, index] {
            ++m_requests[index];
            node->setProperty("joined", true);
            const auto up = [client, node] { node->write(client->readAll()); };
            node->write(begin);
            up();
            connect(client, &QTcpSocket::readyRead, node, up);
            connect(node, &QTcpSocket::readyRead, client, [client, node] { client->write(node->readAll()); });
            connect(client, &QTcpSocket::disconnected, node, &QTcpSocket::abort);
        });
        node->connectToHost(m_nodes.at(index).host(), quint16(m_nodes.at(index).port()));
    }

    const QList<QUrl> m_nodes;
    QList<int> m_requests; // by node
    QTcpServer m_server;
    QByteArray m_refused;
    qsizetype m_next = 0;
};

} // namespace confab::test

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace confab::test {

/// A load balancer: one address in front of several nodes; each connection goes to the next node that accepts it.
/// Thread: the test's. Owned by: the test.
class Balancer : public QObject {
    Q_OBJECT
public:
    explicit Balancer(QList<QUrl> nodes) : m_nodes(std::move(nodes)) {
        connect(&m_server, &QTcpServer::newConnection, this, &Balancer::accept);
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port to listen on");
    }
    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/rt").arg(m_server.serverPort())); }
    /// Connections that a node took, so far.
    int taken() const { return m_taken; }

private:
    void accept() {
        while (QTcpSocket* client = m_server.nextPendingConnection()) {
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
            join(client, int(m_nodes.size()));
        }
    }

    void join(QTcpSocket* client, int tries) {
        if (tries == 0)
            return client->abort();
        const QUrl& node = m_nodes.at(m_next++ % m_nodes.size());
        auto* server = new QTcpSocket(client);
        connect(server, &QTcpSocket::errorOccurred, this, [this, client, server, tries] {
            if (server->isOpen() && server->state() == QAbstractSocket::ConnectedState)
                return;
            server->disconnect(this);
            if (client->property("joined").toBool())
                client->disconnectFromHost();
            else
                join(client, tries - 1);
        });
        connect(server, &QTcpSocket::connected, this, [this, client, server] {
            ++m_taken;
            client->setProperty("joined", true);
            const auto up = [client, server] { server->write(client->readAll()); };
            connect(client, &QTcpSocket::readyRead, server, up);
            connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
            connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
            connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
            up();
        });
        server->connectToHost(node.host(), quint16(node.port()));
    }

    const QList<QUrl> m_nodes;
    QTcpServer m_server;
    int m_next = 0;
    int m_taken = 0;
};

} // namespace confab::test

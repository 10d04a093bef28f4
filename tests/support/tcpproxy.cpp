// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/tcpproxy.h"

#include <QTimer>

#include <algorithm>
#include <sys/socket.h>

namespace confab::test {

namespace {

void reset(QTcpSocket& socket) {
    const ::linger now{1, 0}; // closing sends RST
    if (socket.socketDescriptor() >= 0)
        ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket.abort();
}

} // namespace

ProxyLink::ProxyLink(QTcpSocket* client) : m_client(client) {
    m_client->setParent(this);
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

void ProxyLink::cut() {
    m_client->disconnect(this);
    m_server.disconnect(this);
    reset(*m_client);
    reset(m_server);
    deleteLater();
}

TcpProxy::TcpProxy(QString serverHost, quint16 serverPort)
    : m_serverHost(std::move(serverHost)), m_serverPort(serverPort) {
    connect(&m_listener, &QTcpServer::newConnection, this, &TcpProxy::accept);
}

TcpProxy::~TcpProxy() {
    for (const QPointer<ProxyLink>& link : m_links)
        delete link;
}

bool TcpProxy::listen(const QString& host) {
    return m_listener.listen(QHostAddress(host));
}

void TcpProxy::cutAll() {
    for (const QPointer<ProxyLink>& link : std::exchange(m_links, {})) {
        if (link) {
            link->cut();
            ++m_cuts;
        }
    }
}

int TcpProxy::links() const {
    return int(std::count_if(m_links.begin(), m_links.end(), [](const auto& link) { return !link.isNull(); }));
}

void TcpProxy::accept() {
    while (QTcpSocket* client = m_listener.nextPendingConnection()) {
        std::erase_if(m_links, [](const auto& link) { return link.isNull(); });
        auto* link = new ProxyLink(client);
        m_links.emplace_back(link);
        QTcpSocket& server = link->server();
        connect(&server, &QTcpSocket::connected, link, [this, link] {
            link->server().setSocketOption(QAbstractSocket::LowDelayOption, 1);
            arrived(*link, Way::ToServer);
        });
        connect(client, &QTcpSocket::readyRead, link, [this, link] { arrived(*link, Way::ToServer); });
        connect(&server, &QTcpSocket::readyRead, link, [this, link] { arrived(*link, Way::ToClient); });
        // One end was closed: the other gets the bytes in flight, and then the close.
        connect(client, &QTcpSocket::disconnected, link, [link] { link->server().disconnectFromHost(); });
        connect(&server, &QTcpSocket::disconnected, link, [link] {
            link->client().disconnectFromHost();
            link->deleteLater();
        });
        connect(&server, &QTcpSocket::errorOccurred, link, [link] {
            if (link->server().state() != QAbstractSocket::ConnectedState)
                link->cut();
        });
        server.connectToHost(m_serverHost, m_serverPort);
    }
}

void TcpProxy::arrived(ProxyLink& link, Way way) {
    if (link.server().state() != QAbstractSocket::ConnectedState)
        return; // read later
    QTcpSocket& from = way == Way::ToServer ? link.client() : link.server();
    const QByteArray piece = from.readAll();
    if (piece.isEmpty())
        return;
    if (m_judge && m_judge(way, piece) == Verdict::Cut) {
        ++m_cuts;
        link.cut();
    } else if (m_delay.count() > 0) {
        handOnLater(&link, way, piece, m_delay);
    } else if (way == Way::ToServer) {
        link.server().write(piece);
    } else {
        fromServer(link, piece);
    }
}

void TcpProxy::fromServer(ProxyLink& link, const QByteArray& piece) {
    link.client().write(piece);
}

void TcpProxy::handOnLater(QPointer<ProxyLink> link, Way way, const QByteArray& piece,
                           std::chrono::milliseconds delay) {
    QTimer::singleShot(delay, Qt::PreciseTimer, link,
                       [link, way, piece] { (way == Way::ToServer ? link->server() : link->client()).write(piece); });
}

} // namespace confab::test

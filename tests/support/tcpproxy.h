// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace confab::test {

/// One client's connection through a proxy, and the proxy's own to the server.
/// Thread: the proxy's. Owned by: TcpProxy.
class ProxyLink : public QObject {
    Q_OBJECT

public:
    explicit ProxyLink(QTcpSocket* client);

    QTcpSocket& client() { return *m_client; }
    QTcpSocket& server() { return m_server; }
    /// The server's first bytes, for a proxy that understands them.
    QByteArray& unfinished() { return m_unfinished; }
    /// Both ends get a reset (RST): bytes in flight are lost.
    void cut();

private:
    QTcpSocket* m_client; // a child
    QTcpSocket m_server;
    QByteArray m_unfinished;
};

/// A proxy between clients and a server that forwards their bytes, unless the test wants it otherwise.
/// Thread: the test's. Owned by: the test.
class TcpProxy : public QObject {
    Q_OBJECT

public:
    TcpProxy(QString serverHost, quint16 serverPort);
    ~TcpProxy() override;

    /// False when there is no free port.
    [[nodiscard]] bool listen(const QString& host = QStringLiteral("127.0.0.1"));
    quint16 port() const { return m_listener.serverPort(); }

    enum class Way { ToServer, ToClient };
    enum class Verdict { Pass, Cut };
    /// Asked about each piece that arrives, before it is forwarded. Cut: the connection is reset, and the piece lost.
    void judgeBy(std::function<Verdict(Way, const QByteArray& piece)> judge) { m_judge = std::move(judge); }
    /// Everything that arrives from here on is forwarded after this delay, in order.
    void delayBy(std::chrono::milliseconds delay) { m_delay = delay; }
    /// New connections go to another server from here on.
    void pointAt(const QString& serverHost, quint16 serverPort) {
        m_serverHost = serverHost;
        m_serverPort = serverPort;
    }
    /// Resets all connections.
    void cutAll();
    int links() const;
    int cuts() const { return m_cuts; }

protected:
    /// The server's bytes; a proxy that understands them forwards them in its own way.
    virtual void fromServer(ProxyLink& link, const QByteArray& piece);
    static void handOnLater(QPointer<ProxyLink> link, Way way, const QByteArray& piece,
                            std::chrono::milliseconds delay);

private:
    void accept();
    void arrived(ProxyLink& link, Way way);

    QString m_serverHost;
    quint16 m_serverPort;
    QTcpServer m_listener;
    std::vector<QPointer<ProxyLink>> m_links;
    std::function<Verdict(Way, const QByteArray&)> m_judge;
    std::chrono::milliseconds m_delay{0};
    int m_cuts = 0;
};

} // namespace confab::test

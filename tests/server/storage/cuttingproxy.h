// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <memory>

namespace confab {

/// Stands between a storage and its PostgreSQL and cuts the connection at a COMMIT, so that the client can't know
/// whether it happened.
/// Thread: made, asked and destroyed on the test's; its sockets live on a thread of its own, because opening a storage
/// blocks the test's. Owned by: the test.
class CuttingProxy {
public:
    explicit CuttingProxy(quint16 serverPort) : m_serverPort(serverPort) {
        m_home.moveToThread(&m_thread);
        m_thread.start();
        onItsThread([this] {
            m_server = std::make_unique<QTcpServer>();
            if (!m_server->listen(QHostAddress::LocalHost))
                qFatal("%s", qPrintable(m_server->errorString()));
            QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [this] {
                while (QTcpSocket* client = m_server->nextPendingConnection())
                    join(client);
            });
        });
    }
    ~CuttingProxy() {
        onItsThread([this] { m_server.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    quint16 port() {
        quint16 port = 0;
        onItsThread([&] { port = m_server->serverPort(); });
        return port;
    }

    /// The COMMIT of the next transaction in whose statements `text` stands never reaches the server. Others do: a
    /// storage that was refused a write tries one of its own from time to time.
    void cutBeforeCommit(const QByteArray& text) {
        onItsThread([this, text] {
            m_next = BeforeCommit;
            m_text = text;
        });
    }
    /// The COMMIT of such a transaction is done, but of the answer come only the first `bytes`.
    void cutAnswerAfter(int bytes, const QByteArray& text) {
        onItsThread([this, bytes, text] {
            m_next = InAnswer;
            m_bytes = bytes;
            m_text = text;
        });
    }
    /// How long the answer was that was cut last.
    int answerSize() {
        int size = 0;
        onItsThread([&] { size = m_answerSize; });
        return size;
    }

private:
    enum Cut { Never, BeforeCommit, InAnswer };

    template <class F>
    void onItsThread(const F& work) {
        QMetaObject::invokeMethod(&m_home, work, Qt::BlockingQueuedConnection);
    }

    void join(QTcpSocket* client) {
        auto* server = new QTcpSocket(client);
        const auto answering = std::make_shared<Cut>(Never);
        const auto hasText = std::make_shared<bool>(false); // the transaction so far
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_serverPort);
        QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        QObject::connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        QObject::connect(client, &QTcpSocket::readyRead, server, [=, this] {
            const QByteArray request = client->readAll();
            const bool commits = request.contains(QByteArray("COMMIT\0", 7));
            *hasText = *hasText || (m_next != Never && request.contains(m_text));
            if (commits && std::exchange(*hasText, false) && m_next != Never) {
                *answering = std::exchange(m_next, Never);
                if (*answering == BeforeCommit)
                    return client->abort();
            }
            server->write(request);
        });
        QObject::connect(server, &QTcpSocket::readyRead, client, [=, this] {
            const QByteArray answer = server->readAll();
            if (*answering == Never) {
                client->write(answer);
                return;
            }
            m_answerSize = int(answer.size());
            client->write(answer.left(m_bytes));
            client->disconnectFromHost(); // when that is written
        });
    }

    const quint16 m_serverPort;
    QThread m_thread;
    QObject m_home;
    std::unique_ptr<QTcpServer> m_server;
    Cut m_next = Never;
    QByteArray m_text;
    int m_bytes = 0;
    int m_answerSize = 0;
};

} // namespace confab

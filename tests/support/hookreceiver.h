// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

namespace confab::test {

/// A program that outgoing webhooks speak to: it keeps each request, and answers all of them alike.
/// Thread: the test's. Owned by: the test.
class HookReceiver {
public:
    struct Request {
        QByteArray head;
        QByteArray body;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        /// The value of a header; empty when there is none.
        QByteArray value(const QByteArray& header) const {
            for (const QByteArray& line : head.split('\n')) {
                if (line.toLower().startsWith(QByteArray(header.toLower() + ":")))
                    return line.mid(header.size() + 1).trimmed();
            }
            return {};
        }
    };

    HookReceiver() {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { admit(); });
    }
    /// On a port that the system picks, or on the one that it had before.
    [[nodiscard]] bool listen() {
        const bool listens = m_server.listen(QHostAddress::LocalHost, m_port);
        m_port = m_server.serverPort();
        return listens;
    }
    /// Nobody answers any more.
    void close() { m_server.close(); }
    QString url(const QString& path = QStringLiteral("/hook")) const {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(QString::number(m_port), path);
    }

    QByteArray status = "200 OK";
    QByteArray fields;
    QByteArray answer = "{}";
    QList<Request> requests;
    bool isSilent = false;

private:
    void admit() {
        while (QTcpSocket* socket = m_server.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    }
    void read(QTcpSocket* socket) {
        const QByteArray all = socket->peek(socket->bytesAvailable());
        const qsizetype end = all.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request{all.left(end + 2), {}};
        const qsizetype length = request.value("Content-Length").toLongLong();
        if (all.size() < end + 4 + length)
            return;
        request.body = all.mid(end + 4, length);
        socket->skip(end + 4 + length);
        requests.append(request);
        if (isSilent)
            return;
        socket->write("HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(answer.size()) +
                      "\r\nConnection: close\r\n" + fields + "\r\n" + answer);
        socket->disconnectFromHost();
    }

    QTcpServer m_server;
    quint16 m_port = 0;
};

} // namespace confab::test

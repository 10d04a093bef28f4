// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/limits.h"
#include "server/redis/redisaddress.h"

#include <QDeadlineTimer>
#include <QTcpSocket>

namespace confab {

/// The bytes to and from one Redis server, over TLS when the address says so. Knows no RESP.
/// Thread: the one that it lives on. Owned by: RedisConnection.
class RedisSocket : public QObject {
    Q_OBJECT

public:
    /// The calls to its owner, which may close it in any of these.
    class Owner {
    public:
        virtual ~Owner() = default;
        /// TCP, and TLS with a verified certificate.
        virtual void socketOpened() = 0;
        virtual void socketRead(QByteArrayView bytes) = 0;
        /// By the other side, or because it could not be opened. It is closed already.
        virtual void socketClosed(const QString& why) = 0;
    };
    RedisSocket(const RedisAddress& address, const RedisLimits& limits, Owner& owner)
        : m_address(address), m_limits(limits), m_owner(owner) {}
    ~RedisSocket() override { close(); }

    void open();
    /// At once; unsent bytes are lost. The owner is not told.
    void close();
    bool isOpen() const { return m_socket != nullptr; }
    void write(QByteArrayView bytes);
    /// Bytes that the system has not taken yet, encrypted or not.
    qsizetype waiting() const;
    /// Sends, and reads what comes, while the thread stands still. False when nothing came in time.
    bool waitForMore(QDeadlineTimer deadline);

private:
    void makeSocket();
    /// Whether the certificates to trust could be read.
    bool secure();
    void opened();
    void readMore();
    void closed();

    const RedisAddress& m_address;
    const RedisLimits& m_limits;
    Owner& m_owner;
    QTcpSocket* m_socket = nullptr; // a QSslSocket for TLS
    QByteArray m_piece;
};

} // namespace confab

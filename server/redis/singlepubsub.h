// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/redisconnection.h"

#include <QSet>

namespace confab {

/// Publish and subscribe over one connection to one server.
/// Thread: the one that it lives on. Owned by: who called makePubSub().
class SinglePubSub final : public PubSub, private RedisConnection::Owner {
public:
    SinglePubSub(RedisAddress address, PubSubListener& listener, RedisLimits limits);

    void start() override { m_connection.start(); }
    void stop() override { m_connection.stop(QDeadlineTimer(m_limits.stopTime)); }
    bool subscribe(const QList<QByteArray>& channels) override;
    void unsubscribe(const QList<QByteArray>& channels) override;
    bool publish(const QByteArray& channel, const QByteArray& payload, Receivers receivers) override;
    bool isConnected() const override { return m_connection.isReady(); }
    Counts counts() const override { return m_connection.counts(); }

private:
    void connectionReady(RedisConnection&) override { m_listener.redisConnected(); }
    void connectionLost(RedisConnection&, const QString& why) override { m_listener.redisLost(why); }
    void confirmed(const QByteArray& channel) override { m_listener.subscribed(channel); }
    void dropped(RedisConnection&, const QByteArray& channel) override;
    void refused(RedisConnection&, const QList<QByteArray>&, const QByteArray&) override {}
    void received(const QByteArray& channel, const QByteArray& payload) override {
        m_listener.received(channel, payload);
    }

    const RedisLimits m_limits;
    PubSubListener& m_listener;
    QSet<QByteArray> m_wanted;
    RedisConnection m_connection;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/clustermap.h"
#include "server/redis/redisconnection.h"

#include <QSet>

#include <map>

namespace confab {

/// Publish and subscribe over a Redis Cluster's sharded channels: one connection to each master, each channel at the
/// master that has its slot. It follows the slots wherever the cluster moves them.
/// Thread: the one that it lives on. Owned by: who called makePubSub().
class ClusterPubSub final : public PubSub, private RedisConnection::Owner {
    Q_OBJECT

public:
    ClusterPubSub(RedisAddress address, PubSubListener& listener, RedisLimits limits);

    void start() override;
    void stop() override;
    bool subscribe(const QList<QByteArray>& channels) override;
    void unsubscribe(const QList<QByteArray>& channels) override;
    /// While a slot moves, a message may arrive after one that is published later.
    bool publish(const QByteArray& channel, const QByteArray& payload, Receivers receivers) override;
    bool isConnected() const override;
    Counts counts() const override;

private:
    /// Where a wanted channel is asked for.
    struct Home {
        RedisConnection* connection = nullptr;
        bool confirmed = false;
    };
    struct PendingPublish {
        QByteArray channel;
        QByteArray payload;
        Receivers receivers;
        int redirects = 0; // left
    };

    void connectionReady(RedisConnection& connection) override;
    void connectionLost(RedisConnection& connection, const QString& why) override;
    void confirmed(const QByteArray& channel) override;
    void dropped(RedisConnection& connection, const QByteArray& channel) override;
    void refused(RedisConnection& connection, const QList<QByteArray>& channels, const QByteArray& error) override;
    void received(const QByteArray& channel, const QByteArray& payload) override {
        m_listener.received(channel, payload);
    }

    RedisConnection& connectionTo(const ServerName& server);
    /// Closes connections that are not in the map, once one in the map works.
    void closeStrangers();
    void askForMapWithin(std::chrono::milliseconds time);
    void askForMap();
    void takeMap(const ClusterMap& map);
    /// Asks for the channel where the map says that it is. True when it had been confirmed elsewhere.
    bool settle(const QByteArray& channel);
    void makeHomeless(const QByteArray& channel);
    /// Whether every wanted channel has a server.
    bool isSettled() const;
    bool send(RedisConnection& connection, PendingPublish pending);
    void answered(PendingPublish pending, const ServerName& by, const Result<RespValue>& reply);

    const RedisAddress m_address;
    const RedisLimits m_limits;
    PubSubListener& m_listener;
    QSet<QByteArray> m_wanted;
    QHash<QByteArray, Home> m_homes;
    std::map<ServerName, std::unique_ptr<RedisConnection>> m_connections;
    std::vector<RedisConnection*> m_owners; // by slot, null without an owner
    QList<ServerName> m_masters;            // of the map
    QTimer m_mapTimer;
    size_t m_asked = 0; // how often for the map
    bool m_started = false;
    bool m_isAsking = false;
    bool m_saidConnected = false;
    Counts m_past; // of closed connections, and publishes without a connection
};

} // namespace confab

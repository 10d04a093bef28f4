// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "server/broker/broker.h"
#include "server/broker/freshness.h"
#include "server/broker/nodemessageseal.h"
#include "server/redis/pubsub.h"

#include <memory>

namespace confab {

/// The broker over Redis. The connection is on the chat thread itself: its sockets never block, a node message costs
/// less to write or read than waking another thread, and this node's own node messages are dropped at their first
/// lines. Other programs may use the same Redis and publish anything: only node messages that a node of this
/// installation sealed for the channel, and that are no replays, are delivered. Thread: chat thread. Owned by: the
/// daemon.
class RedisBroker final : public Broker, private PubSubListener {
public:
    /// `run`: this node, whose node messages it does not deliver.
    RedisBroker(RedisAddress address, const Installation& installation, NodeRun run);
    ~RedisBroker() override;

    bool isAlone() const override { return false; }
    void start(BrokerListener& listener) override;
    void subscribe(const Channel& channel) override;
    void unsubscribe(const Channel& channel) override;
    void publish(const Channel& channel, NodeMessage nodeMessage) override;
    void stop() override;
    std::optional<BrokerCounts> counts() const override;

private:
    using Time = Freshness::Time;

    void redisConnected() override;
    void redisLost(const QString& why) override;
    void subscribed(const QByteArray& channel) override;
    void unsubscribed(const QByteArray&) override {} // the sweep over all rooms covers losses meanwhile
    void received(const QByteArray& channel, const QByteArray& payload) override;

    void takeGenuine(const Channel& channel, quint64 stamp, const QByteArray& nodeMessage);
    /// Whether the node message may be delivered. A new sender is asked to prove that it is live.
    bool isFresh(const NodeMessage& nodeMessage, quint64 stamp);
    void takeProof(const NodeRun& from, const Proof& proof, quint64 stamp);
    void takeGreeting(const QByteArray& database);
    void greet();
    void disbelieve(NodeMessageSeal::Origin origin, const QByteArray& channel);

    struct Counted {
        Counter sent;
        Counter notSent;
        Counter received;
        Counter unreadable;
        Counter foreign;
        Counter forged;
        Counter stale;
        Counter unproven;
        Counter connected;
        Gauge unconfirmed; // node messages, sent or not yet
    };

    const NodeMessageSeal m_seal;
    const NodeRun m_run;
    const QByteArray m_node; // its name
    quint64 m_lastStamp = 0;
    Freshness m_freshness;
    BrokerListener* m_listener = nullptr; // null: nothing is reported
    bool m_saidTooMany = false;           // one line in the log is enough
    bool m_saidForeign = false;
    std::optional<Time> m_saidForged;
    std::optional<Time> m_saidUnreadable;
    Counted m_counted;
    std::unique_ptr<PubSub> m_pubSub;
};

} // namespace confab

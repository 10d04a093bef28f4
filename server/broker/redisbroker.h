// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "server/broker/broker.h"
#include "server/redis/pubsub.h"

#include <memory>

namespace confab {

/// The way between nodes through Redis. The connection is on the chat thread itself: its sockets never block, a letter
/// costs less to write or to read than waking another thread for it, and what this node wrote itself is dropped at its
/// first line.
/// Thread: chat thread. Owned by: the daemon.
class RedisBroker final : public Broker, private PubSubListener {
public:
    /// `node`: this node's name, whose letters it does not hand out.
    RedisBroker(RedisAddress address, const QString& node);
    ~RedisBroker() override;

    bool isAlone() const override { return false; }
    void start(BrokerListener& listener) override;
    void subscribe(const Channel& channel) override;
    void unsubscribe(const Channel& channel) override;
    void publish(const Channel& channel, Letter letter) override;
    void stop() override;
    std::optional<BrokerCounts> counts() const override;

private:
    void redisConnected() override;
    void redisLost(const QString& why) override;
    void subscribed(const QByteArray& channel) override;
    void unsubscribed(const QByteArray&) override {} // the sweep over all rooms covers what is missed meanwhile
    void received(const QByteArray& channel, const QByteArray& payload) override;

    struct Counted {
        Counter sent;
        Counter notSent;
        Counter received;
        Counter unreadable;
        Counter connected;
        Level unconfirmed; // letters, sent or not yet
    };

    const QByteArray m_node;
    BrokerListener* m_listener = nullptr; // none: nothing is told
    bool m_saidTooMany = false;           // one line in the log is enough
    Counted m_counted;
    std::unique_ptr<PubSub> m_pubSub;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "server/broker/broker.h"
#include "server/redis/pubsub.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <memory>
#include <variant>

namespace confab {

/// The way between nodes through Redis. The connection, and all encoding and decoding, is on a thread of its own, so
/// that the chat thread neither waits for a socket nor reads the letters that this node wrote itself.
/// Thread: chat thread. Owned by: the daemon.
class RedisBroker final : public Broker {
public:
    /// `node`: this node's name, whose letters it does not hand out. `dispatcher`: what its thread waits with; Qt's own
    /// when there is none.
    RedisBroker(RedisAddress address, const QString& node, std::unique_ptr<QAbstractEventDispatcher> dispatcher = {});
    ~RedisBroker() override;

    bool isAlone() const override { return false; }
    void start(BrokerListener& listener) override;
    void subscribe(const Channel& channel) override { m_ways.post(Subscription{channel, true}); }
    void unsubscribe(const Channel& channel) override { m_ways.post(Subscription{channel, false}); }
    void publish(const Channel& channel, Letter letter) override;
    void stop() override;
    std::optional<BrokerCounts> counts() const override;

private:
    class Worker;
    // To the Redis thread
    struct Subscription {
        Channel channel;
        bool wanted = false;
    };
    struct Publishing {
        Channel channel;
        Letter letter;
    };
    using Outgoing = std::variant<Subscription, Publishing>;
    // From there
    struct Connected {};
    struct Lost {
        QString why;
    };
    struct Confirmed {
        Channel channel;
    };
    struct Received {
        Channel channel;
        Letter letter;
    };
    using Incoming = std::variant<Connected, Lost, Confirmed, Received>;

    // The Redis thread's
    struct Counted {
        Counter sent;
        Counter notSent;
        Counter received;
        Counter unreadable;
        Counter connected;
    };

    void deliver(std::vector<Incoming>& batch);

    BrokerListener* m_listener = nullptr;
    QObject m_here; // lives on the chat thread
    QThread m_thread;
    QObject m_there; // lives on the Redis thread
    Counted m_counted;
    std::unique_ptr<Worker> m_worker;
    Mailbox<Incoming> m_arrivals;
    Mailbox<Outgoing> m_ways;
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/channel.h"
#include "server/broker/nodecounters.h"
#include "server/broker/nodemessage.h"

#include <optional>

namespace confab {

/// Receives what other nodes publish. All calls come on the chat thread, from its event loop.
class BrokerListener {
public:
    virtual ~BrokerListener() = default;
    /// Earlier subscriptions are being confirmed again, channel by channel.
    virtual void brokerConnected() = 0;
    /// No channel is confirmed any more. `why` is for the log.
    virtual void brokerLost(const QString& why) = 0;
    /// What is published in the channel from here on arrives, unless it is lost.
    virtual void confirmed(const Channel& channel) = 0;
    /// Never called with a node message of this node itself.
    virtual void received(const Channel& channel, const NodeMessage& nodeMessage) = 0;
};

/// Publish and subscribe between nodes: a subscriber of a channel gets each node message at most once, in the order of
/// its sender, or not at all. Thread: chat thread. Owned by: the daemon.
class Broker {
public:
    virtual ~Broker() = default;
    /// Whether there can be no other node: nothing ever arrives then, and nothing needs to be compared.
    virtual bool isAlone() const = 0;
    /// The listener must outlive the broker's work. Subscribing may come before.
    virtual void start(BrokerListener& listener) = 0;
    virtual void subscribe(const Channel& channel) = 0;
    virtual void unsubscribe(const Channel& channel) = 0;
    /// Lost while the connection is down; nothing is kept for later.
    virtual void publish(const Channel& channel, NodeMessage nodeMessage) = 0;
    /// Sends what was published, in bounded time, and receives nothing more.
    virtual void stop() = 0;
    /// Any thread: the traffic so far; std::nullopt without a transport.
    virtual std::optional<BrokerCounts> counts() const { return std::nullopt; }
};

/// The broker of a single node.
class LocalBroker final : public Broker {
public:
    bool isAlone() const override { return true; }
    void start(BrokerListener&) override {}
    void subscribe(const Channel&) override {}
    void unsubscribe(const Channel&) override {}
    void publish(const Channel&, NodeMessage) override {}
    void stop() override {}
};

/// The broker of a node without a transport to the others: it finds their changes by polling the database.
class NoBroker final : public Broker {
public:
    bool isAlone() const override { return false; }
    void start(BrokerListener&) override {}
    void subscribe(const Channel&) override {}
    void unsubscribe(const Channel&) override {}
    void publish(const Channel&, NodeMessage) override {}
    void stop() override {}
};

} // namespace confab

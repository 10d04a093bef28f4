// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/channel.h"
#include "server/broker/letter.h"
#include "server/broker/nodecounters.h"

#include <optional>

namespace confab {

/// Who hears what other nodes say. All calls come on the chat thread, from its event loop.
class BrokerListener {
public:
    virtual ~BrokerListener() = default;
    /// What was subscribed to before is being confirmed again, channel by channel.
    virtual void brokerConnected() = 0;
    /// No channel is confirmed any more. `why` is for the log.
    virtual void brokerLost(const QString& why) = 0;
    /// What is published in the channel from here on arrives, unless it is lost.
    virtual void confirmed(const Channel& channel) = 0;
    /// Never a letter of this node itself.
    virtual void received(const Channel& channel, const Letter& letter) = 0;
};

/// The way between nodes: who subscribed to a channel gets what is published there, at most once, in the order of each
/// sender, or not at all.
/// Thread: chat thread. Owned by: the daemon.
class Broker {
public:
    virtual ~Broker() = default;
    /// Whether there can be no other node: then nothing ever comes, and nothing needs to be compared.
    virtual bool isAlone() const = 0;
    /// The listener must outlive the broker's work. Subscribing may come before.
    virtual void start(BrokerListener& listener) = 0;
    virtual void subscribe(const Channel& channel) = 0;
    virtual void unsubscribe(const Channel& channel) = 0;
    /// Lost when the way is closed; nothing waits for it to open.
    virtual void publish(const Channel& channel, Letter letter) = 0;
    /// Hands over what was published, in bounded time, and hears nothing more.
    virtual void stop() = 0;
    /// Any thread: what went through; nothing where there is no way.
    virtual std::optional<BrokerCounts> counts() const { return std::nullopt; }
};

/// The broker of a node that is the only one.
class LocalBroker final : public Broker {
public:
    bool isAlone() const override { return true; }
    void start(BrokerListener&) override {}
    void subscribe(const Channel&) override {}
    void unsubscribe(const Channel&) override {}
    void publish(const Channel&, Letter) override {}
    void stop() override {}
};

/// The broker of a node that has no way to the others: they meet in the database only, by looking.
class NoBroker final : public Broker {
public:
    bool isAlone() const override { return false; }
    void start(BrokerListener&) override {}
    void subscribe(const Channel&) override {}
    void unsubscribe(const Channel&) override {}
    void publish(const Channel&, Letter) override {}
    void stop() override {}
};

} // namespace confab

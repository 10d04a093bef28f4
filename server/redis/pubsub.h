// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/limits.h"
#include "server/redis/redisaddress.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>

namespace confab {

/// Receives what is published.
/// Thread: the PubSub's. Owned by: the owner of the PubSub, which it outlives.
class PubSubListener {
public:
    virtual ~PubSubListener() = default;
    /// Connected and signed in; earlier subscriptions are being made again. Of a cluster: the first of its servers.
    virtual void redisConnected() = 0;
    /// No subscription counts until it is confirmed again. Also when a connection can't be made, once for each reason
    /// in a row. `why` is for the log and for people.
    virtual void redisLost(const QString& why) = 0;
    /// The server confirmed: what is published from here on arrives. Again after every reconnect.
    virtual void subscribed(const QByteArray& channel) = 0;
    /// One channel is not confirmed any more, though still wanted: its server in the cluster went away or gave the
    /// channel to another. subscribed() follows when it is confirmed again.
    virtual void unsubscribed(const QByteArray& channel) = 0;
    virtual void received(const QByteArray& channel, const QByteArray& payload) = 0;
};

/// Publish and subscribe, and nothing else. Nothing is kept while the connection is down; it reconnects by itself.
/// Thread: the one that it lives on; the listener may call back into it. Owned by: its creator.
class PubSub : public QObject {
public:
    /// How many subscribers the server delivered it to (in a cluster: on the channel's own server), or why to none:
    /// Disconnected (the outcome is unknown) or Unavailable (refused).
    using Receivers = std::function<void(Result<qint64>)>;

    virtual void start() = 0;
    /// Waits until the server has what was published, at most RedisLimits::stopTime, then disconnects. The listener is
    /// not told, and is not called any more.
    virtual void stop() = 0;
    /// Channels already subscribed are ignored. False, and none is subscribed, when that would be more than
    /// RedisLimits::channels or a name is too long.
    virtual bool subscribe(const QList<QByteArray>& channels) = 0;
    /// Nothing is received from these channels from now on.
    virtual void unsubscribe(const QList<QByteArray>& channels) = 0;
    /// False, and nothing sent, while it is away, too much waits already, or the payload is too long. Publishing costs
    /// no system call of its own: what one turn of the event loop publishes leaves at once.
    virtual bool publish(const QByteArray& channel, const QByteArray& payload, Receivers receivers = {}) = 0;
    /// Whether a publish would be sent now (of a cluster: at least to one of its servers).
    virtual bool isConnected() const = 0;

    struct Counts {
        quint64 bytesRead = 0;
        quint64 bytesWritten = 0;
        quint64 messagesReceived = 0;
        quint64 published = 0;
        quint64 publishesDropped = 0; ///< publish() said false
        quint64 reconnects = 0;       ///< connections after the first
    };
    virtual Counts counts() const = 0;
};

/// For one server, or for the cluster that this server belongs to. It does nothing before start(). Its user needs:
///     resetchannels &confab:* -@all +hello +ping +publish +subscribe +unsubscribe
/// and in a cluster:
///     resetchannels &confab:* -@all +hello +ping +spublish +ssubscribe +sunsubscribe +cluster|slots
/// A cluster should have `cluster-require-full-coverage no`: else it stops when one of its masters is lost permanently.
std::unique_ptr<PubSub> makePubSub(RedisAddress address, PubSubListener& listener, RedisLimits limits = {});

} // namespace confab

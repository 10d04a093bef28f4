// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/pubsub.h"
#include "tests/support/redisprocess.h"

#include <QHash>

namespace confab::test {

/// Records the calls of a PubSub.
class Hearing : public PubSubListener {
public:
    void redisConnected() override { ++connected; }
    void redisLost(const QString& why) override {
        ++lost;
        reasons.append(why);
        confirmed.clear();
    }
    void subscribed(const QByteArray& channel) override {
        ++confirmations;
        confirmedTwice |= confirmed.value(channel);
        confirmed.insert(channel, true);
    }
    void unsubscribed(const QByteArray& channel) override {
        ++drops;
        confirmed.remove(channel);
    }
    void received(const QByteArray& channel, const QByteArray& payload) override {
        messages.append({channel, payload});
        if (onMessage)
            onMessage(payload);
    }

    struct Message {
        QByteArray channel;
        QByteArray payload;
        friend bool operator==(const Message&, const Message&) = default;
    };
    int connected = 0;
    int lost = 0;
    int confirmations = 0;
    int drops = 0;
    bool confirmedTwice = false;       ///< without a loss between
    QHash<QByteArray, bool> confirmed; ///< now
    QList<Message> messages;
    QStringList reasons;
    std::function<void(const QByteArray& payload)> onMessage;
};

/// The address of a test's server, for the default user.
inline RedisAddress addressOf(const RedisProcess& redis) {
    RedisAddress address = RedisAddress::parse(redis.url()).value();
    address.clientName = QStringLiteral("test");
    return address;
}

/// "<prefix>0" to "<prefix>count-1".
inline QList<QByteArray> channelNames(const QByteArray& prefix, int count) {
    QList<QByteArray> names;
    for (int i = 0; i < count; ++i)
        names.append(prefix + QByteArray::number(i));
    return names;
}

} // namespace confab::test

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/singlepubsub.h"

#include "server/redis/receivers.h"
#include "server/redis/wanted.h"

namespace confab {

SinglePubSub::SinglePubSub(RedisAddress address, PubSubListener& listener, RedisLimits limits)
    : m_limits(limits), m_listener(listener),
      m_connection(std::move(address), Subscriptions::Kind::Plain, m_limits, *this) {
    m_connection.setParent(this); // it goes along to another thread
}

bool SinglePubSub::subscribe(const QList<QByteArray>& channels) {
    if (!addWanted(m_wanted, channels, m_limits))
        return false;
    for (const QByteArray& channel : channels)
        m_connection.subscribe(channel);
    return true;
}

void SinglePubSub::unsubscribe(const QList<QByteArray>& channels) {
    for (const QByteArray& channel : channels) {
        m_wanted.remove(channel);
        m_connection.unsubscribe(channel);
    }
}

bool SinglePubSub::publish(const QByteArray& channel, const QByteArray& payload, Receivers receivers) {
    return m_connection.publish(channel, payload, [receivers = std::move(receivers)](const Result<RespValue>& reply) {
        if (receivers)
            receivers(receiversIn(reply));
    });
}

void SinglePubSub::dropped(RedisConnection& connection, const QByteArray& channel) {
    m_listener.unsubscribed(channel);
    connection.unsubscribe(channel);
    connection.subscribe(channel);
}

} // namespace confab

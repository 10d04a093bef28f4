// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/clusterpubsub.h"

#include "server/redis/receivers.h"
#include "server/redis/wanted.h"

#include <algorithm>

namespace confab {

namespace {

ServerName nameOf(const RedisConnection& connection) {
    return {connection.address().host, connection.address().port};
}

void add(PubSub::Counts& to, const PubSub::Counts& more) {
    to.bytesRead += more.bytesRead;
    to.bytesWritten += more.bytesWritten;
    to.messagesReceived += more.messagesReceived;
    to.published += more.published;
    to.publishesDropped += more.publishesDropped;
    to.reconnects += more.reconnects;
}

} // namespace

ClusterPubSub::ClusterPubSub(RedisAddress address, PubSubListener& listener, RedisLimits limits)
    : m_address(std::move(address)), m_limits(limits), m_listener(listener), m_owners(slotCount, nullptr) {
    m_mapTimer.setParent(this); // it goes along to another thread
    m_mapTimer.setSingleShot(true);
    connect(&m_mapTimer, &QTimer::timeout, this, &ClusterPubSub::askForMap);
}

void ClusterPubSub::start() {
    m_started = true;
    connectionTo({m_address.host, m_address.port});
    for (const auto& [name, connection] : m_connections)
        connection->start();
}

void ClusterPubSub::stop() {
    const QDeadlineTimer deadline(m_limits.stopTime);
    m_started = m_saidConnected = m_isAsking = false;
    m_mapTimer.stop();
    for (const auto& [name, connection] : m_connections)
        connection->flush(); // all at once, so that they share the time
    for (const auto& [name, connection] : m_connections)
        connection->stop(deadline);
    for (Home& home : m_homes) // they are asked for again at the next start
        home.confirmed = false;
}

bool ClusterPubSub::subscribe(const QList<QByteArray>& channels) {
    if (!addWanted(m_wanted, channels, m_limits))
        return false;
    for (const QByteArray& channel : channels)
        settle(channel);
    return true;
}

void ClusterPubSub::unsubscribe(const QList<QByteArray>& channels) {
    for (const QByteArray& channel : channels) {
        m_wanted.remove(channel);
        makeHomeless(channel);
    }
}

bool ClusterPubSub::isConnected() const {
    return std::any_of(m_connections.begin(), m_connections.end(),
                       [](const auto& each) { return each.second->isReady(); });
}

PubSub::Counts ClusterPubSub::counts() const {
    Counts sum = m_past;
    for (const auto& [name, connection] : m_connections)
        add(sum, connection->counts());
    return sum;
}

RedisConnection& ClusterPubSub::connectionTo(const ServerName& server) {
    std::unique_ptr<RedisConnection>& place = m_connections[server];
    if (!place) {
        RedisAddress address = m_address;
        address.host = server.host;
        address.port = server.port;
        RedisConnection::Owner& owner = *this;
        place = std::make_unique<RedisConnection>(std::move(address), Subscriptions::Kind::Sharded, m_limits, owner);
        if (m_started)
            place->start();
    }
    return *place;
}

void ClusterPubSub::connectionReady(RedisConnection&) {
    if (!m_saidConnected) {
        m_saidConnected = true;
        m_listener.redisConnected();
    }
    askForMapWithin(m_limits.mapPause);
}

void ClusterPubSub::connectionLost(RedisConnection& connection, const QString& why) {
    QList<QByteArray> gone;
    for (auto it = m_homes.begin(); it != m_homes.end(); ++it) {
        if (it->connection == &connection && it->confirmed) {
            it->confirmed = false;
            gone.append(it.key());
        }
    }
    askForMapWithin(m_limits.mapPause);
    if (isConnected()) {
        for (const QByteArray& channel : std::as_const(gone))
            m_listener.unsubscribed(channel);
        return;
    }
    if (m_started)
        connectionTo({m_address.host, m_address.port}); // the others may all be gone permanently
    m_saidConnected = false;
    m_listener.redisLost(why);
}

void ClusterPubSub::confirmed(const QByteArray& channel) {
    const auto home = m_homes.find(channel);
    if (home == m_homes.end() || home->confirmed)
        return;
    home->confirmed = true;
    m_listener.subscribed(channel);
}

void ClusterPubSub::dropped(RedisConnection& connection, const QByteArray& channel) {
    if (m_homes.value(channel).connection != &connection)
        return;
    makeHomeless(channel);
    askForMapWithin(m_limits.mapPause);
    m_listener.unsubscribed(channel);
}

void ClusterPubSub::refused(RedisConnection& connection, const QList<QByteArray>& channels, const QByteArray&) {
    for (const QByteArray& channel : channels) {
        if (m_homes.value(channel).connection == &connection)
            makeHomeless(channel);
    }
    askForMapWithin(m_limits.mapPause);
}

void ClusterPubSub::makeHomeless(const QByteArray& channel) {
    if (RedisConnection* connection = m_homes.take(channel).connection)
        connection->unsubscribe(channel);
}

void ClusterPubSub::askForMapWithin(std::chrono::milliseconds time) {
    if (m_started && !m_isAsking && (!m_mapTimer.isActive() || m_mapTimer.remainingTimeAsDuration() > time))
        m_mapTimer.start(time);
}

void ClusterPubSub::askForMap() {
    std::vector<RedisConnection*> ready;
    for (const auto& [name, connection] : m_connections) {
        if (connection->isReady())
            ready.push_back(connection.get());
    }
    if (ready.empty())
        return;                                                // the first that gets ready asks
    RedisConnection& asked = *ready[m_asked++ % ready.size()]; // each in turn: one may know less than others
    const ServerName by = nameOf(asked);
    m_isAsking = asked.call({"CLUSTER", "SLOTS"}, [this, by](const Result<RespValue>& reply) {
        m_isAsking = false;
        if (!m_started)
            return;
        const Result<ClusterMap> map = reply.and_then(
            [&](const RespValue& value) { return ClusterMap::read(value, by, m_limits.clusterServers); });
        if (map && !map->servers().isEmpty())
            takeMap(*map);
        if (!map || !isSettled())
            askForMapWithin(m_limits.mapRetry);
    });
    if (!m_isAsking)
        askForMapWithin(m_limits.mapRetry);
}

void ClusterPubSub::takeMap(const ClusterMap& map) {
    m_masters = map.servers();
    std::vector<RedisConnection*> connections;
    for (const ServerName& server : std::as_const(m_masters))
        connections.push_back(&connectionTo(server));
    for (int slot = 0; slot < slotCount; ++slot) {
        const int owner = map.ownerOf(slot);
        m_owners[size_t(slot)] = owner == ClusterMap::nobody ? nullptr : connections[size_t(owner)];
    }
    QList<QByteArray> moved;
    for (const QByteArray& channel : std::as_const(m_wanted)) {
        if (settle(channel))
            moved.append(channel);
    }
    closeStrangers();
    for (const QByteArray& channel : moved)
        m_listener.unsubscribed(channel);
}

bool ClusterPubSub::settle(const QByteArray& channel) {
    RedisConnection* owner = m_owners[size_t(slotOf(channel))];
    const Home home = m_homes.value(channel);
    if (home.connection == owner)
        return false;
    makeHomeless(channel);
    if (owner) {
        m_homes.insert(channel, {owner, false});
        owner->subscribe(channel);
    }
    return home.confirmed;
}

void ClusterPubSub::closeStrangers() {
    const auto isMaster = [this](const auto& each) { return m_masters.contains(each.first); };
    const bool works = std::any_of(m_connections.begin(), m_connections.end(),
                                   [&](const auto& each) { return isMaster(each) && each.second->isReady(); });
    if (!works)
        return;
    for (auto it = m_connections.begin(); it != m_connections.end();) {
        if (isMaster(*it)) {
            ++it;
            continue;
        }
        it->second->stop(QDeadlineTimer(0));
        add(m_past, it->second->counts());
        it->second.release()->deleteLater(); // this may be called from within it
        it = m_connections.erase(it);
    }
}

bool ClusterPubSub::isSettled() const {
    const bool allReady = std::all_of(m_connections.begin(), m_connections.end(),
                                      [](const auto& each) { return each.second->isReady(); });
    return allReady && m_homes.size() == m_wanted.size();
}

bool ClusterPubSub::publish(const QByteArray& channel, const QByteArray& payload, Receivers receivers) {
    RedisConnection* owner = m_owners[size_t(slotOf(channel))];
    if (!owner) {
        ++m_past.publishesDropped;
        return false;
    }
    return send(*owner, {channel, payload, std::move(receivers), m_limits.redirects});
}

bool ClusterPubSub::send(RedisConnection& connection, PendingPublish pending) {
    const QByteArray channel = pending.channel;
    const QByteArray payload = pending.payload;
    return connection.publish(channel, payload,
                              [this, by = nameOf(connection), pending = std::move(pending)](
                                  const Result<RespValue>& reply) { answered(pending, by, reply); });
}

void ClusterPubSub::answered(PendingPublish pending, const ServerName& by, const Result<RespValue>& reply) {
    if (reply && reply->isError()) {
        askForMapWithin(m_limits.mapPause);
        const auto target = m_connections.find(movedTo(reply->text, by).value_or(ServerName()));
        if (target != m_connections.end() && pending.redirects-- > 0 && send(*target->second, pending))
            return;
    }
    if (pending.receivers)
        pending.receivers(receiversIn(reply));
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/redisbroker.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.redis")

} // namespace

RedisBroker::RedisBroker(RedisAddress address, const QString& node) : m_node(node.toUtf8()) {
    PubSubListener& listener = *this;
    m_pubSub = makePubSub(std::move(address), listener);
}

RedisBroker::~RedisBroker() {
    stop();
}

void RedisBroker::start(BrokerListener& listener) {
    m_listener = &listener;
    // The listener is told from the event loop, also of an address that fails at once.
    PubSub* pubSub = m_pubSub.get();
    QMetaObject::invokeMethod(
        pubSub, [pubSub] { pubSub->start(); }, Qt::QueuedConnection);
}

void RedisBroker::subscribe(const Channel& channel) {
    if (!m_pubSub || m_pubSub->subscribe({channelName(channel)}) || std::exchange(m_saidTooMany, true))
        return;
    qCWarning(lc) << "Too many rooms and people on this node to subscribe to more; their events are looked up in the "
                     "database";
}

void RedisBroker::unsubscribe(const Channel& channel) {
    if (m_pubSub)
        m_pubSub->unsubscribe({channelName(channel)});
}

void RedisBroker::publish(const Channel& channel, Letter letter) {
    // Refused when the way is closed, or too much waits on it: then it is lost, as letters may be.
    const bool isOpen = m_pubSub && m_pubSub->isConnected();
    const bool sent = isOpen && m_pubSub->publish(channelName(channel), encodeLetter(letter),
                                                  [this](const auto&) { m_counted.unconfirmed.add(-1); });
    m_counted.unconfirmed.add(sent ? 1 : 0);
    (sent ? m_counted.sent : m_counted.notSent).add();
}

std::optional<BrokerCounts> RedisBroker::counts() const {
    return BrokerCounts{
        m_counted.sent.value(),
        m_counted.notSent.value(),
        m_counted.received.value(),
        m_counted.unreadable.value(),
        m_counted.connected.value(),
        {size_t(m_counted.unconfirmed.value()), size_t(RedisLimits().calls), m_counted.notSent.value()}};
}

void RedisBroker::stop() {
    m_listener = nullptr;
    if (!m_pubSub)
        return;
    m_pubSub->stop();
    m_pubSub.reset();
}

void RedisBroker::redisConnected() {
    m_counted.connected.add();
    if (m_listener)
        m_listener->brokerConnected();
}

void RedisBroker::redisLost(const QString& why) {
    if (m_listener)
        m_listener->brokerLost(why);
}

void RedisBroker::subscribed(const QByteArray& channel) {
    if (const std::optional<Channel> known = channelNamed(channel); known && m_listener)
        m_listener->confirmed(*known);
}

void RedisBroker::received(const QByteArray& channel, const QByteArray& payload) {
    if (isFrom(payload, m_node) || !m_listener)
        return;
    const std::optional<Channel> known = channelNamed(channel);
    const Result<std::optional<Letter>> letter = decodeLetter(payload);
    (letter ? m_counted.received : m_counted.unreadable).add();
    if (!letter)
        qCWarning(lc).noquote() << "Something else than a letter came in" << channel << letter.error().message;
    else if (known && *letter)
        m_listener->received(*known, **letter);
}

} // namespace confab

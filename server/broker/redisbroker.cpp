// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/redisbroker.h"

#include <QLoggingCategory>

#include <algorithm>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.redis")

/// The channel in which all installations on one Redis announce themselves, each with the name of its database. It only
/// serves to warn the administrator.
const QByteArray installations = QByteArrayLiteral("confab:installations");
constexpr qsizetype longestDatabase = 64;

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

/// True the first time, and again after a while.
bool isDue(std::optional<std::chrono::steady_clock::time_point>& last) {
    if (last && now() - *last < limits::disbeliefPause)
        return false;
    last = now();
    return true;
}

bool isDatabaseName(const QByteArray& text) {
    return !text.isEmpty() && text.size() <= longestDatabase && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
    });
}

} // namespace

RedisBroker::RedisBroker(RedisAddress address, const Installation& installation, NodeRun run)
    : m_seal(installation), m_run(std::move(run)), m_node(m_run.node.toUtf8()) {
    PubSubListener& listener = *this;
    m_pubSub = makePubSub(std::move(address), listener);
    m_pubSub->subscribe({installations});
}

RedisBroker::~RedisBroker() {
    stop();
}

void RedisBroker::start(BrokerListener& listener) {
    m_listener = &listener;
    // The listener is called from the event loop, even for an address that fails at once.
    PubSub* pubSub = m_pubSub.get();
    QMetaObject::invokeMethod(
        pubSub, [pubSub] { pubSub->start(); }, Qt::QueuedConnection);
}

void RedisBroker::subscribe(const Channel& channel) {
    if (!m_pubSub || m_pubSub->subscribe({sharedChannelName(channel, m_seal.database())}) ||
        std::exchange(m_saidTooMany, true))
        return;
    qCWarning(lc) << "Too many rooms and people on this node to subscribe to more; their events are looked up in the "
                     "database";
}

void RedisBroker::unsubscribe(const Channel& channel) {
    if (m_pubSub)
        m_pubSub->unsubscribe({sharedChannelName(channel, m_seal.database())});
}

void RedisBroker::publish(const Channel& channel, NodeMessage nodeMessage) {
    // Refused when the connection is down or its queue is full: the node message is lost, as node messages may be.
    const bool isOpen = m_pubSub && m_pubSub->isConnected();
    bool sent = false;
    if (isOpen) {
        const QByteArray name = sharedChannelName(channel, m_seal.database());
        sent = m_pubSub->publish(name, m_seal.seal(name, ++m_lastStamp, encodeNodeMessage(nodeMessage)),
                                 [this](const auto&) { m_counted.unconfirmed.add(-1); });
    }
    m_counted.unconfirmed.add(sent ? 1 : 0);
    (sent ? m_counted.sent : m_counted.notSent).add();
}

std::optional<BrokerCounts> RedisBroker::counts() const {
    BrokerCounts counts;
    counts.sent = m_counted.sent.value();
    counts.notSent = m_counted.notSent.value();
    counts.received = m_counted.received.value();
    counts.unreadable = m_counted.unreadable.value();
    counts.foreign = m_counted.foreign.value();
    counts.forged = m_counted.forged.value();
    counts.stale = m_counted.stale.value();
    counts.unproven = m_counted.unproven.value();
    counts.connected = m_counted.connected.value();
    counts.unconfirmed = {size_t(m_counted.unconfirmed.value()), size_t(RedisLimits().calls),
                          m_counted.notSent.value()};
    return counts;
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
    if (channel == installations)
        return greet();
    const std::optional<Channel> known = sharedChannelNamed(channel, m_seal.database());
    if (known && m_listener)
        m_listener->confirmed(*known);
}

void RedisBroker::received(const QByteArray& channel, const QByteArray& payload) {
    if (channel == installations)
        return takeGreeting(payload);
    // A node message that claims to be from this node is useless to it, forged or not, and most are its own.
    if (!m_listener || isFrom(NodeMessageSeal::unverified(payload), m_node))
        return;
    const std::optional<Channel> known = sharedChannelNamed(channel, m_seal.database());
    if (!known)
        return;
    const NodeMessageSeal::Opened opened = m_seal.open(channel, payload);
    if (opened.origin == NodeMessageSeal::Origin::Genuine)
        takeGenuine(*known, opened.stamp, opened.nodeMessage);
    else
        disbelieve(opened.origin, channel);
}

void RedisBroker::takeGenuine(const Channel& channel, quint64 stamp, const QByteArray& nodeMessage) {
    const Result<std::optional<NodeMessage>> read = decodeNodeMessage(nodeMessage);
    if (!read) {
        m_counted.unreadable.add();
        if (isDue(m_saidUnreadable))
            qCWarning(lc).noquote() << "A message of another node can't be read:" << read.error().message;
        return;
    }
    m_counted.received.add();
    if (*read && isFresh(**read, stamp))
        m_listener->received(channel, **read);
}

bool RedisBroker::isFresh(const NodeMessage& nodeMessage, quint64 stamp) {
    if (const auto* proof = std::get_if<Proof>(&nodeMessage.payload)) {
        takeProof(nodeMessage.from, *proof, stamp);
        return false;
    }
    const Freshness::Verdict verdict = m_freshness.judge(nodeMessage.from, stamp, now());
    if (verdict == Freshness::Verdict::Stale) {
        m_counted.stale.add();
        return false;
    }
    const OneNode sender{nodeMessage.from.node};
    const auto* asked = std::get_if<ProofAsked>(&nodeMessage.payload);
    if (asked) // by a sender that may have to prove the same
        publish(sender, {m_run, Proof{asked->nonce}});
    if (verdict == Freshness::Verdict::Unproven) {
        m_counted.unproven.add();
        if (const std::optional<qint64> nonce = m_freshness.question(nodeMessage.from, now()))
            publish(sender, {m_run, ProofAsked{*nonce}});
    }
    return verdict == Freshness::Verdict::Fresh && !asked;
}

void RedisBroker::takeProof(const NodeRun& from, const Proof& proof, quint64 stamp) {
    if (!m_freshness.answered(from, proof.nonce, stamp, now()))
        m_counted.stale.add();
    else if (m_listener) // a receiver that waits for its next node message would learn of it seconds later
        m_listener->received(EveryNode{}, NodeMessage{from, Heartbeat{}});
}

void RedisBroker::greet() {
    if (m_pubSub && m_pubSub->isConnected())
        m_pubSub->publish(installations, m_seal.database());
}

void RedisBroker::takeGreeting(const QByteArray& database) {
    if (database == m_seal.database())
        return;
    m_counted.foreign.add();
    if (!isDatabaseName(database) || std::exchange(m_saidForeign, true))
        return;
    qCWarning(lc).noquote() << "Another installation uses the same Redis, with the database" << database
                            << "(this one has" << QByteArray(m_seal.database() + "). Nothing is taken from it.");
    greet(); // it may have come later than the last greeting
}

void RedisBroker::disbelieve(NodeMessageSeal::Origin origin, const QByteArray& channel) {
    const bool isForeign = origin == NodeMessageSeal::Origin::Foreign;
    (isForeign ? m_counted.foreign : m_counted.forged).add();
    if (!isDue(m_saidForged))
        return;
    qCWarning(lc).noquote() << "A letter that no node of this installation sent was published in the Redis channel"
                            << QByteArray(channel + ".") << "It is dropped, and so are later ones; the metric"
                            << "confab_node_messages_dropped_total counts it. See who may publish on this Redis.";
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/redisbroker.h"

#include "server/broker/limits.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.redis")

} // namespace

/// What lives on the Redis thread.
/// Thread: the Redis thread, but for its making. Owned by: RedisBroker.
class RedisBroker::Worker final : public PubSubListener {
public:
    Worker(RedisAddress address, const QString& node, Mailbox<Incoming>& arrivals, Counted& counted)
        : m_address(std::move(address)), m_node(node.toUtf8()), m_arrivals(arrivals), m_counted(counted) {}

    void make() { m_pubSub = makePubSub(m_address, *this); }
    void start() { m_pubSub->start(); }
    void stop() {
        if (m_pubSub)
            m_pubSub->stop();
        m_pubSub.reset();
    }

    /// One SUBSCRIBE for what stands together, and nothing overtakes anything.
    void take(std::vector<Outgoing>& batch) {
        if (!m_pubSub)
            return;
        for (Outgoing& item : batch)
            std::visit([this](auto& one) { takeOne(one); }, item);
        flush();
    }

    void redisConnected() override {
        m_counted.connected.add();
        m_arrivals.post(Connected{});
    }
    void redisLost(const QString& why) override { m_arrivals.post(Lost{why}); }
    void subscribed(const QByteArray& channel) override {
        if (const std::optional<Channel> known = channelNamed(channel))
            m_arrivals.post(Confirmed{*known});
    }
    void unsubscribed(const QByteArray&) override {} // the sweep over all rooms covers what is missed meanwhile
    void received(const QByteArray& channel, const QByteArray& payload) override {
        if (isFrom(payload, m_node))
            return;
        const std::optional<Channel> known = channelNamed(channel);
        Result<std::optional<Letter>> letter = decodeLetter(payload);
        (letter ? m_counted.received : m_counted.unreadable).add();
        if (!letter)
            qCWarning(lc).noquote() << "Something else than a letter came in" << channel << letter.error().message;
        else if (known && *letter)
            std::ignore = m_arrivals.tryPost(Received{*known, std::move(**letter)}); // far behind: lost, as it may be
    }

private:
    void takeOne(const Subscription& subscription) {
        if (subscription.wanted != m_wanted)
            flush();
        m_wanted = subscription.wanted;
        m_channels.append(channelName(subscription.channel));
    }
    void takeOne(const Publishing& publishing) {
        flush();
        const bool sent = m_pubSub->publish(channelName(publishing.channel), encodeLetter(publishing.letter));
        (sent ? m_counted.sent : m_counted.notSent).add();
    }
    void flush() {
        if (m_channels.isEmpty())
            return;
        const QList<QByteArray> channels = std::exchange(m_channels, {});
        if (!m_wanted)
            m_pubSub->unsubscribe(channels);
        else if (!m_pubSub->subscribe(channels))
            qCWarning(lc) << "Too many rooms and people on this node to subscribe to" << channels.size()
                          << "more; their events are looked up in the database";
    }

    const RedisAddress m_address;
    const QByteArray m_node;
    Mailbox<Incoming>& m_arrivals;
    Counted& m_counted;
    std::unique_ptr<PubSub> m_pubSub;
    QList<QByteArray> m_channels; // that are to be subscribed to, or unsubscribed from
    bool m_wanted = true;         // which of both
};

RedisBroker::RedisBroker(RedisAddress address, const QString& node,
                         std::unique_ptr<QAbstractEventDispatcher> dispatcher)
    : m_worker(std::make_unique<Worker>(std::move(address), node, m_arrivals, m_counted)),
      m_arrivals(&m_here, limits::lettersWaiting, [this](std::vector<Incoming>& batch) { deliver(batch); }),
      m_ways(&m_there, limits::lettersWaiting, [this](std::vector<Outgoing>& batch) { m_worker->take(batch); }) {
    m_thread.setObjectName(QStringLiteral("redis"));
    m_there.moveToThread(&m_thread);
    if (dispatcher)
        m_thread.setEventDispatcher(dispatcher.release()); // the thread's from here on
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_there, [this] { m_worker->make(); }, Qt::QueuedConnection);
}

RedisBroker::~RedisBroker() {
    stop();
}

void RedisBroker::start(BrokerListener& listener) {
    m_listener = &listener;
    QMetaObject::invokeMethod(
        &m_there, [this] { m_worker->start(); }, Qt::QueuedConnection);
}

void RedisBroker::publish(const Channel& channel, Letter letter) {
    // Refused when the Redis thread is far behind: then it is lost, as letters may be.
    std::ignore = m_ways.tryPost(Publishing{channel, std::move(letter)});
}

std::optional<BrokerCounts> RedisBroker::counts() const {
    return BrokerCounts{m_ways.counts(),
                        m_arrivals.counts(),
                        m_counted.sent.value(),
                        m_counted.notSent.value(),
                        m_counted.received.value(),
                        m_counted.unreadable.value(),
                        m_counted.connected.value()};
}

void RedisBroker::stop() {
    if (!m_thread.isRunning())
        return;
    m_listener = nullptr;
    QMetaObject::invokeMethod(
        &m_there, [this] { m_worker->stop(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void RedisBroker::deliver(std::vector<Incoming>& batch) {
    struct Handing {
        BrokerListener& to;
        void operator()(const Connected&) const { to.brokerConnected(); }
        void operator()(const Lost& lost) const { to.brokerLost(lost.why); }
        void operator()(const Confirmed& confirmed) const { to.confirmed(confirmed.channel); }
        void operator()(const Received& received) const { to.received(received.channel, received.letter); }
    };
    for (const Incoming& item : batch) {
        if (m_listener)
            std::visit(Handing{*m_listener}, item);
    }
}

} // namespace confab

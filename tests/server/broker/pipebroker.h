// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/broker.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <vector>

namespace confab {

class PipeBroker;

/// The fate of one node message on its way to one node.
enum class Fate { Arrives, IsLost, IsHeld, ComesTwice };

/// The broker between the nodes of one test, in memory: node messages are encoded, arrive by the event loop in the
/// order of publishing, and are held, lost or doubled as the test chooses.
class PipeNet {
public:
    struct Passing {
        QString to;
        Channel channel;
        NodeMessage nodeMessage;
    };
    std::function<Fate(const Passing&)> fate;
    bool confirmsAtOnce = true;

    /// Delivers the held node messages, in their order.
    void release();
    qsizetype held() const { return qsizetype(m_held.size()); }
    quint64 arrived = 0;

private:
    friend class PipeBroker;
    void publish(const PipeBroker& from, const Channel& channel, const NodeMessage& nodeMessage);

    std::vector<PipeBroker*> m_brokers;
    std::vector<Passing> m_held;
};

class PipeBroker final : public Broker {
public:
    PipeBroker(PipeNet& net, QString node) : m_net(net), m_node(std::move(node)) { m_net.m_brokers.push_back(this); }
    ~PipeBroker() override { std::erase(m_net.m_brokers, this); }

    bool isAlone() const override { return false; }
    void start(BrokerListener& listener) override {
        m_listener = &listener;
        mend();
    }
    void subscribe(const Channel& channel) override {
        const QByteArray name = channelName(channel);
        m_wanted.insert(name);
        if (m_net.confirmsAtOnce)
            later([this, name] { confirm(name); });
    }
    void unsubscribe(const Channel& channel) override {
        m_wanted.remove(channelName(channel));
        m_confirmed.remove(channelName(channel));
    }
    void publish(const Channel& channel, NodeMessage nodeMessage) override {
        if (m_isOpen)
            m_net.publish(*this, channel, nodeMessage);
    }
    void stop() override { m_isOpen = false; }

    // ---- the test's controls
    /// Nothing goes in or out any more, until mend().
    void cut() {
        m_isOpen = false;
        m_confirmed.clear();
        later([this] { m_listener->brokerLost(QStringLiteral("cut by the test")); });
    }
    void mend() {
        m_isOpen = true;
        later([this] { m_listener->brokerConnected(); });
        if (m_net.confirmsAtOnce)
            later([this] { confirmAll(); });
    }
    void confirmAll() {
        const QSet<QByteArray> wanted = m_wanted;
        for (const QByteArray& name : wanted)
            confirm(name);
    }
    const QString& name() const { return m_node; }
    bool isWanted(const Channel& channel) const { return m_wanted.contains(channelName(channel)); }

private:
    friend class PipeNet;
    void later(std::function<void()> work) {
        QMetaObject::invokeMethod(
            &m_home,
            [this, work = std::move(work)] {
                if (m_listener)
                    work();
            },
            Qt::QueuedConnection);
    }
    void confirm(const QByteArray& name) {
        if (!m_isOpen || !m_listener || !m_wanted.contains(name) || m_confirmed.contains(name))
            return;
        m_confirmed.insert(name);
        m_listener->confirmed(*channelNamed(name));
    }
    void deliver(const Channel& channel, const NodeMessage& nodeMessage) {
        later([this, channel, nodeMessage] {
            if (!m_isOpen || !m_confirmed.contains(channelName(channel)))
                return;
            ++m_net.arrived;
            m_listener->received(channel, nodeMessage);
        });
    }

    PipeNet& m_net;
    const QString m_node;
    BrokerListener* m_listener = nullptr;
    bool m_isOpen = false;
    QSet<QByteArray> m_wanted;
    QSet<QByteArray> m_confirmed;
    QObject m_home;
};

inline void PipeNet::publish(const PipeBroker& from, const Channel& channel, const NodeMessage& nodeMessage) {
    const Result<std::optional<NodeMessage>> read = decodeNodeMessage(encodeNodeMessage(nodeMessage));
    if (!read || !*read)
        qFatal("a node message that can't be read was sent");
    for (PipeBroker* to : m_brokers) {
        if (to == &from || !to->m_confirmed.contains(channelName(channel)))
            continue;
        const Passing passing{to->m_node, channel, **read};
        const Fate happens = fate ? fate(passing) : Fate::Arrives;
        if (happens == Fate::IsHeld)
            m_held.push_back(passing);
        if (happens == Fate::Arrives || happens == Fate::ComesTwice)
            to->deliver(channel, **read);
        if (happens == Fate::ComesTwice)
            to->deliver(channel, **read);
    }
}

inline void PipeNet::release() {
    const std::vector<Passing> held = std::exchange(m_held, {});
    for (const Passing& passing : held) {
        for (PipeBroker* to : m_brokers) {
            if (to->m_node == passing.to)
                to->deliver(passing.channel, passing.nodeMessage);
        }
    }
}

} // namespace confab

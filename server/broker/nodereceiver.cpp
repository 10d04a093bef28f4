// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/nodereceiver.h"

#include "server/broker/sessionend.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.backplane")

} // namespace

/// The sender, and when it was received.
struct NodeReceiver::Heard {
    const NodeRun& run;
    NodeRunId peer;
    SteadyTime at;
};

void NodeReceiver::beat(SteadyTime now) {
    for (const NodeRunId peer : m_to.remoteNodes.expired(now))
        m_to.remotePresence.peerGone(peer);
}

void NodeReceiver::brokerConnected() {
    qCInfo(lc) << "Redis is connected: other nodes' events come from it";
    m_toldOfLoss = false;
    m_to.publisher.heartbeatIsDue();
    m_to.health.brokerConnected(true);
}

void NodeReceiver::brokerLost(const QString& why) {
    if (!m_toldOfLoss)
        qCWarning(lc).noquote() << "Redis is away: other nodes' events are looked up in the database. The reason:"
                                << why;
    m_toldOfLoss = true;
    m_to.follower.unconfirmAll();
    m_to.health.brokerConnected(false);
}

void NodeReceiver::confirmed(const Channel& channel) {
    if (const auto* room = std::get_if<RoomId>(&channel)) {
        m_to.follower.confirmed(*room);
        m_to.remotePresence.confirmed(*room);
    } else if (const auto* user = std::get_if<UserId>(&channel)) {
        m_to.membershipSync.confirmed(*user);
    }
}

void NodeReceiver::received(const Channel&, const NodeMessage& nodeMessage) {
    const SteadyTime at = std::chrono::steady_clock::now();
    if (std::holds_alternative<Farewell>(nodeMessage.payload)) {
        if (const NodeRunId peer = m_to.remoteNodes.left(nodeMessage.from))
            m_to.remotePresence.peerGone(peer);
        return;
    }
    const RemoteNodes::Heard heard = m_to.remoteNodes.heard(nodeMessage.from, at);
    if (heard.superseded != 0)
        m_to.remotePresence.peerGone(heard.superseded);
    if (heard.isNew)
        m_to.remotePresence.askAgain(nodeMessage.from.node);
    const Heard from{nodeMessage.from, heard.peer, at};
    std::visit([&](const auto& payload) { take(from, payload); }, nodeMessage.payload);
}

void NodeReceiver::take(const Heard&, const LogNews& news) {
    m_to.follower.push({news.event, news.byName, false}); // valid from any sender: its seq is checked
}

void NodeReceiver::take(const Heard&, const RoomNotice& notice) {
    if (const std::optional<Notification>& notification = notice.notification.notification)
        m_to.hub.rooms().publish(notice.room, *notification);
}

void NodeReceiver::take(const Heard&, const RoomGone& gone) {
    m_to.follower.confirmed(gone.room); // which checks it against the database
}

void NodeReceiver::take(const Heard& from, const OccupantMoved& moved) {
    if (from.peer != 0)
        m_to.remotePresence.take(from.peer, moved, from.at);
}

void NodeReceiver::take(const Heard& from, const RosterAsked& asked) {
    m_to.remotePresence.take(from.run.node, asked);
}

void NodeReceiver::take(const Heard& from, const RosterRenewed& renewed) {
    if (from.peer != 0)
        m_to.remotePresence.take(from.peer, from.run.node, renewed, from.at);
}

void NodeReceiver::take(const Heard& from, const Roster& roster) {
    if (from.peer != 0)
        m_to.remotePresence.take(from.peer, roster, from.at);
}

void NodeReceiver::take(const Heard& from, const Counts& counts) {
    m_to.remoteOccupancy.take(from.run.node, counts);
}

void NodeReceiver::take(const Heard& from, const CountsAsked& asked) {
    m_to.remoteOccupancy.take(from.run.node, asked);
}

void NodeReceiver::take(const Heard&, const PersonalNotice& notice) {
    if (const std::optional<Notification>& notification = notice.notification.notification)
        m_to.hub.notifyUser(notice.user, *notification, {}, RoomId{notice.unlessIn});
}

void NodeReceiver::take(const Heard&, const BelongingChanged& changed) {
    m_to.membershipSync.take(changed);
}

void NodeReceiver::take(const Heard&, const SessionEnded& ended) {
    endSessionHere(m_to.hub, ended.session, {}, QStringLiteral("Signed out"));
}

void NodeReceiver::take(const Heard&, const HookMade&) {
    m_to.hookMade();
}

void NodeReceiver::take(const Heard&, const ProfileChanged& changed) {
    m_to.profileNews.take(changed);
}

void NodeReceiver::take(const Heard&, const Heartbeat&) {}

void NodeReceiver::take(const Heard&, const Farewell&) {}

// For the broker itself, which does not pass them on.
void NodeReceiver::take(const Heard&, const ProofAsked&) {}

void NodeReceiver::take(const Heard&, const Proof&) {}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// The receiving part of the backplane: what the broker delivers, and the effect of each kind of payload.

#include "server/broker/backplane.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.backplane")

} // namespace

/// The sender, and when it was received.
struct Backplane::Heard {
    const NodeRun& run;
    NodeRunId peer;
    SteadyTime at;
};

void Backplane::brokerConnected() {
    qCInfo(lc) << "Redis is connected: other nodes' events come from it";
    m_toldOfLoss = false;
    NodeState state = m_state;
    state.brokerConnected = true;
    m_heartbeatAt = {}; // at the next beat: other nodes may have missed this one for a while
    setState(state);
}

void Backplane::brokerLost(const QString& why) {
    if (!m_toldOfLoss)
        qCWarning(lc).noquote() << "Redis is away: other nodes' events are looked up in the database. The reason:"
                                << why;
    m_toldOfLoss = true;
    m_follower.unconfirmAll();
    NodeState state = m_state;
    state.brokerConnected = false;
    setState(state);
}

void Backplane::confirmed(const Channel& channel) {
    if (const auto* room = std::get_if<RoomId>(&channel)) {
        m_follower.confirmed(*room);
        m_remotePresence.confirmed(*room);
    } else if (const auto* user = std::get_if<UserId>(&channel)) {
        m_membershipSync.confirmed(*user);
    }
}

void Backplane::received(const Channel&, const NodeMessage& nodeMessage) {
    const SteadyTime at = std::chrono::steady_clock::now();
    if (std::holds_alternative<Farewell>(nodeMessage.payload)) {
        if (const NodeRunId peer = m_remoteNodes.left(nodeMessage.from))
            forgetPeer(peer);
        return;
    }
    const RemoteNodes::Heard heard = m_remoteNodes.heard(nodeMessage.from, at);
    if (heard.superseded != 0)
        forgetPeer(heard.superseded);
    if (heard.isNew)
        m_remotePresence.askAgain(nodeMessage.from.node);
    const Heard from{nodeMessage.from, heard.peer, at};
    std::visit([&](const auto& payload) { take(from, payload); }, nodeMessage.payload);
}

void Backplane::forgetPeer(NodeRunId peer) {
    m_remotePresence.peerGone(peer);
}

void Backplane::take(const Heard&, const LogNews& news) {
    m_follower.push({news.event, news.byName, false}); // valid from any sender: its seq is checked
}

void Backplane::take(const Heard&, const RoomNotice& notice) {
    if (const std::optional<Notification>& notification = notice.notification.notification)
        m_hub.rooms().publish(notice.room, *notification);
}

void Backplane::take(const Heard&, const RoomGone& gone) {
    m_follower.confirmed(gone.room); // which checks it against the database
}

void Backplane::take(const Heard& from, const OccupantMoved& moved) {
    if (from.peer != 0)
        m_remotePresence.take(from.peer, moved, from.at);
}

void Backplane::take(const Heard& from, const RosterAsked& asked) {
    m_remotePresence.take(from.run.node, asked);
}

void Backplane::take(const Heard& from, const RosterRenewed& renewed) {
    if (from.peer != 0)
        m_remotePresence.take(from.peer, from.run.node, renewed, from.at);
}

void Backplane::take(const Heard& from, const Roster& roster) {
    if (from.peer != 0)
        m_remotePresence.take(from.peer, roster, from.at);
}

void Backplane::take(const Heard& from, const Counts& counts) {
    m_remoteOccupancy.take(from.run.node, counts);
}

void Backplane::take(const Heard& from, const CountsAsked& asked) {
    m_remoteOccupancy.take(from.run.node, asked);
}

void Backplane::take(const Heard&, const PersonalNotice& notice) {
    if (const std::optional<Notification>& notification = notice.notification.notification)
        m_hub.notifyUser(notice.user, *notification, {}, RoomId{notice.unlessIn});
}

void Backplane::take(const Heard&, const BelongingChanged& changed) {
    m_membershipSync.take(changed);
}

void Backplane::take(const Heard&, const SessionEnded& ended) {
    endHere(ended.session, {}, QStringLiteral("Signed out"));
}

void Backplane::take(const Heard&, const Heartbeat&) {}

void Backplane::take(const Heard&, const Farewell&) {}

// For the broker itself, which does not pass them on.
void Backplane::take(const Heard&, const ProofAsked&) {}

void Backplane::take(const Heard&, const Proof&) {}

} // namespace confab

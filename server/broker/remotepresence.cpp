// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/remotepresence.h"

#include "server/broker/limits.h"

namespace confab {

qint64 digestOf(const QList<User>& users) {
    quint64 sum = quint64(users.size());
    for (const User& user : users) {
        // The finaliser of SplitMix64: close numbers become far ones, so that sums of different people differ.
        quint64 mixed = quint64(user.id.value) + 0x9e3779b97f4a7c15U;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
        sum += mixed ^ (mixed >> 31);
    }
    return qint64(sum & quint64(limits::maxId)); // what the wire takes as a number
}

void RemotePresence::confirmed(RoomId room) {
    m_publisher.publish(room, RosterAsked{room});
    if (const Occupants* here = m_hub.rooms().occupants(room)) {
        if (const QList<User> mine = here->ofThisNode(); !mine.isEmpty())
            m_publisher.publish(room,
                                RosterRenewed{room, digestOf(mine)}); // for nodes that could not receive it before
    }
}

void RemotePresence::moved(RoomId room, const User& user, PresenceState state) {
    m_publisher.publish(room, OccupantMoved{room, User{user.id, user.name, {}, user.presence}, state});
}

void RemotePresence::beat(SteadyTime now) {
    ++m_beats;
    renew();
    expire(now);
}

void RemotePresence::renew() {
    for (auto it = m_rooms.constBegin(); it != m_rooms.constEnd(); ++it) {
        const RoomId room = it.key();
        if ((room.value + m_beats) % limits::beatsPerRosterRound != 0)
            continue;
        const Occupants* here = m_hub.rooms().occupants(room);
        const QList<User> mine = here ? here->ofThisNode() : QList<User>();
        if (!mine.isEmpty())
            m_publisher.publish(room, RosterRenewed{room, digestOf(mine)});
    }
}

void RemotePresence::expire(SteadyTime now) {
    for (auto room = m_rooms.begin(); room != m_rooms.end(); ++room) {
        for (auto peer = room->begin(); peer != room->end();) {
            if (now - peer->renewedAt < limits::rosterLease) {
                ++peer;
                continue;
            }
            m_hub.rooms().setRemote(peer.key(), room.key(), {});
            peer = room->erase(peer);
        }
    }
}

void RemotePresence::take(NodeRunId peer, const OccupantMoved& moved, SteadyTime now) {
    const auto room = m_rooms.find(moved.room);
    if (room == m_rooms.end())
        return;
    (*room)[peer].renewedAt = now;
    m_hub.rooms().remoteMoved(peer, moved.room, moved.user, moved.state);
}

void RemotePresence::take(NodeRunId peer, const QString& node, const RosterRenewed& renewed, SteadyTime now) {
    const auto room = m_rooms.find(renewed.room);
    const Occupants* here = m_hub.rooms().occupants(renewed.room);
    if (room == m_rooms.end() || !here)
        return;
    (*room)[peer].renewedAt = now;
    const QList<User> known = here->ofNode(peer);
    if (known.size() < Occupants::mostOfNode && digestOf(known) != renewed.digest)
        m_publisher.publish(OneNode{node}, RosterAsked{renewed.room});
}

void RemotePresence::take(const QString& node, const RosterAsked& asked) {
    const Occupants* here = m_hub.rooms().occupants(asked.room);
    const QList<User> mine = here ? here->ofThisNode() : QList<User>();
    for (qsizetype at = 0; at < mine.size(); at += limits::rosterPart) {
        const bool last = at + limits::rosterPart >= mine.size();
        m_publisher.publish(OneNode{node}, Roster{asked.room, mine.mid(at, limits::rosterPart), at == 0, last});
    }
}

void RemotePresence::take(NodeRunId peer, const Roster& roster, SteadyTime now) {
    const auto room = m_rooms.find(roster.room);
    if (room == m_rooms.end())
        return;
    Said& said = (*room)[peer];
    said.renewedAt = now;
    if (roster.first)
        said.parts.clear();
    said.parts += roster.users.first(std::min(roster.users.size(), Occupants::mostOfNode - said.parts.size()));
    if (!roster.last)
        return;
    const QList<User> all = std::exchange(said.parts, {});
    m_hub.rooms().setRemote(peer, roster.room, all);
}

void RemotePresence::askAgain(const QString& node) {
    for (auto room = m_rooms.constBegin(); room != m_rooms.constEnd(); ++room)
        m_publisher.publish(OneNode{node}, RosterAsked{room.key()});
}

void RemotePresence::peerGone(NodeRunId peer) {
    for (ByNode& peers : m_rooms)
        peers.remove(peer);
    m_hub.rooms().remoteGone(peer);
}

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QHash>
#include <QList>

#include <map>

namespace confab {

/// One run of another node, as this node numbers them; 0 is none.
using NodeRunId = quint32;

/// Who is in one room, over all nodes: a person is here as long as one of their connections is, on any node. Those of
/// this node who are invisible have their seats, and for all else nobody sees them; other nodes are not told of them.
/// Thread: chat thread. Owned by: Hub.
class Occupants {
public:
    /// The effect of a move.
    struct Change {
        bool onThisNode = false; ///< their first or last connection of this node
        bool anywhere = false;   ///< they were seen nowhere before, or are seen nowhere now: for people
        bool isHidden = false;   ///< not for the other nodes
    };
    Change arrived(const User& user, bool isHidden = false);
    Change left(UserId user);
    /// Somebody of this node becomes invisible, or is not any more. `onThisNode`: it is a change.
    Change setHidden(UserId user, bool isHidden);
    /// They have another name from here on.
    void rename(UserId user, const QString& name);

    /// The same on another node; true when it changed who is here. Ignored above `mostOfNode` people of one node.
    static constexpr int mostOfNode = 10'000;
    bool remoteArrived(NodeRunId node, const User& user);
    bool remoteLeft(NodeRunId node, UserId user);
    /// Applies a node's whole list; returns who is new here and who has left.
    struct Moves {
        QList<User> arrived;
        QList<User> gone;
    };
    Moves setRemote(NodeRunId node, const QList<User>& users);

    /// Those who are seen.
    int count() const { return m_seen; }
    bool isEmpty() const { return m_seen == 0; }
    bool contains(UserId user) const;
    /// With those who are invisible.
    int seats() const { return int(m_people.size()); }
    bool hasSeat(UserId user) const { return m_people.contains(user); }
    bool isOnThisNode(UserId user) const;
    QList<User> everybody() const;
    /// The list for one occupant: themselves first, then as many as limits::listedPeople and listedNames allow.
    QList<User> listedFor(UserId reader) const;
    QList<User> ofThisNode() const;
    QList<User> ofNode(NodeRunId node) const;

private:
    struct Person {
        QString name;
        bool isBot = false;
        bool isHidden = false; // on this node
        int connections = 0;   // of this node
        QList<NodeRunId> nodes;
        bool isSeenHere() const { return connections > 0 && !isHidden; }
        bool isSeen() const { return isSeenHere() || !nodes.isEmpty(); }
    };
    using People = std::map<UserId, Person>;
    static User onTheWire(UserId id, const Person& person);
    People::iterator personOf(const User& user);
    /// Changes somebody, and counts who is seen; true when that changed. Who is nowhere is forgotten.
    template <class F>
    bool change(People::iterator who, const F& how);
    template <class F>
    QList<User> those(const F& wanted) const;

    // Most rooms have few people: a QHash takes the memory of 48 for the first of them.
    People m_people;
    int m_seen = 0;
    QHash<NodeRunId, int> m_ofNodes; // how many people each has here
};

} // namespace confab

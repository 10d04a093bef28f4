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

/// Who is in one room, over all nodes: a person is here as long as one of their connections is, on any node.
/// Thread: chat thread. Owned by: Hub.
class Occupants {
public:
    /// The effect of a move.
    struct Change {
        bool onThisNode = false; ///< their first or last connection of this node: for the other nodes
        bool anywhere = false;   ///< they were nowhere before, or are nowhere now: for people
    };
    Change arrived(const User& user);
    Change left(UserId user);

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

    int count() const { return int(m_people.size()); }
    bool isEmpty() const { return m_people.empty(); }
    bool contains(UserId user) const { return m_people.contains(user); }
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
        int connections = 0; // of this node
        QList<NodeRunId> nodes;
    };
    static User onTheWire(UserId id, const Person& person);
    Person& personOf(const User& user);
    template <class F>
    QList<User> those(const F& wanted) const;

    // Most rooms have few people: a QHash takes the memory of 48 for the first of them.
    std::map<UserId, Person> m_people;
    QHash<NodeRunId, int> m_ofNodes; // how many people each has here
};

} // namespace confab

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/occupants.h"

#include "common/protocol/limits.h"

namespace confab {

User Occupants::onTheWire(UserId id, const Person& person) {
    User user{id, person.name, {}};
    if (person.isBot)
        user.bot = true;
    return user;
}

/// Who is here already stays as they are.
Occupants::Person& Occupants::personOf(const User& user) {
    const auto [at, isNew] = m_people.try_emplace(user.id);
    if (isNew) {
        at->second.name = user.name;
        at->second.isBot = user.bot.value_or(false);
    }
    return at->second;
}

Occupants::Change Occupants::arrived(const User& user) {
    const bool isNew = !m_people.contains(user.id);
    return {++personOf(user).connections == 1, isNew};
}

Occupants::Change Occupants::left(UserId user) {
    const auto it = m_people.find(user);
    if (it == m_people.end() || it->second.connections == 0)
        return {};
    const bool wasLast = --it->second.connections == 0;
    const bool isGone = wasLast && it->second.nodes.isEmpty();
    if (isGone)
        m_people.erase(it);
    return {wasLast, isGone};
}

bool Occupants::remoteArrived(NodeRunId node, const User& user) {
    const auto known = m_people.find(user.id);
    const bool isNew = known == m_people.end();
    if (!isNew && known->second.nodes.contains(node))
        return false;
    int& ofNode = m_ofNodes[node];
    if (ofNode >= mostOfNode)
        return false;
    ++ofNode;
    personOf(user).nodes.append(node);
    return isNew;
}

bool Occupants::remoteLeft(NodeRunId node, UserId user) {
    const auto it = m_people.find(user);
    if (it == m_people.end() || !it->second.nodes.removeOne(node))
        return false;
    if (const auto count = m_ofNodes.find(node); --*count == 0)
        m_ofNodes.erase(count);
    if (!it->second.nodes.isEmpty() || it->second.connections > 0)
        return false;
    m_people.erase(it);
    return true;
}

Occupants::Moves Occupants::setRemote(NodeRunId node, const QList<User>& users) {
    Moves moves;
    QSet<UserId> now;
    for (const User& user : users)
        now.insert(user.id);
    const QList<User> before = ofNode(node);
    for (const User& user : before) { // first, so that the new ones find a place
        if (!now.contains(user.id) && remoteLeft(node, user.id))
            moves.gone.append(user);
    }
    for (const User& user : users) {
        if (remoteArrived(node, user))
            moves.arrived.append(user);
    }
    return moves;
}

bool Occupants::isOnThisNode(UserId user) const {
    const auto it = m_people.find(user);
    return it != m_people.end() && it->second.connections > 0;
}

template <class F>
QList<User> Occupants::those(const F& wanted) const {
    QList<User> users;
    for (const auto& [id, person] : m_people) {
        if (wanted(person))
            users.append(onTheWire(id, person));
    }
    return users;
}

QList<User> Occupants::everybody() const {
    return those([](const Person&) { return true; });
}

QList<User> Occupants::listedFor(UserId reader) const {
    QList<User> users;
    qsizetype names = 0;
    const auto fits = [&](const Person& person) {
        names += person.name.size();
        return users.size() < limits::listedPeople && names <= limits::listedNames;
    };
    if (const auto self = m_people.find(reader); self != m_people.end() && fits(self->second))
        users.append(onTheWire(reader, self->second));
    for (const auto& [id, person] : m_people) {
        if (id == reader)
            continue;
        if (!fits(person))
            break;
        users.append(onTheWire(id, person));
    }
    return users;
}

QList<User> Occupants::ofThisNode() const {
    return those([](const Person& person) { return person.connections > 0; });
}

QList<User> Occupants::ofNode(NodeRunId node) const {
    return those([node](const Person& person) { return person.nodes.contains(node); });
}

} // namespace confab

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
Occupants::People::iterator Occupants::personOf(const User& user) {
    const auto [at, isNew] = m_people.try_emplace(user.id);
    if (isNew) {
        at->second.name = user.name;
        at->second.isBot = user.bot.value_or(false);
    }
    return at;
}

template <class F>
bool Occupants::change(People::iterator who, const F& how) {
    Person& person = who->second;
    const bool before = person.isSeen();
    how(person);
    const bool after = person.isSeen();
    m_seen += int(after) - int(before);
    if (person.connections == 0 && person.nodes.isEmpty())
        m_people.erase(who);
    return before != after;
}

bool Occupants::contains(UserId user) const {
    const auto it = m_people.find(user);
    return it != m_people.end() && it->second.isSeen();
}

Occupants::Change Occupants::arrived(const User& user, bool isHidden) {
    Change done{false, false, isHidden};
    done.anywhere = change(personOf(user), [&](Person& person) {
        done.onThisNode = ++person.connections == 1;
        person.isHidden = isHidden;
    });
    return done;
}

Occupants::Change Occupants::left(UserId user) {
    const auto it = m_people.find(user);
    if (it == m_people.end() || it->second.connections == 0)
        return {};
    Change done{false, false, it->second.isHidden};
    done.anywhere = change(it, [&done](Person& person) { done.onThisNode = --person.connections == 0; });
    return done;
}

Occupants::Change Occupants::setHidden(UserId user, bool isHidden) {
    const auto it = m_people.find(user);
    if (it == m_people.end() || it->second.connections == 0 || it->second.isHidden == isHidden)
        return {};
    Change done{true, false, isHidden};
    done.anywhere = change(it, [isHidden](Person& person) { person.isHidden = isHidden; });
    return done;
}

void Occupants::rename(UserId user, const QString& name) {
    if (const auto it = m_people.find(user); it != m_people.end())
        it->second.name = name;
}

bool Occupants::remoteArrived(NodeRunId node, const User& user) {
    const auto known = m_people.find(user.id);
    if (known != m_people.end() && known->second.nodes.contains(node))
        return false;
    int& ofNode = m_ofNodes[node];
    if (ofNode >= mostOfNode)
        return false;
    ++ofNode;
    return change(personOf(user), [node](Person& person) { person.nodes.append(node); });
}

bool Occupants::remoteLeft(NodeRunId node, UserId user) {
    const auto it = m_people.find(user);
    if (it == m_people.end() || !it->second.nodes.contains(node))
        return false;
    if (const auto count = m_ofNodes.find(node); --*count == 0)
        m_ofNodes.erase(count);
    return change(it, [node](Person& person) { person.nodes.removeOne(node); });
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
    return those([](const Person& person) { return person.isSeen(); });
}

QList<User> Occupants::listedFor(UserId reader) const {
    QList<User> users;
    qsizetype names = 0;
    const auto fits = [&](const Person& person) {
        names += person.name.size();
        return users.size() < limits::listedPeople && names <= limits::listedNames;
    };
    if (const auto self = m_people.find(reader); self != m_people.end() && self->second.isSeen() && fits(self->second))
        users.append(onTheWire(reader, self->second));
    for (const auto& [id, person] : m_people) {
        if (id == reader || !person.isSeen())
            continue;
        if (!fits(person))
            break;
        users.append(onTheWire(id, person));
    }
    return users;
}

QList<User> Occupants::ofThisNode() const {
    return those([](const Person& person) { return person.isSeenHere(); });
}

QList<User> Occupants::ofNode(NodeRunId node) const {
    return those([node](const Person& person) { return person.nodes.contains(node); });
}

} // namespace confab

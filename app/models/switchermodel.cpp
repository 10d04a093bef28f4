// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/switchermodel.h"

#include "app/client/client.h"

namespace confab::models {

SwitcherModel::NewPeople::NewPeople(client::Client& client, FoundPeopleModel& found)
    : m_client(client), m_found(found) {
    setSourceModel(&found);
}

bool SwitcherModel::NewPeople::filterAcceptsRow(int row, const QModelIndex&) const {
    if (row >= peopleMost)
        return false;
    const UserId person = m_found.at(row).id;
    for (int i = 0; i < m_client.rooms().count(); ++i) {
        const Room& room = m_client.rooms().at(i);
        if (room.people && room.people->size() == 1 && room.people->first().id == person)
            return false;
    }
    return true;
}

SwitcherModel::SwitcherModel(client::Client& client, RoomFilterModel& rooms)
    : m_rooms(rooms), m_found(client), m_people(client, m_found) {
    addSourceModel(&rooms);
    addSourceModel(&m_people);
}

void SwitcherModel::setFilter(const QString& filter) {
    m_rooms.setFilter(filter);
    m_found.setQuery(filter);
    Q_EMIT filterChanged();
}

double SwitcherModel::roomIdAt(int row) const {
    return m_rooms.roomIdAt(row); // the rooms come first
}

double SwitcherModel::userIdAt(int row) const {
    const int person = row - m_rooms.rowCount();
    return person < 0 ? 0 : double(m_found.at(m_people.mapToSource(m_people.index(person, 0)).row()).id.value);
}

QVariant SwitcherModel::ofPerson(const QModelIndex& person, const QByteArray& role) const {
    const auto value = [&](const char* name) { return person.data(m_found.roleNames().key(name)); };
    if (role.isEmpty())
        return {}; // none of these roles
    if (role == "name" || role == "initials")
        return value(role.constData());
    if (role == "colorId")
        return value("userId");
    if (role == "direct")
        return true;
    if (role == "hasPassword")
        return false;
    if (role == "lastLine")
        return tr("Start a conversation");
    if (role == "lastTime" || role == "draft" || role == "picture")
        return QString();
    return 0;
}

QVariant SwitcherModel::data(const QModelIndex& index, int role) const {
    const QModelIndex source = mapToSource(index);
    if (source.model() == &m_people)
        return ofPerson(source, roleNames().value(role));
    return source.data(role);
}

QHash<int, QByteArray> SwitcherModel::roleNames() const {
    return m_rooms.roleNames();
}

} // namespace confab::models

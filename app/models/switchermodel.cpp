// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/switchermodel.h"

#include "app/client/client.h"
#include "app/client/rooms.h"
#include "app/models/fileview.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"
#include "app/models/searchsnippet.h"
#include "common/search/foldedtext.h"

#include <QSet>

#include <tuple>

namespace confab::models {

// ---- people and commands -----------------------------------------------------------------------------------------

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

SwitcherModel::FittingCommands::FittingCommands(KeyBindings& keys) : m_keys(keys) {
    setSourceModel(&keys);
    sort(0);
}

void SwitcherModel::FittingCommands::setFilter(const QString& filter, bool isAlone) {
    m_letters = foldedText(filter);
    m_isAlone = isAlone;
    invalidateFilter(); // first, row by row: the model in front of this one counts them
    invalidate();
}

Fit SwitcherModel::FittingCommands::fit(int row) const {
    return fitOf(foldedText(KeyBindings::nameOf(m_keys.commandAt(row))), m_letters);
}

bool SwitcherModel::FittingCommands::filterAcceptsRow(int row, const QModelIndex&) const {
    if (m_keys.commandAt(row).icon[0] == '\0')
        return false;
    if (m_isAlone)
        return fit(row) != Fit::None;
    return !m_letters.isEmpty() && fit(row) <= Fit::FirstLetters; // others would be in the way
}

bool SwitcherModel::FittingCommands::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    // Of those that fit alike the shorter name: "Settings" before "Settings of this room".
    const auto placeOf = [this](int row) {
        return std::tuple(fit(row), KeyBindings::nameOf(m_keys.commandAt(row)).size(), row);
    };
    return placeOf(left.row()) < placeOf(right.row());
}

// ---- all of them -------------------------------------------------------------------------------------------------

SwitcherModel::SwitcherModel(client::Client& client, RoomFilterModel& rooms, KeyBindings& keys)
    : m_client(client), m_rooms(rooms), m_keys(keys), m_found(client.people(), client.session()),
      m_people(client, m_found), m_commands(keys),
      m_matches(client.session(), client.people(), client.rooms(), client.store()), m_messages(m_matches) {
    addSourceModel(&rooms);
    addSourceModel(&m_people);
    addSourceModel(&m_commands);
    addSourceModel(&m_messages);
    addSourceModel(&m_searchRow);
    connect(&client.people(), &client::UserDirectory::nameChanged, &m_messages, [this] {
        if (const int count = m_messages.rowCount(); count > 0)
            Q_EMIT dataChanged(index(leading(), 0), index(leading() + count - 1, 0));
    });
}

void SwitcherModel::setFilter(const QString& filter) {
    const bool wasEmpty = m_filter.trimmed().isEmpty();
    m_filter = filter;
    const QString text = filter.trimmed();
    const bool isCommands = text.startsWith(u'>');
    m_rooms.setFilter(text); // hardly one has ">" in its name
    m_found.setQuery(isCommands ? QString() : text);
    m_commands.setFilter(isCommands ? text.mid(1).trimmed() : text, isCommands);
    m_matches.setQuery(isCommands ? QString() : text);
    const QStringList search = text.isEmpty() || isCommands ? QStringList() : QStringList{text};
    if (m_searchRow.stringList().size() == 1 && search.size() == 1) {
        m_searchRow.setData(m_searchRow.index(0), text);
        const QModelIndex row = mapFromSource(m_searchRow.index(0));
        Q_EMIT dataChanged(row, row); // it tells of its own roles alone, which are none of these
    } else if (m_searchRow.stringList() != search)
        m_searchRow.setStringList(search);
    if (wasEmpty != text.isEmpty() && rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {KindRole});
    Q_EMIT filterChanged();
}

QModelIndex SwitcherModel::sourceOf(int row) const {
    return row >= 0 && row < rowCount() ? mapToSource(index(row, 0)) : QModelIndex();
}

double SwitcherModel::roomIdAt(int row) const {
    const QModelIndex source = sourceOf(row);
    return source.model() == &m_messages ? double(m_matches.at(source.row()).message.room.value)
                                         : m_rooms.roomIdAt(row); // the rooms come first
}

double SwitcherModel::seqAt(int row) const {
    const QModelIndex source = sourceOf(row);
    return source.model() == &m_messages ? double(m_matches.at(source.row()).message.seq) : 0;
}

double SwitcherModel::userIdAt(int row) const {
    const QModelIndex source = sourceOf(row);
    return source.model() == &m_people ? double(m_found.at(m_people.mapToSource(source).row()).id.value) : 0;
}

QString SwitcherModel::commandAt(int row) const {
    const QModelIndex source = sourceOf(row);
    return source.model() == &m_commands
               ? QString::fromLatin1(m_keys.commandAt(m_commands.mapToSource(source).row()).id)
               : QString();
}

QString SwitcherModel::kindOf(const QModelIndex& source) const {
    if (m_filter.trimmed().isEmpty())
        return {};
    if (source.model() == &m_people)
        return tr("People");
    if (source.model() == &m_commands)
        return tr("Commands");
    const bool isMessage = source.model() == &m_messages || source.model() == &m_searchRow;
    return isMessage ? tr("Messages") : tr("Rooms and conversations");
}

QVariant SwitcherModel::ofPerson(const QModelIndex& person, const QByteArray& role) const {
    const auto value = [&](const char* name) { return person.data(m_found.roleNames().key(name)); };
    if (role == "name" || role == "initials")
        return value(role.constData());
    if (role == "colorId")
        return value("userId");
    if (role == "direct")
        return true;
    return role == "lastLine" ? QVariant(tr("Start a conversation")) : QVariant();
}

/// As a row of its author, in its room.
QVariant SwitcherModel::ofMessage(int row, const QByteArray& role) const {
    const SearchHit& hit = m_matches.at(row);
    const QString author = m_client.people().name(hit.message.by);
    if (role == "name") {
        const Room* room = m_client.rooms().find(hit.message.room);
        return tr("%1 in %2", "a person, in a room").arg(isolated(author), isolated(room ? room->name : QString()));
    }
    if (role == "initials")
        return initials(author);
    if (role == "colorId")
        return double(hit.message.by.value);
    if (role == "direct")
        return true;
    if (role == "lastTime")
        return listTime(hit.message.at, QDate::currentDate());
    if (role != "lastLine")
        return {};
    const QString line = snippetText(hitSnippet(hit));
    return line.isEmpty() ? fileWords(hit.message.files.value_or(QList<File>())) : line;
}

/// Of a command, or of the search.
QVariant SwitcherModel::ofOther(const QModelIndex& source, const QByteArray& role) const {
    const bool isCommand = source.model() == &m_commands;
    const auto value = [&](const char* name) { return source.data(m_keys.roleNames().key(name)); };
    if (isCommand)
        return role == "name"          ? value("name")
               : role == "commandIcon" ? value("icon")
               : role == "commandKeys" ? value("keys")
                                       : QVariant();
    if (role == "name")
        return tr("Search all messages for “%1”").arg(source.data(Qt::DisplayRole).toString());
    return role == "commandIcon" ? QVariant(QStringLiteral("search")) : QVariant();
}

QVariant SwitcherModel::data(const QModelIndex& index, int role) const {
    const QModelIndex source = mapToSource(index);
    const QByteArray name = roleNames().value(role);
    if (!source.isValid() || name.isEmpty())
        return {}; // none of these roles
    if (name == "kind")
        return kindOf(source);
    QVariant value;
    if (source.model() == &m_people)
        value = ofPerson(source, name);
    else if (source.model() == &m_messages)
        value = ofMessage(source.row(), name);
    else if (source.model() == &m_commands || source.model() == &m_searchRow)
        value = ofOther(source, name);
    else
        value = source.data(role);
    if (value.isValid())
        return value;
    // What such a row does not have.
    static const QSet<QByteArray> texts{"initials", "picture", "status",      "topic",      "lastLine",
                                        "lastTime", "draft",   "commandIcon", "commandKeys"};
    if (texts.contains(name))
        return QString();
    return name == "direct" || name == "hasPassword" ? QVariant(false) : QVariant(0);
}

QHash<int, QByteArray> SwitcherModel::roleNames() const {
    QHash<int, QByteArray> names = m_rooms.roleNames();
    names.insert({{KindRole, "kind"}, {IconRole, "commandIcon"}, {KeysRole, "commandKeys"}});
    return names;
}

} // namespace confab::models

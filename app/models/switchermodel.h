// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/foundpeoplemodel.h"
#include "app/models/roomfiltermodel.h"

#include <QConcatenateTablesProxyModel>

namespace confab::models {

/// What the switcher lists for its letters: the rooms, then people of the server with whom there is no conversation
/// yet. Roles: those of RoomListModel; a person has no roomId.
/// Thread: the window's. Owned by: Workspace.
class SwitcherModel : public QConcatenateTablesProxyModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)

public:
    /// All must outlive this.
    SwitcherModel(client::Client& client, RoomFilterModel& rooms);

    QString filter() const { return m_rooms.filter(); }
    void setFilter(const QString& filter);
    /// 0 when the row is no room, and no person.
    Q_INVOKABLE double roomIdAt(int row) const;
    Q_INVOKABLE double userIdAt(int row) const;

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// A list with many people is no list to look through.
    static constexpr int peopleMost = 6;

Q_SIGNALS:
    void filterChanged();

private:
    /// Those found, without the people of one's own conversations with one person, who are among the rooms.
    class NewPeople : public QSortFilterProxyModel {
    public:
        NewPeople(client::Client& client, FoundPeopleModel& found);

    protected:
        bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

    private:
        client::Client& m_client;
        FoundPeopleModel& m_found;
    };
    QVariant ofPerson(const QModelIndex& person, const QByteArray& role) const;

    RoomFilterModel& m_rooms;
    FoundPeopleModel m_found;
    NewPeople m_people;
};

} // namespace confab::models

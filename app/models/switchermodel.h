// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/storedmatches.h"
#include "app/models/foundpeoplemodel.h"
#include "app/models/keybindings.h"
#include "app/models/roomfiltermodel.h"
#include "app/models/rowsmodel.h"

#include <QConcatenateTablesProxyModel>
#include <QStringListModel>

namespace confab::client {
class Client;
}

namespace confab::models {

/// What the switcher lists for its letters: the rooms, people of the server with whom there is no conversation yet,
/// commands, a few messages of this device, and the search for all messages. Without letters, or with ">" before them,
/// only rooms or only commands. Roles: those of RoomListModel, and kind (the title of a row's section; empty without
/// letters), commandIcon (of what is no room and no person) and commandKeys. Thread: the window's. Owned by: Workspace.
class SwitcherModel : public QConcatenateTablesProxyModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    /// The letters, when there are some to search messages for.
    Q_PROPERTY(QString searchText READ searchText NOTIFY filterChanged FINAL)

public:
    /// All must outlive this.
    SwitcherModel(client::Client& client, RoomFilterModel& rooms, KeyBindings& keys);
    /// Those of its first section.
    RoomFilterModel& rooms() { return m_rooms; }

    QString filter() const { return m_filter; }
    void setFilter(const QString& filter);
    QString searchText() const { return m_searchRow.stringList().value(0); }
    /// The rows before the messages, which come later than those.
    Q_INVOKABLE int leading() const { return m_rooms.rowCount() + m_people.rowCount() + m_commands.rowCount(); }
    /// 0 and empty when the row is no room and no message, no person, no command.
    Q_INVOKABLE double roomIdAt(int row) const;
    /// Of a message in its room.
    Q_INVOKABLE double seqAt(int row) const;
    Q_INVOKABLE double userIdAt(int row) const;
    Q_INVOKABLE QString commandAt(int row) const;

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
    /// The commands whose names the letters fit well, the best first; with ">" all that they fit.
    class FittingCommands : public QSortFilterProxyModel {
    public:
        explicit FittingCommands(KeyBindings& keys);
        void setFilter(const QString& filter, bool isAlone);

    protected:
        bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
        bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

    private:
        Fit fit(int row) const;

        KeyBindings& m_keys;
        QString m_letters; // folded
        bool m_isAlone = false;
    };
    /// Those found in the store, as rows without roles of their own.
    class Messages : public RowsModel {
    public:
        explicit Messages(client::StoredMatches& matches) { setRows(&matches); }
        QVariant data(const QModelIndex&, int) const override { return {}; }
    };
    enum ExtraRole { KindRole = Qt::UserRole + 100, IconRole, KeysRole };
    QModelIndex sourceOf(int row) const;
    QString kindOf(const QModelIndex& source) const;
    QVariant ofPerson(const QModelIndex& person, const QByteArray& role) const;
    QVariant ofMessage(int row, const QByteArray& role) const;
    QVariant ofOther(const QModelIndex& source, const QByteArray& role) const;

    client::Client& m_client;
    RoomFilterModel& m_rooms;
    KeyBindings& m_keys;
    FoundPeopleModel m_found;
    NewPeople m_people;
    FittingCommands m_commands;
    client::StoredMatches m_matches;
    Messages m_messages;
    QStringListModel m_searchRow; // what to search for; no row: nothing
    QString m_filter;
};

} // namespace confab::models

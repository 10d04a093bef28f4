// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roletable.h"
#include "common/protocol/types.h"

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QTimer>

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// The server's public rooms whose name contains `query`, as of the last answer, joinable ones first; requests them a
/// moment after the last key.
/// Roles: roomId, name, initials, topic, members, here, capacity (0: any number), hasPassword, joined.
/// Thread: the window's. Owned by: Workspace.
class FoundRoomsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    /// Why there is no answer, as a text; empty when there is one.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged FINAL)

public:
    explicit FoundRoomsModel(client::Rooms& rooms);

    QString query() const { return m_query; }
    void setQuery(const QString& query);
    bool isBusy() const { return m_busy; }
    QString error() const { return m_error; }
    /// Requests the rooms now.
    Q_INVOKABLE void search();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void queryChanged();
    void busyChanged();
    void errorChanged();

private:
    static std::span<const Role<FoundRoomsModel>> table();
    void answered(Result<QList<Room>> found);
    void setBusy(bool busy);
    void setError(const QString& error);

    client::Rooms& m_rooms;
    QString m_query;
    bool m_busy = false;
    QString m_error;
    quint64 m_generation = 0; // only the last request's answer counts
    QList<Room> m_found;
    QTimer m_delay;
};

} // namespace confab::models

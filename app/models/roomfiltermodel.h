// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roomlistmodel.h"

#include <QSortFilterProxyModel>

namespace confab::models {

/// The room list in the order in which people look for rooms: new ones first, then by last activity,
/// then by name; only those whose name
/// contains the letters of `filter` in that order. A name that begins with it comes first.
/// Thread: the window's. Owned by: Workspace.
class RoomFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)

public:
    explicit RoomFilterModel(RoomListModel& rooms);

    QString filter() const { return m_filter; }
    void setFilter(const QString& filter);

    /// The room of a row; 0 when there is no such row.
    Q_INVOKABLE double roomIdAt(int row) const;
    /// The room `step` rows below (above when negative) the given one, going round; only unread ones when asked for.
    /// 0 when there is none. Without a given room: the first, or the last.
    Q_INVOKABLE double neighbour(double roomId, int step, bool unreadOnly) const;

Q_SIGNALS:
    void filterChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    int rank(const QString& name) const;

    RoomListModel& m_rooms;
    QString m_filter;
};

} // namespace confab::models

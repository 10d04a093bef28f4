// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/fuzzymatch.h"
#include "app/models/roomlistmodel.h"

#include <QSortFilterProxyModel>

#include <tuple>

namespace confab::models {

/// The sorted room list: by section, then latest activity first (RoomListModel::activityOf), then by name. Contains
/// only rooms whose name has the letters of `filter` in that order, those that it fits best first (fitOf()). Archived
/// rooms are folded away: without a filter they are left out until `unfolded`. Thread: the window's. Owned by:
/// Workspace.
class RoomFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(bool unfolded READ isUnfolded WRITE setUnfolded NOTIFY filterChanged FINAL)
    /// Of all rooms, whatever the filter.
    Q_PROPERTY(int plainCount READ plainCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int directCount READ directCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int archivedCount READ archivedCount NOTIFY countsChanged FINAL)

public:
    enum class Order {
        ByActivity, ///< for a permanent list
        ToSwitch,   ///< for switching: unread ones first, also by when the user left them; the open room last, and
                    ///< behind it the archived ones; there are no other sections, and nothing is folded
        ToForward,  ///< only those that can be written to; latest activity first, without sections
    };
    explicit RoomFilterModel(RoomListModel& rooms, Order order = Order::ByActivity);

    /// The open room from now on; 0: none. Only the order ToSwitch uses it.
    void setOpenRoom(double roomId);

    QString filter() const { return m_filter; }
    void setFilter(const QString& filter);
    bool isUnfolded() const { return m_unfolded; }
    void setUnfolded(bool unfolded);
    int plainCount() const { return countOf(RoomListModel::Plain); }
    int directCount() const { return countOf(RoomListModel::Direct); }
    int archivedCount() const { return countOf(RoomListModel::Archived); }

    /// The room of a row; 0 when there is no such row.
    Q_INVOKABLE double roomIdAt(int row) const;
    /// The room `step` rows below (above when negative) the given one, wrapping around; on request only those that call
    /// (RoomListModel::isCalling). 0 when there is none. Without a given room: the first, or the last.
    Q_INVOKABLE double neighbour(double roomId, int step, bool unreadOnly) const;

Q_SIGNALS:
    void filterChanged();
    void countsChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    int countOf(RoomListModel::Section section) const;
    int sectionRank(const Room& room) const;
    Fit fit(const Room& room) const;
    /// The first row is the greatest.
    using Place = std::tuple<bool, bool, qint64>;
    Place placeOf(const Room& room) const;

    RoomListModel& m_rooms;
    const Order m_order;
    RoomId m_open;
    QHash<RoomId, qint64> m_leftAt; // ms; of this run
    qint64 m_lastLeft = 0;
    QString m_filter;
    QString m_foldedFilter;
    struct Name {
        QString text;
        QString folded;
        std::optional<Fit> fit; // of the present filter
    };
    mutable QHash<RoomId, Name> m_names; // sorting asks for each one many times
    bool m_unfolded = false;
};

} // namespace confab::models

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QQmlEngine>

namespace confab::models {

class RoomListModel;

/// What the title of the window, the tray and the taskbar tell of unread messages. Counted anew at each change, over
/// the rooms among which RoomFilterModel::neighbour finds the next unread one: there is always a place to go to.
/// Thread: the window's. Owned by: Workspace.
class Badges : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// Messages for this user in all rooms (RoomListModel::badgeOf).
    Q_PROPERTY(int number READ number NOTIFY changed FINAL)
    /// Whether any room calls, for example with messages that are for everybody.
    Q_PROPERTY(bool calling READ isCalling NOTIFY changed FINAL)

public:
    /// `rooms` must outlive this.
    explicit Badges(const RoomListModel& rooms);

    int number() const { return m_number; }
    bool isCalling() const { return m_isCalling; }

Q_SIGNALS:
    void changed();

private:
    void count();

    const RoomListModel& m_rooms;
    int m_number = 0;
    bool m_isCalling = false;
};

} // namespace confab::models

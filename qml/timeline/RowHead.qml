// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The separators above a row: a new day, and where the unread messages begin.
Item {
    id: head

    required property MessageRow row

    readonly property bool hasDay: row.day !== ""

    implicitHeight: (hasDay ? day.implicitHeight : 0) + (row.unreadLine ? unread.implicitHeight : 0)

    DaySeparator {
        id: day

        width: parent.width
        visible: head.hasDay
        day: head.row.day
    }
    UnreadLine {
        id: unread

        y: head.hasDay ? day.height : 0
        width: parent.width
        visible: head.row.unreadLine
    }
}

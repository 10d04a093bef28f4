// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Theme

// The files of a message: its pictures together, then a card for each other file. All sizes are known before anything
// is loaded.
Column {
    id: files

    required property MessageRow row

    readonly property var pictures: row.files.filter(file => file.picture)
    readonly property var others: row.files.filter(file => !file.picture)

    width: row.contentWidth
    spacing: Theme.gap1
    topPadding: row.body !== "" || row.groupStart ? 2 : 0

    PictureGrid {
        width: parent.width
        visible: files.pictures.length > 0
        pictures: files.pictures
        room: files.row.room
        reachable: files.row.current
    }
    Repeater {
        model: files.others
        delegate: FileCard {
            required property var modelData

            width: Math.min(Theme.fileCardWidth, files.width)
            file: modelData
            room: files.row.room
            reachable: files.row.current
        }
    }

    Component.onCompleted: forceLayout()
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Theme

// The files of a message: its pictures together, then a card for each other file. All sizes are known before anything
// is loaded.
Column {
    id: files

    required property MessageContent content

    readonly property var pictures: content.files.filter(file => file.picture)
    readonly property var others: content.files.filter(file => !file.picture)

    width: content.width
    spacing: Theme.gap1
    topPadding: content.body !== "" || content.author !== "" ? 2 : 0

    PictureGrid {
        width: parent.width
        visible: files.pictures.length > 0
        pictures: files.pictures
        room: files.content.room
        reachable: files.content.reachable
    }
    Repeater {
        model: files.others
        delegate: FileCard {
            required property var modelData

            width: Math.min(Theme.fileCardWidth, files.width)
            file: modelData
            room: files.content.room
            reachable: files.content.reachable
        }
    }

    Component.onCompleted: forceLayout()
}

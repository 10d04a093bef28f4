// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme
import Confab.Timeline // for RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// One picture of a message.
T.AbstractButton {
    id: tile

    required property var file // FileView
    required property CurrentRoom room
    property bool reachable: false
    property int more: 0 // that follow, and are not shown

    readonly property bool sending: upload.key !== "" && upload.progress < 1
    readonly property real progress: upload.progress // while it is sent

    hoverEnabled: true
    onClicked: room.files.gallery.show(file.id)
    focusPolicy: reachable ? Qt.TabFocus : Qt.NoFocus
    text: more > 0 ? qsTr("%1, and %n more", "", more).arg(file.name) : file.name
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Picture %1").arg(text)
    Accessible.onPressAction: tile.clicked()
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusMedium
        color: Theme.color.raised
        RowPart {
            anchors.centerIn: parent
            width: parent.width - Theme.gap3
            owner: tile
            role: "tile"
            file: "MissingPicture.qml"
            wanted: picture.missing
        }
    }
    contentItem: Item {
        PictureItem {
            id: picture

            anchors.fill: parent
            store: tile.room.files.pictures // qmllint disable
            fileId: tile.file.id
            preview: tile.file.preview
            radius: Theme.radiusMedium
        }
        RowPart {
            width: picture.width
            height: picture.height
            owner: tile
            role: "tile"
            file: "TileCover.qml"
            wanted: tile.more > 0 || tile.sending || tile.visualFocus
        }
    }
    UploadWatch {
        id: upload

        attachments: tile.room.files.attachments
        key: tile.file.upload
    }
}

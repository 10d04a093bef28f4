// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// One picture of a message.
T.AbstractButton {
    id: tile

    required property var file // FileView
    required property CurrentRoom room
    property bool reachable: false
    property int more: 0 // that follow, and are not shown

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
        Column {
            anchors.centerIn: parent
            width: parent.width - Theme.gap3
            visible: picture.missing
            spacing: Theme.gap1
            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: "image"
            }
            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                visible: tile.height > Theme.gap10 * 2
                text: qsTr("This picture can't be shown")
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
                wrapMode: Text.Wrap
            }
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
        Rectangle {
            anchors.fill: parent
            visible: tile.more > 0
            radius: Theme.radiusMedium
            color: Theme.color.scrim
            AppText {
                anchors.centerIn: parent
                text: "+" + tile.more
                color: Theme.avatarInk
                font.pixelSize: Theme.textDisplay
                font.weight: Font.DemiBold
            }
        }
        Rectangle {
            anchors.centerIn: parent
            width: Theme.controlHeight + Theme.gap2
            height: width
            radius: width / 2
            visible: upload.key !== "" && upload.progress < 1
            color: Theme.color.scrim
            ProgressRing {
                anchors.fill: parent
                anchors.margins: Theme.gap1
                progress: upload.progress
                color: Theme.avatarInk
                ground: "transparent"
            }
        }
        FocusRing {
            shown: tile.visualFocus
            inset: 0
            radius: Theme.radiusMedium
        }
    }
    UploadWatch {
        id: upload

        attachments: tile.room.files.attachments
        key: tile.file.upload
    }
}

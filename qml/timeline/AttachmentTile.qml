// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// One file that is attached: its preview, name and size, how far it is, and the button that takes it away.
Rectangle {
    id: tile

    required property int index
    required property string name
    required property string size
    required property real progress
    required property bool sending
    required property bool failed
    required property string problem
    required property string preview
    required property PictureStore pictures

    signal removeWanted(row: int)
    signal retryWanted(row: int)

    implicitHeight: Theme.attachmentHeight
    radius: Theme.radiusMedium
    color: Theme.color.raised
    border.width: Theme.hairline
    border.color: failed ? Theme.color.bad : Theme.color.line
    Accessible.role: Accessible.ListItem
    Accessible.name: name
    Accessible.description: detail.text

    Rectangle {
        id: place

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap1 + 2
        anchors.verticalCenter: parent.verticalCenter
        width: tile.height - Theme.gap3
        height: width
        radius: Theme.radiusSmall
        color: Theme.color.side

        Icon {
            anchors.centerIn: parent
            visible: !picture.shown && !ring.visible
            name: tile.failed ? "alert" : "file"
            color: tile.failed ? Theme.color.bad : Theme.color.icon
        }
        PictureItem {
            id: picture

            anchors.fill: parent
            store: tile.pictures // qmllint disable
            fileId: tile.preview
            radius: Theme.radiusSmall
            opacity: tile.sending ? 0.6 : 1
        }
        ProgressRing {
            id: ring

            anchors.centerIn: parent
            width: Theme.iconMedium + Theme.gap1
            height: width
            visible: tile.sending
            progress: tile.progress
            color: Theme.color.accent
            ground: Theme.color.line
        }
    }
    Column {
        anchors.left: place.right
        anchors.leftMargin: Theme.gap2
        anchors.right: retry.visible ? retry.left : close.left
        anchors.verticalCenter: parent.verticalCenter
        AppText {
            width: parent.width
            text: tile.name
            elide: Text.ElideMiddle
            font.pixelSize: Theme.textSmall
            Accessible.ignored: true
        }
        AppText {
            id: detail

            width: parent.width
            text: tile.failed ? tile.problem : tile.size
            color: tile.failed ? Theme.color.bad : Theme.color.secondary
            font.pixelSize: Theme.textTiny
            Accessible.ignored: true
        }
    }
    IconButton {
        id: retry

        anchors.right: close.left
        anchors.verticalCenter: parent.verticalCenter
        visible: tile.failed
        iconName: "retry"
        iconSize: Theme.iconSmall
        size: Theme.avatarTiny
        text: qsTr("Send %1 again").arg(tile.name)
        onClicked: tile.retryWanted(tile.index)
    }
    IconButton {
        id: close

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap1
        anchors.verticalCenter: parent.verticalCenter
        iconName: "close"
        iconSize: Theme.iconSmall
        size: Theme.avatarTiny
        text: qsTr("Remove %1").arg(tile.name)
        onClicked: tile.removeWanted(tile.index)
    }
}

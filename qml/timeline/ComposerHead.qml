// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Over the composer: what the text in it is for, when it is no plain new message.
Item {
    id: head

    required property RoomComposer composer
    required property PictureStore pictures

    readonly property bool editing: composer.editing !== 0
    readonly property bool shown: editing || composer.replyTo !== 0
    readonly property color ink: editing ? Theme.color.accent : Theme.authorInk(composer.replyBy)

    height: shown ? Theme.grown(36) + Theme.gap1 : 0
    visible: shown

    Rectangle {
        id: bar

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap4
        y: 2
        width: 2
        height: Theme.grown(32)
        radius: 1
        color: head.ink
    }
    PictureItem {
        id: thumbnail

        anchors.left: bar.right
        anchors.leftMargin: visible ? Theme.gap2 : 0
        anchors.verticalCenter: bar.verticalCenter
        width: visible ? Theme.quotePicture : 0
        height: Theme.quotePicture
        visible: !head.editing && fileId !== ""
        store: head.pictures // qmllint disable
        fileId: head.composer.replyPicture
        radius: Theme.radiusSmall
    }
    Column {
        anchors.left: thumbnail.right
        anchors.leftMargin: Theme.gap2
        anchors.right: close.left
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: bar.verticalCenter
        AppText {
            width: parent.width
            text: head.editing ? qsTr("Editing") : qsTr("Replying to %1").arg(head.composer.replyAuthor)
            color: head.ink
            font.pixelSize: Theme.textSmall
            font.weight: Font.DemiBold
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        AppText {
            width: parent.width
            text: head.editing ? qsTr("Enter saves, Esc leaves the message as it was") : head.composer.replyText
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
    }
    IconButton {
        id: close

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap4
        anchors.verticalCenter: bar.verticalCenter
        iconName: "close"
        iconSize: Theme.iconSmall
        text: head.editing ? qsTr("Stop editing") : qsTr("Don't reply")
        shortcutHint: qsTr("Esc")
        onClicked: head.composer.cancel()
    }
}

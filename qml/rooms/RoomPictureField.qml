// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The picture of a room in the form of its settings, and the buttons that change it.
Item {
    id: field

    required property PictureChooser chooser
    required property CurrentRoom room

    signal pictureWanted

    implicitHeight: Math.max(avatar.height, words.implicitHeight)

    RoomAvatar {
        id: avatar

        anchors.verticalCenter: parent.verticalCenter
        initials: field.room.facts.initials
        colorId: field.room.facts.colorId
        isRoom: true
        size: Theme.avatarLarge
        store: field.room.files.pictures
        picture: field.chooser.shown

        Spinner {
            anchors.centerIn: parent
            visible: field.chooser.busy
        }
    }
    Column {
        id: words

        anchors.left: avatar.right
        anchors.leftMargin: Theme.gap4
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap2
        Flow {
            width: parent.width
            spacing: Theme.gap2
            PushButton {
                iconName: "image"
                text: field.chooser.any ? qsTr("Change picture…") : qsTr("Choose picture…")
                onClicked: field.pictureWanted()
            }
            PushButton {
                visible: field.chooser.any
                text: qsTr("Remove picture")
                onClicked: field.chooser.remove()
            }
        }
        AppText {
            width: parent.width
            visible: text !== ""
            text: field.chooser.problem
            color: Theme.color.bad
            font.pixelSize: Theme.textSmall
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
    }
}

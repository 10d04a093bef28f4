// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The picture of the user in the form of the profile, and the buttons that change it.
Item {
    id: field

    required property ProfileEditor editor
    required property PictureStore pictures

    signal pictureWanted

    implicitHeight: Math.max(avatar.height, words.implicitHeight)

    RoomAvatar {
        id: avatar

        anchors.verticalCenter: parent.verticalCenter
        initials: field.editor.initials
        colorId: field.editor.userId
        size: Theme.avatarLarge
        store: field.pictures
        picture: field.editor.picture.shown

        Spinner {
            anchors.centerIn: parent
            visible: field.editor.picture.busy
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
                text: field.editor.picture.any ? qsTr("Change picture…") : qsTr("Choose picture…")
                onClicked: field.pictureWanted()
            }
            PushButton {
                visible: field.editor.picture.any
                text: qsTr("Remove picture")
                onClicked: field.editor.picture.remove()
            }
        }
        AppText {
            width: parent.width
            visible: text !== ""
            text: field.editor.picture.problem
            color: Theme.color.bad
            font.pixelSize: Theme.textSmall
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// A person who can be chosen.
T.ItemDelegate {
    id: row

    required property real userId
    required property string name
    required property string initials
    required property string picture
    required property string status
    required property PictureStore pictures
    property bool chosen: false
    property bool marked: false // Enter applies to this one

    implicitHeight: Theme.grown(44)
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    leftPadding: Theme.gap2
    rightPadding: Theme.gap3
    Accessible.role: Accessible.ListItem
    Accessible.name: row.chosen ? qsTr("%1, chosen").arg(row.name) : row.name
    Accessible.checkable: true
    Accessible.checked: row.chosen
    Accessible.selected: row.marked
    Accessible.onPressAction: row.clicked()

    background: Rectangle {
        radius: Theme.radiusMedium
        color: row.marked ? Theme.color.accentSoft : row.hovered ? Theme.color.hovered : "transparent"
        FocusRing {
            shown: row.marked
            inset: 0
        }
    }
    contentItem: Item {
        RoomAvatar {
            id: face

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            initials: row.initials
            colorId: row.userId
            size: Theme.avatarSmall
            store: row.pictures
            picture: row.picture
        }
        AppText {
            anchors.left: face.right
            anchors.leftMargin: Theme.gap3
            anchors.right: check.left
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            text: row.status !== "" ? Words.fill(qsTr("%1 · %2"), [row.name, row.status]) : row.name
            color: row.marked ? Theme.color.accentSoftInk : Theme.color.text
        }
        Icon {
            id: check

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconMedium
            height: Theme.iconMedium
            visible: row.chosen
            name: "check"
            color: Theme.color.accent
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// One fact about a room: an icon, a label, and a value.
Item {
    id: fact

    required property string iconName
    required property string label
    required property string value

    implicitHeight: Theme.grown(32)
    Accessible.role: Accessible.StaticText
    Accessible.name: Words.fill(qsTr("%1: %2"), [label, value])

    Icon {
        id: picture

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSmall + 2
        height: Theme.iconSmall + 2
        name: fact.iconName
    }
    AppText {
        anchors.left: picture.right
        anchors.leftMargin: Theme.gap3 - 2
        anchors.right: value.left
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        text: fact.label
        color: Theme.color.secondary
    }
    AppText {
        id: value

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: fact.value
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// One line of a PopupMenu.
T.MenuItem {
    id: item

    property string iconName
    property bool dangerous: false
    property string shortcutHint // at the end of the line

    readonly property color ink: dangerous ? Theme.color.bad : Theme.color.text

    implicitWidth: Theme.grown(200) + (hint.visible ? hint.implicitWidth + Theme.gap3 : 0)
    implicitHeight: visible ? Theme.compactHeight : 0
    leftPadding: Theme.gap2
    rightPadding: Theme.gap2
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.MenuItem
    Accessible.name: item.text
    Accessible.onPressAction: item.clicked()

    background: Rectangle {
        radius: Theme.radiusSmall
        color: item.highlighted ? Theme.color.hovered : "transparent"
    }
    AppText {
        id: hint

        anchors.right: parent.right
        anchors.rightMargin: item.rightPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: item.shortcutHint !== ""
        text: item.shortcutHint
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
    }
    contentItem: Row {
        spacing: Theme.gap2 + 2
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall + 2
            height: Theme.iconSmall + 2
            name: item.iconName
            color: item.dangerous ? Theme.color.bad : Theme.color.icon
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: item.text
            color: item.ink
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Over a block of code, while the pointer or the keyboard is there: its language, and the button that copies it.
Rectangle {
    id: tools

    required property CodeBlock block

    property bool copied: false

    implicitWidth: row.width + Theme.gap1
    implicitHeight: row.height
    radius: Theme.radiusSmall
    color: Theme.color.raised

    Row {
        id: row

        anchors.right: parent.right
        spacing: Theme.gap1
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: Theme.gap1
            text: tools.block.language
            color: Theme.color.secondary
            font.pixelSize: Theme.textTiny
        }
        IconButton {
            size: Theme.avatarTiny
            iconSize: Theme.iconSmall
            iconName: tools.copied ? "check" : "copy"
            text: tools.copied ? qsTr("Copied") : qsTr("Copy code")
            focusPolicy: tools.block.reachable ? Qt.TabFocus : Qt.NoFocus
            onClicked: {
                tools.block.copyWanted();
                tools.copied = true;
                again.restart();
            }
            Keys.onLeftPressed: tools.block.scrollBy(-Theme.gap10)
            Keys.onRightPressed: tools.block.scrollBy(Theme.gap10)
        }
    }
    Timer {
        id: again

        interval: 1500
        onTriggered: tools.copied = false
    }
}

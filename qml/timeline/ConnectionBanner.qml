// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// A slim line while there is no connection. Being offline is a state, not an error: reading and writing continue.
Rectangle {
    id: banner

    required property ConnectionState connection

    height: connection.online ? 0 : Math.max(Theme.grown(36), line.implicitHeight + Theme.gap2)
    clip: true
    color: Theme.color.warnSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text
    Behavior on height {
        NumberAnimation { duration: Theme.motionSlow; easing.type: Easing.OutCubic }
    }

    Row {
        id: line

        anchors.centerIn: parent
        spacing: Theme.gap2
        Icon {
            id: picture

            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall
            height: Theme.iconSmall
            name: "offline"
            color: Theme.color.warn
        }
        AppText {
            id: words

            readonly property real around: picture.width + line.spacing * 2 + Theme.gap4
                                           + (retry.visible ? retry.implicitWidth + line.spacing : 0)

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(natural.advanceWidth) + 1, banner.width - around) // implicitWidth depends on it
            wrapMode: Text.Wrap
            text: banner.connection.description
            font.pixelSize: Theme.textSmall
            font.weight: Font.Medium

            TextMetrics {
                id: natural

                font: words.font
                text: words.text
            }
        }
        PushButton {
            id: retry

            anchors.verticalCenter: parent.verticalCenter
            implicitHeight: Theme.grown(26)
            visible: banner.connection.canTryNow
            kind: PushButton.Link
            text: qsTr("Try now")
            onClicked: banner.connection.tryNow()
        }
    }
}

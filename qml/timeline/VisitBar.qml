// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// A slim line over messages that a search has led to, with the way back.
Rectangle {
    id: bar

    required property RoomView view

    signal backWanted

    height: view.visiting ? Math.max(Theme.grown(36), line.implicitHeight + Theme.gap2) : 0
    visible: height > 0
    clip: true
    color: Theme.color.side

    Row {
        id: line

        anchors.centerIn: parent
        spacing: Theme.gap1
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, bar.width - backButton.implicitWidth - Theme.gap6)
            text: qsTr("Found by the search. Nothing is marked as read.")
            font.pixelSize: Theme.textSmall
        }
        PushButton {
            id: backButton

            anchors.verticalCenter: parent.verticalCenter
            implicitHeight: Theme.grown(26)
            kind: PushButton.Link
            text: qsTr("Go back")
            onClicked: bar.backWanted()
        }
    }
    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}

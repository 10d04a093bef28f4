// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// A pinned message: author and time, and its text in one line. A press goes there.
T.AbstractButton {
    id: row

    required property real seq
    required property real by
    required property string author
    required property string words
    required property string time

    implicitHeight: Theme.grown(44)
    leftPadding: Theme.gap4
    rightPadding: Theme.gap4
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: Words.fill(qsTr("Go to the pinned message of %1: %2"), [author, words])
    Accessible.onPressAction: row.clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: Theme.gap2
            anchors.rightMargin: Theme.gap2
            radius: Theme.radiusSmall
            color: row.hovered ? Theme.color.hovered : "transparent"
            FocusRing {
                shown: row.visualFocus
                inset: 0
                radius: Theme.radiusSmall
            }
        }
    }
    contentItem: Item {
        AppText {
            id: name

            anchors.left: parent.left
            anchors.right: when.left
            anchors.rightMargin: Theme.gap2
            anchors.bottom: parent.verticalCenter
            text: row.author
            color: Theme.authorInk(row.by)
            font.pixelSize: Theme.textSmall
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        AppText {
            id: when

            anchors.right: parent.right
            anchors.baseline: name.baseline
            text: row.time
            color: Theme.color.secondary
            font.pixelSize: Theme.textTiny
            Accessible.ignored: true
        }
        AppText {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.verticalCenter
            anchors.topMargin: 1
            text: row.words
            font.pixelSize: Theme.textSmall
            Accessible.ignored: true
        }
    }
}

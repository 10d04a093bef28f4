// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// A message that was found: its author, room and time, and the text around the hits. A press goes there.
T.ItemDelegate {
    id: row

    required property int index
    required property real by
    required property string author
    required property string room
    required property string time
    required property string words
    required property string line
    required property string files
    property bool current: false
    property bool ringed: false // it is current, and the list has the keyboard

    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    padding: Theme.gap3
    leftPadding: Theme.gap4
    rightPadding: Theme.gap4
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: Words.fill(qsTr("%1 in %2: %3"), [author, room, line !== "" ? line : files])
    Accessible.description: row.time
    Accessible.selected: row.current
    Accessible.onPressAction: row.clicked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: Theme.gap2
            anchors.rightMargin: Theme.gap2
            radius: Theme.radiusMedium
            color: row.current ? Theme.color.raised : row.hovered ? Theme.color.hovered : "transparent"
            FocusRing {
                shown: row.ringed
                inset: 0
            }
        }
    }
    contentItem: Column {
        spacing: 3
        Item {
            width: parent.width
            height: authorText.implicitHeight
            AppText {
                id: authorText

                anchors.left: parent.left
                width: Math.min(implicitWidth, Math.max(parent.width - timeText.width - roomText.implicitWidth - Theme.gap3,
                                                        parent.width * 0.35))
                text: row.author
                color: Theme.authorInk(row.by)
                font.pixelSize: Theme.textSmall
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            AppText {
                id: roomText

                anchors.left: authorText.right
                anchors.leftMargin: Theme.gap1 + 2
                anchors.right: timeText.left
                anchors.rightMargin: Theme.gap2
                anchors.baseline: authorText.baseline
                text: qsTr("in %1").arg(row.room)
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
                Accessible.ignored: true
            }
            AppText {
                id: timeText

                anchors.right: parent.right
                anchors.baseline: authorText.baseline
                text: row.time
                color: Theme.color.secondary
                font.pixelSize: Theme.textTiny
                Accessible.ignored: true
            }
        }
        AppText {
            width: parent.width
            visible: row.words !== ""
            textFormat: Text.StyledText // of searchsnippet.h, which escapes what is foreign
            wrapMode: Text.Wrap
            maximumLineCount: 4
            text: row.words
            font.pixelSize: Theme.textUi
            lineHeight: Theme.bodyLineHeight
            Accessible.ignored: true
        }
        Item {
            width: parent.width
            height: filesText.implicitHeight
            visible: row.files !== ""
            Icon {
                id: clip

                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.iconSmall - 2
                height: width
                name: "paperclip"
            }
            AppText {
                id: filesText

                anchors.left: clip.right
                anchors.leftMargin: Theme.gap1
                anchors.right: parent.right
                elide: Text.ElideMiddle
                text: row.files
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
                Accessible.ignored: true
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// Under a message with answers: how many there are, when the last one came, and who wrote them. A press opens the thread.
T.AbstractButton {
    id: line

    required property MessageRow row

    readonly property int count: row.thread?.count ?? 0
    readonly property string last: row.thread?.last ?? ""
    readonly property var people: row.thread?.people ?? []
    readonly property string replies: qsTr("%n reply(s)", "", count)
    readonly property string since: last !== "" ? qsTr("last %1").arg(last) : ""

    implicitHeight: Theme.grown(26)
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    leftPadding: people.length > 0 ? 2 : 0
    rightPadding: Theme.gap2
    hoverEnabled: true
    focusPolicy: row.current ? Qt.TabFocus : Qt.NoFocus
    text: since === "" ? replies : Words.fill(qsTr("%1, %2"), [replies, since])
    onClicked: row.room.thread.open(row.seq)
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Accessible.role: Accessible.Button
    Accessible.name: line.text
    Accessible.description: qsTr("Opens the thread")
    Accessible.onPressAction: line.clicked()

    background: Rectangle {
        radius: Theme.radiusSmall
        color: line.hovered ? Theme.color.hovered : "transparent"
        FocusRing {
            shown: line.visualFocus
            inset: 0
            radius: Theme.radiusSmall
        }
    }
    contentItem: Row {
        spacing: Theme.gap2
        Row {
            anchors.verticalCenter: parent.verticalCenter
            visible: line.people.length > 0
            spacing: 2
            Repeater {
                model: line.people

                Avatar {
                    required property var modelData

                    initials: modelData.initials
                    colorId: modelData.by
                    size: Theme.avatarThread
                }
            }
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: line.replies
            color: Theme.color.accent
            font.pixelSize: Theme.textSmall
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: line.since !== ""
            text: "· " + line.since
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
            Accessible.ignored: true
        }
    }
}

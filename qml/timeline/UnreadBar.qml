// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Shows the unread count at the opening of the room, goes to the first unread message and back, and marks all as read.
Rectangle {
    id: bar

    required property RoomView view

    readonly property string count: view.unread >= 1000 ? qsTr("1,000+") : String(view.unread)
    readonly property string words: view.unreadSince === "" ? qsTr("%1 unread").arg(count)
                                                            : Words.fill(qsTr("%1 unread since %2"), [count, view.unreadSince])

    implicitHeight: Theme.grown(34)
    implicitWidth: jump.implicitWidth + done.implicitWidth + Theme.gap2
    visible: view.unread > 0 && !(view.unreadShown && view.atNewest)
    radius: height / 2
    color: Theme.color.raised
    border.width: Theme.hairline
    border.color: Theme.color.line

    T.AbstractButton {
        id: jump

        anchors.left: parent.left
        width: Math.min(implicitWidth, bar.width - done.width)
        height: parent.height
        implicitWidth: label.implicitWidth + Theme.iconSmall + Theme.gap3 + Theme.gap4
        hoverEnabled: true
        focusPolicy: Qt.TabFocus
        text: bar.words
        Accessible.role: Accessible.Button
        Accessible.name: bar.words
        Accessible.description: bar.view.unreadShown ? qsTr("Go back to where you were")
                                                     : qsTr("Go to the first unread message")
        Accessible.onPressAction: jump.clicked()
        Keys.onReturnPressed: clicked()
        onClicked: bar.view.toggleUnread()

        background: Rectangle {
            radius: height / 2
            color: jump.hovered ? Theme.color.hovered : "transparent"
            FocusRing {
                shown: jump.visualFocus
                radius: height / 2
            }
        }
        contentItem: Item {
            Icon {
                id: arrow

                anchors.left: parent.left
                anchors.leftMargin: Theme.gap3
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.iconSmall
                height: Theme.iconSmall
                name: "arrow-down"
                rotation: bar.view.unreadShown ? 0 : 180
                color: Theme.color.accent
            }
            AppText {
                id: label

                anchors.left: arrow.right
                anchors.leftMargin: Theme.gap2
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: bar.words
                color: Theme.color.accent
                font.pixelSize: Theme.textSmall
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
    }
    PushButton {
        id: done

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap1
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: Theme.grown(26)
        kind: PushButton.Link
        text: qsTr("Mark as read")
        onClicked: bar.view.markAllRead()
    }
}

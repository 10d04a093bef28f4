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
    required property real room // for its width

    readonly property string count: view.unread >= 1000 ? qsTr("1,000+") : String(view.unread)
    readonly property string words: view.unreadSince === "" ? qsTr("%1 unread").arg(count)
                                                            : Words.fill(qsTr("%1 unread since %2"), [count, view.unreadSince])

    readonly property real lineWidth: jump.implicitWidth + done.implicitWidth + Theme.gap2
    readonly property bool stacked: lineWidth > room

    implicitHeight: jump.height + (stacked ? done.height + Theme.gap1 : 0)
    implicitWidth: Math.min(lineWidth, room)
    visible: view.unread > 0 && !(view.unreadShown && view.atNewest)
    radius: Math.min(height, Theme.grown(34)) / 2
    color: Theme.color.raised
    border.width: Theme.hairline
    border.color: Theme.color.line

    T.AbstractButton {
        id: jump

        anchors.left: parent.left
        width: bar.stacked ? bar.room : implicitWidth
        height: Math.max(Theme.grown(34), label.implicitHeight + Theme.gap3)
        implicitWidth: Math.ceil(natural.advanceWidth) + 1 + Theme.iconSmall + Theme.gap3 + Theme.gap4
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
            radius: bar.radius
            color: jump.hovered ? Theme.color.hovered : "transparent"
            FocusRing {
                shown: jump.visualFocus
                radius: bar.radius
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
                wrapMode: Text.Wrap
                text: bar.words
                color: Theme.color.accent
                font.pixelSize: Theme.textSmall
                font.weight: Font.DemiBold
                Accessible.ignored: true

                TextMetrics {
                    id: natural

                    font: label.font
                    text: label.text
                }
            }
        }
    }
    PushButton {
        id: done

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap1
        y: bar.stacked ? jump.height : Math.round((bar.height - height) / 2)
        implicitHeight: Theme.grown(26)
        kind: PushButton.Link
        text: qsTr("Mark as read")
        onClicked: bar.view.markAllRead()
    }
}

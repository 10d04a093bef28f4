// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// A device on which the account is signed in: its name, when and from where it was used, and a button that signs it out.
Rectangle {
    id: row

    required property string name
    required property string detail
    required property bool current
    property bool busy: false

    readonly property bool stacked: width < Theme.grown(320) // no room for the button beside the text

    signal signOutWanted

    implicitHeight: column.implicitHeight + Theme.gap3 * 2
    radius: Theme.radiusMedium
    color: Theme.color.side
    border.width: Theme.hairline
    border.color: Theme.color.line
    Accessible.role: Accessible.ListItem
    Accessible.name: current ? Words.fill(qsTr("%1, %2"), [name, here.text]) : name
    Accessible.description: detail

    Column {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap4
        anchors.rightMargin: Theme.gap3
        y: Theme.gap3
        spacing: Theme.gap1

        Item {
            width: parent.width
            height: !row.stacked ? Math.max(words.implicitHeight, button.height)
                                 : words.implicitHeight + (button.visible ? Theme.gap2 + button.height : 0)
            Column {
                id: words

                anchors.left: parent.left
                anchors.right: row.stacked ? parent.right : button.left
                anchors.rightMargin: row.stacked ? 0 : Theme.gap3
                y: row.stacked ? 0 : Math.round((parent.height - height) / 2)
                spacing: 2
                AppText {
                    width: parent.width
                    text: row.name
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    font.weight: Font.Medium
                }
                AppText {
                    id: here

                    visible: row.current
                    width: parent.width
                    text: qsTr("This device")
                    color: Theme.color.good
                    font.pixelSize: Theme.textSmall
                    font.weight: Font.DemiBold
                }
                AppText {
                    visible: text !== ""
                    width: parent.width
                    text: row.detail
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    color: Theme.color.secondary
                    font.pixelSize: Theme.textSmall
                }
            }
            PushButton {
                id: button

                anchors.right: parent.right
                anchors.bottom: row.stacked ? parent.bottom : undefined
                anchors.verticalCenter: row.stacked ? undefined : parent.verticalCenter
                text: qsTr("Sign out")
                visible: !question.visible
                enabled: !row.busy
                Accessible.name: row.current ? Words.fill(qsTr("%1: %2"), [here.text, text]) : qsTr("Sign out %1").arg(row.name)
                onClicked: question.ask()
            }
        }
        Question {
            id: question

            width: parent.width
            text: row.current ? qsTr("Messages that are not sent yet are lost.")
                              : qsTr("It is disconnected at once, and needs your password to sign in again.")
            acceptText: qsTr("Sign out")
            busy: row.busy
            onAccepted: row.signOutWanted()
            onCancelled: button.forceActiveFocus(Qt.TabFocusReason)
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// A bot, a webhook, a ban or an invitation in a list: what it is, and buttons for another secret and for its end, which ask once more.
Rectangle {
    id: row

    required property string name
    required property string detail
    property string word // beside the name: its kind
    property string warning
    property string renewText // empty: there is no other secret to have
    property string renewQuestion
    property string removeText: qsTr("Remove")
    property string removeName: qsTr("Remove %1").arg(name) // for the button, which has no words
    required property string removeQuestion
    property string extraIcon // of a button that asks nothing; empty: there is none
    property string extraName
    property bool busy: false

    property string asking // "renew", "remove"; empty: nothing

    signal renewWanted
    signal removeWanted
    signal extraWanted

    function ask(what: string): void {
        asking = what;
        confirm.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: column.implicitHeight + Theme.gap3 * 2
    radius: Theme.radiusMedium
    color: Theme.color.side
    border.width: Theme.hairline
    border.color: Theme.color.line
    Accessible.role: Accessible.ListItem
    Accessible.name: word !== "" ? Words.fill(qsTr("%1, %2"), [name, word]) : name
    Accessible.description: warning !== "" ? warning : detail

    Column {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap4
        anchors.rightMargin: Theme.gap2
        y: Theme.gap3
        spacing: Theme.gap1

        Item {
            width: parent.width
            height: Math.max(title.implicitHeight, buttons.height)
            AppText {
                id: title

                anchors.left: parent.left
                anchors.right: kind.left
                anchors.rightMargin: Theme.gap2
                anchors.verticalCenter: parent.verticalCenter
                text: row.name
                font.weight: Font.Medium
            }
            AppText {
                id: kind

                anchors.right: buttons.left
                anchors.rightMargin: Theme.gap2
                anchors.verticalCenter: parent.verticalCenter
                text: row.word
                color: Theme.color.secondary
                font.pixelSize: Theme.textTiny
            }
            Row {
                id: buttons

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.gap1
                IconButton {
                    visible: row.extraIcon !== ""
                    iconName: row.extraIcon
                    text: row.extraName
                    onClicked: row.extraWanted()
                }
                IconButton {
                    visible: row.renewText !== ""
                    iconName: "retry"
                    text: Words.fill(qsTr("%1: %2"), [row.name, row.renewText])
                    enabled: !row.busy
                    onClicked: row.ask("renew")
                }
                IconButton {
                    iconName: "trash"
                    text: row.removeName
                    enabled: !row.busy
                    onClicked: row.ask("remove")
                }
            }
        }
        AppText {
            width: parent.width - Theme.gap2
            visible: text !== ""
            text: row.detail
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
        AppText {
            width: parent.width - Theme.gap2
            visible: text !== ""
            text: row.warning
            wrapMode: Text.Wrap
            color: Theme.color.warn
            font.pixelSize: Theme.textSmall
        }
        Column {
            width: parent.width - Theme.gap2
            visible: row.asking !== ""
            topPadding: Theme.gap1
            bottomPadding: Theme.gap1
            spacing: Theme.gap2
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                text: row.asking === "remove" ? row.removeQuestion : row.renewQuestion
            }
            Flow {
                width: parent.width
                spacing: Theme.gap2
                PushButton {
                    id: confirm

                    kind: row.asking === "remove" ? PushButton.Danger : PushButton.Primary
                    text: row.asking === "remove" ? row.removeText : row.renewText
                    enabled: !row.busy
                    onClicked: {
                        const what = row.asking;
                        row.asking = "";
                        if (what === "remove")
                            row.removeWanted();
                        else if (what === "renew")
                            row.renewWanted();
                    }
                }
                PushButton {
                    text: qsTr("Cancel")
                    onClicked: row.asking = ""
                }
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Somebody in the list of administrators, with a menu of what can be done; what has consequences asks once more.
Rectangle {
    id: row

    required property real userId
    required property string name
    required property string detail
    required property string word
    required property bool own
    required property bool administrator
    required property bool disabled
    required property bool mfa
    property bool busy: false

    property string asking // "disable", "role", "factor"; empty: nothing

    signal passwordLinkWanted
    signal factorRemovalWanted
    signal roleWanted(bool on)
    signal disablingWanted(bool on)

    function ask(what: string): void {
        asking = what;
        confirm.forceActiveFocus(Qt.TabFocusReason);
    }
    function act(what: string): void {
        if (what === "disable")
            disablingWanted(true);
        else if (what === "role")
            roleWanted(!administrator);
        else if (what === "factor")
            factorRemovalWanted();
    }

    implicitHeight: column.implicitHeight + Theme.gap3 * 2
    radius: Theme.radiusMedium
    color: Theme.color.side
    border.width: Theme.hairline
    border.color: Theme.color.line
    Accessible.role: Accessible.ListItem
    Accessible.name: word !== "" ? Words.fill(qsTr("%1, %2"), [name, word]) : name
    Accessible.description: detail

    PopupMenu {
        id: menu

        PopupMenuItem {
            visible: enabled
            enabled: !row.disabled
            iconName: "lock"
            text: qsTr("Link for a new password")
            onTriggered: row.passwordLinkWanted()
        }
        PopupMenuItem {
            visible: enabled
            enabled: row.mfa
            iconName: "close"
            text: qsTr("Switch second factor off")
            onTriggered: row.ask("factor")
        }
        PopupMenuItem {
            visible: enabled
            enabled: row.administrator || !row.disabled
            iconName: "person"
            text: row.administrator ? qsTr("Take the administrator's role") : qsTr("Make administrator")
            onTriggered: row.ask("role")
        }
        PopupMenuItem {
            visible: enabled
            enabled: row.disabled
            iconName: "check"
            text: qsTr("Enable account")
            onTriggered: row.disablingWanted(false)
        }
        PopupMenuItem {
            visible: enabled
            enabled: !row.disabled && !row.own
            dangerous: true
            iconName: "trash"
            text: qsTr("Disable account")
            onTriggered: row.ask("disable")
        }
    }
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
            height: Math.max(title.implicitHeight, more.height)
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

                anchors.right: more.left
                anchors.rightMargin: Theme.gap2
                anchors.verticalCenter: parent.verticalCenter
                text: row.word
                color: row.disabled ? Theme.color.warn : Theme.color.secondary
                font.pixelSize: Theme.textTiny
            }
            IconButton {
                id: more

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                iconName: "more"
                text: Words.fill(qsTr("More about %1"), [row.name])
                enabled: !row.busy
                onClicked: menu.popup(more, more.width - menu.width, more.height + Theme.gap1)
            }
        }
        AppText {
            width: parent.width - Theme.gap2
            text: row.detail
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            color: Theme.color.secondary
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
                text: {
                    if (row.asking === "disable")
                        return qsTr("All devices of this person are signed out, and the account can't sign in. Rooms and messages stay.");
                    if (row.asking === "factor")
                        return qsTr("The password alone signs in then. Do this only when you know who asks for it.");
                    return row.administrator ? qsTr("This person administers the server no more.")
                                             : qsTr("This person can do all that you can do here, also to you.");
                }
            }
            Flow {
                width: parent.width
                spacing: Theme.gap2
                PushButton {
                    id: confirm

                    kind: row.asking === "disable" ? PushButton.Danger : PushButton.Primary
                    text: row.asking === "disable" ? qsTr("Disable account") : qsTr("Confirm")
                    enabled: !row.busy
                    onClicked: {
                        const what = row.asking;
                        row.asking = "";
                        row.act(what);
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

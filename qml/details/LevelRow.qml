// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Which messages of the room the user is told of, on all devices, and the menu to choose.
T.AbstractButton {
    id: row

    required property NotificationSettings notifications
    required property real roomId

    readonly property var names: [qsTr("All messages"), qsTr("Mentions"), qsTr("Nothing")]
    property int level: NotificationSettings.All
    property string until // empty: until another is chosen

    function look(): void {
        const own = notifications.ownLevel(roomId);
        level = own < 0 ? notifications.level : own;
        until = notifications.ownLevelUntil(roomId);
    }

    text: until === "" ? names[level] : Words.fill(qsTr("%1 until %2"), [names[level], until])
    implicitHeight: Theme.grown(36)
    leftPadding: Theme.gap4
    rightPadding: Theme.gap4
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: Words.fill(qsTr("%1: %2"), [qsTr("Notifications"), text])
    Accessible.onPressAction: row.clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    onClicked: menu.openFor(roomId, row, row.width - menu.width - Theme.gap2, row.height)
    onRoomIdChanged: look()
    Component.onCompleted: look()

    Connections {
        target: row.notifications

        function onLevelsChanged(): void {
            row.look();
        }
    }
    LevelMenu {
        id: menu

        notifications: row.notifications
    }

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
        Icon {
            id: picture

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall + 2
            height: Theme.iconSmall + 2
            name: row.level === NotificationSettings.Nothing ? "bell-off" : "bell"
        }
        AppText {
            anchors.left: picture.right
            anchors.leftMargin: Theme.gap3 - 2
            anchors.right: chosen.left
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Notifications")
            color: Theme.color.secondary
            Accessible.ignored: true
        }
        Row {
            id: chosen

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap1
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: row.text
                Accessible.ignored: true
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                width: 12
                height: 12
                name: "chevron-down"
            }
        }
    }
}

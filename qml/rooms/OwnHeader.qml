// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The signed-in user, the state of the connection, whether notifications keep still, and the button to the settings.
Item {
    id: header

    required property CurrentUser me
    required property ConnectionState connection
    required property NotificationSettings notifications

    signal settingsWanted

    implicitHeight: Theme.headerHeight

    Avatar {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap4
        anchors.verticalCenter: parent.verticalCenter
        initials: header.me.initials
        colorId: header.me.userId
        size: Theme.avatarMedium
    }
    Column {
        anchors.left: picture.right
        anchors.leftMargin: Theme.gap3 - 2
        anchors.right: settingsButton.left
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        spacing: 1
        AppText {
            width: parent.width
            text: header.me.name
            font.weight: Font.DemiBold
        }
        Row {
            width: parent.width
            spacing: Theme.gap1 + 2
            Rectangle {
                id: light

                anchors.verticalCenter: parent.verticalCenter
                width: Theme.grown(7)
                height: width
                radius: width / 2
                color: header.connection.online ? Theme.color.good : Theme.color.warn
            }
            Icon {
                id: quiet

                anchors.verticalCenter: parent.verticalCenter
                visible: header.notifications.paused
                width: Theme.grown(13)
                height: width
                name: "bell-off"
            }
            AppText {
                readonly property string until: header.notifications.pausedUntil

                width: Math.min(implicitWidth, parent.width - light.width - parent.spacing - (quiet.visible ? quiet.width + parent.spacing : 0))
                text: !header.notifications.paused ? header.connection.shortText
                      : header.connection.online ? qsTr("Until %1").arg(until)
                      : Words.fill(qsTr("%1 · until %2"), [header.connection.shortText, until])
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
                Accessible.role: Accessible.StaticText
                Accessible.name: !header.notifications.paused ? text
                                 : Words.fill(qsTr("%1, quiet until %2"), [header.connection.shortText, until])
            }
        }
    }
    IconButton {
        id: settingsButton

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
        iconName: "settings"
        text: qsTr("Settings")
        shortcutHint: KeyHints.of("settings")
        onClicked: header.settingsWanted()
    }
}

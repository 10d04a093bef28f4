// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// The signed-in user with picture, status and presence, the state of the connection, whether notifications keep still, and
// the buttons to the own profile and to the settings.
Item {
    id: header

    required property CurrentUser me
    required property ConnectionState connection
    required property NotificationSettings notifications
    required property PictureStore pictures

    readonly property bool silent: notifications.paused || me.presence === CurrentUser.DoNotDisturb
    readonly property int light: !connection.online ? PresenceLight.None
                                 : me.presence === CurrentUser.Online ? PresenceLight.Online
                                 : me.presence === CurrentUser.Away ? PresenceLight.Away
                                 : me.presence === CurrentUser.DoNotDisturb ? PresenceLight.DoNotDisturb : PresenceLight.Offline

    signal settingsWanted
    signal profileWanted

    implicitHeight: Theme.headerHeight

    T.AbstractButton {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap4
        anchors.verticalCenter: parent.verticalCenter
        implicitWidth: Theme.avatarMedium
        implicitHeight: Theme.avatarMedium
        hoverEnabled: true
        text: qsTr("Profile and presence")
        Accessible.role: Accessible.ButtonMenu
        Accessible.name: text
        Accessible.description: header.me.presenceText
        Accessible.onPressAction: picture.clicked()
        onClicked: ownMenu.popup(picture, 0, picture.height + Theme.gap1)
        Keys.onReturnPressed: clicked()
        Keys.onEnterPressed: clicked()

        contentItem: RoomAvatar {
            id: face

            initials: header.me.initials
            colorId: header.me.userId
            size: Theme.avatarMedium
            store: header.pictures
            picture: header.me.picture
            PresenceDot {
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.margins: -2
                light: header.light
            }
        }
        background: Item {
            FocusRing {
                shown: picture.visualFocus
                radius: width / 2
            }
        }
    }
    ToolTipArea {
        owner: picture
        text: picture.text
    }
    OwnMenu {
        id: ownMenu

        me: header.me
        enabled: header.connection.online
        onProfileWanted: header.profileWanted()
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
                visible: header.silent
                width: Theme.grown(13)
                height: width
                name: "bell-off"
            }
            AppText {
                readonly property string until: header.notifications.pausedUntil
                readonly property string plain: !header.connection.online ? header.connection.shortText
                                                : header.me.status !== "" ? header.me.status
                                                : header.me.presence !== CurrentUser.Online ? header.me.presenceText : header.connection.shortText

                width: Math.min(implicitWidth, parent.width - light.width - parent.spacing - (quiet.visible ? quiet.width + parent.spacing : 0))
                text: !header.notifications.paused ? plain
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

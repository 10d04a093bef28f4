// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// One room in the list: avatar, name, the last message in one line, its time, and how many messages are for the user, or
// a dot for others that are unread. A muted room is dimmed and has neither.
T.ItemDelegate {
    id: row

    required property real roomId
    required property string name
    required property string initials
    required property real colorId
    required property string picture
    required property PictureStore pictures
    required property string lastLine
    required property string lastTime
    required property string draft
    required property int unread
    required property int badge // -1: a dot
    required property int level // of its notifications
    required property bool hasPassword
    required property bool direct
    required property int light // of the other person of a direct room
    required property string status // likewise
    property bool chosen: false
    property string iconName: "" // of a row that is no room and no person
    property string keys: "" // likewise
    property bool marked: false // highlighted by keys while the filter field has the focus

    readonly property string presence: light === PresenceLight.Away ? qsTr("Away")
                                       : light === PresenceLight.DoNotDisturb ? qsTr("Do not disturb")
                                       : light === PresenceLight.Online ? qsTr("Online") : ""
    readonly property string said: row.muted ? qsTr("Muted. %1").arg(row.lastLine)
                                   : row.badge > 0 ? Words.fill(qsTr("%1 for you. %2"), [row.badge, row.lastLine]) : row.lastLine
    readonly property bool muted: level === NotificationSettings.Nothing
    readonly property bool showsDraft: draft !== "" && !chosen // an open room shows it in the composer

    implicitHeight: iconName !== "" ? Theme.grown(44) : Theme.roomRowHeight
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    leftPadding: Theme.gap2
    rightPadding: Theme.gap2
    Accessible.role: Accessible.ListItem
    Accessible.name: row.unread > 0 ? qsTr("%1, %n unread", "", row.unread).arg(row.name) : row.name
    Accessible.description: presence !== "" ? Words.fill(qsTr("%1. %2"), [presence, said]) : said
    Accessible.selected: row.chosen
    Accessible.onPressAction: row.clicked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 1
            anchors.bottomMargin: 1
            radius: Theme.radiusMedium
            color: row.chosen ? Theme.color.accentSoft : row.hovered ? Theme.color.hovered : "transparent"
            FocusRing {
                shown: row.marked
                inset: 0
            }
        }
    }
    contentItem: Item {
        RoomAvatar {
            id: avatar

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            visible: row.iconName === ""
            initials: row.initials
            colorId: row.colorId
            isRoom: !row.direct
            store: row.pictures
            picture: row.picture
            size: Theme.avatarRow
            PresenceDot {
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.margins: -2
                light: row.light
                ground: row.chosen ? Theme.color.accentSoft : Theme.color.side
            }
        }
        Icon {
            anchors.horizontalCenter: avatar.horizontalCenter
            anchors.verticalCenter: parent.verticalCenter
            visible: row.iconName !== ""
            width: Theme.iconMedium
            height: Theme.iconMedium
            name: visible ? row.iconName : "search"
        }
        Column {
            anchors.left: avatar.right
            anchors.leftMargin: Theme.gap3 - 2
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.rowGap + 1
            Item {
                width: parent.width
                height: nameText.implicitHeight
                AppText {
                    id: nameText

                    anchors.left: parent.left
                    width: Math.min(implicitWidth, parent.width - timeText.implicitWidth - Theme.gap2
                                    - (signs.width > 0 ? signs.width + Theme.gap1 : 0))
                    text: row.name
                    color: row.muted && !row.chosen ? Theme.color.secondary : Theme.color.text
                    font.pixelSize: Theme.textUi
                    font.weight: row.unread > 0 && !row.muted ? Font.DemiBold : Font.Normal
                }
                Row {
                    id: signs

                    anchors.left: nameText.right
                    anchors.leftMargin: Theme.gap1
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.gap1
                    AppText {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: row.status !== ""
                        width: Math.min(implicitWidth, Theme.grown(90))
                        text: row.status
                        color: row.chosen ? Theme.color.accentSoftInk : Theme.color.secondary
                        font.pixelSize: Theme.textSmall
                        maximumLineCount: 1
                    }
                    Icon {
                        visible: row.hasPassword
                        width: Theme.grown(12)
                        height: Theme.grown(12)
                        name: "lock"
                    }
                    Icon {
                        visible: row.muted
                        width: Theme.grown(12)
                        height: Theme.grown(12)
                        name: "bell-off"
                    }
                }
                AppText {
                    id: timeText

                    anchors.right: parent.right
                    anchors.baseline: nameText.baseline
                    text: row.iconName !== "" ? row.keys : row.lastTime
                    color: row.chosen ? Theme.color.accentSoftInk : Theme.color.secondary
                    font.pixelSize: Theme.textTiny
                }
            }
            Item {
                width: parent.width
                height: Math.max(lastText.implicitHeight, Theme.grown(18))
                visible: row.iconName === ""
                AppText {
                    id: lastText

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - (row.badge > 0 ? count.width + Theme.gap2 : row.badge < 0 ? dot.width + Theme.gap3 : 0)
                    text: row.showsDraft ? qsTr("Draft: %1").arg(row.draft) : row.lastLine
                    color: row.showsDraft ? Theme.color.accent
                           : row.chosen ? Theme.color.accentSoftInk : Theme.color.secondary
                    font.pixelSize: Theme.textSmall
                    maximumLineCount: 1
                }
                CountBadge {
                    id: count

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    count: row.badge
                    important: true
                }
                Rectangle {
                    id: dot

                    anchors.right: parent.right
                    anchors.rightMargin: Theme.gap1
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.badge < 0
                    width: Theme.grown(8)
                    height: width
                    radius: width / 2
                    color: Theme.color.secondary
                }
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// One room in the list: avatar, name, the last message in one line, its time, and the unread count.
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
    required property int mentions
    required property bool hasPassword
    required property bool direct
    property bool chosen: false
    property bool marked: false // highlighted by keys while the filter field has the focus

    readonly property bool showsDraft: draft !== "" && !chosen // an open room shows it in the composer

    implicitHeight: Theme.grown(60)
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    leftPadding: Theme.gap2
    rightPadding: Theme.gap2
    Accessible.role: Accessible.ListItem
    Accessible.name: row.unread > 0 ? qsTr("%1, %n unread", "", row.unread).arg(row.name) : row.name
    Accessible.description: row.lastLine
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
            initials: row.initials
            colorId: row.colorId
            isRoom: !row.direct
            store: row.pictures
            picture: row.picture
            size: Theme.avatarRow
        }
        Column {
            anchors.left: avatar.right
            anchors.leftMargin: Theme.gap3 - 2
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: 3
            Item {
                width: parent.width
                height: nameText.implicitHeight
                AppText {
                    id: nameText

                    anchors.left: parent.left
                    width: Math.min(implicitWidth, parent.width - timeText.implicitWidth - Theme.gap2
                                    - (lockIcon.visible ? lockIcon.width + Theme.gap1 : 0))
                    text: row.name
                    font.pixelSize: Theme.textUi
                    font.weight: row.unread > 0 ? Font.DemiBold : Font.Normal
                }
                Icon {
                    id: lockIcon

                    anchors.left: nameText.right
                    anchors.leftMargin: Theme.gap1
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.hasPassword
                    width: 12
                    height: 12
                    name: "lock"
                }
                AppText {
                    id: timeText

                    anchors.right: parent.right
                    anchors.baseline: nameText.baseline
                    text: row.lastTime
                    color: row.chosen ? Theme.color.accentSoftInk : Theme.color.secondary
                    font.pixelSize: Theme.textTiny
                }
            }
            Item {
                width: parent.width
                height: Math.max(lastText.implicitHeight, Theme.grown(18))
                AppText {
                    id: lastText

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - (badge.visible ? badge.width + Theme.gap2 : 0)
                    text: row.showsDraft ? qsTr("Draft: %1").arg(row.draft) : row.lastLine
                    color: row.showsDraft ? Theme.color.accent
                           : row.chosen ? Theme.color.accentSoftInk : Theme.color.secondary
                    font.pixelSize: Theme.textSmall
                    maximumLineCount: 1
                }
                CountBadge {
                    id: badge

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    count: row.unread
                    important: row.mentions > 0 || row.direct
                }
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme
import Confab.Timeline // for RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// Who wrote a message, and when: where a group of messages begins.
Item {
    id: face

    required property MessageRow row

    implicitHeight: Theme.groupGap + name.implicitHeight

    RoomAvatar {
        anchors.left: face.left
        anchors.leftMargin: Theme.gap5
        y: Theme.groupGap + 1
        initials: face.row.initials
        colorId: face.row.by
        size: Theme.avatarMessage
        store: face.row.room ? face.row.room.files.pictures : null
        picture: face.row.picture
    }
    AppText {
        id: name

        anchors.left: face.left
        anchors.leftMargin: face.row.gutter
        y: Theme.groupGap
        width: Math.min(implicitWidth, face.row.contentWidth - when.width - Theme.gap2 - (badge.item ? badge.width + Theme.gap2 : 0)
                                       - (mood.width > 0 ? mood.width + Theme.gap2 : 0))
        text: face.row.author
        font.pixelSize: Theme.textBody
        font.weight: Font.DemiBold
    }
    RowPart {
        id: badge

        anchors.left: name.right
        anchors.leftMargin: item ? Theme.gap2 : 0
        anchors.verticalCenter: name.verticalCenter
        owner: face.row
        file: "RowBotBadge.qml"
        wanted: face.row.bot
    }
    AppText {
        id: mood

        anchors.left: badge.right
        anchors.leftMargin: text !== "" ? Theme.gap1 + 2 : 0
        anchors.verticalCenter: name.verticalCenter
        width: text !== "" ? implicitWidth : 0
        text: face.row.statusEmoji
        font.pixelSize: Theme.textSmall
    }
    AppText {
        id: when

        anchors.left: mood.right
        anchors.leftMargin: Theme.gap2
        anchors.baseline: name.baseline
        text: face.row.time
        color: Theme.color.secondary
        font.pixelSize: Theme.textTiny
    }
}

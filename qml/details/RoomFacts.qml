// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The room's picture, name, topic and settings, as far as they are not the usual ones, and what the user hears of it.
Column {
    id: facts

    required property CurrentRoom room
    required property NotificationSettings notifications

    signal messageChosen(real seq)

    topPadding: Theme.gap6
    spacing: Theme.gap1

    RoomAvatar {
        anchors.horizontalCenter: parent.horizontalCenter
        initials: facts.room.facts.initials
        colorId: facts.room.facts.colorId
        isRoom: !facts.room.facts.direct
        store: facts.room.files.pictures
        picture: facts.room.facts.picture
        size: Theme.avatarLarge
    }
    Item { width: 1; height: Theme.gap2 }
    AppText {
        x: Theme.gap4
        width: parent.width - Theme.gap8
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        maximumLineCount: 3
        text: facts.room.facts.name
        font.pixelSize: Theme.textHeading
        font.weight: Font.DemiBold
    }
    AppText {
        x: Theme.gap4
        width: parent.width - Theme.gap8
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        maximumLineCount: 6
        text: facts.room.facts.topic
        color: Theme.color.secondary
        lineHeight: 1.2
    }
    Item { width: 1; height: Theme.gap3 }
    FactRow {
        x: Theme.gap4
        width: parent.width - Theme.gap8
        visible: facts.room.facts.archived
        iconName: "archive"
        label: qsTr("Archived")
        value: qsTr("Read only")
    }
    FactRow {
        x: Theme.gap4
        width: parent.width - Theme.gap8
        visible: !facts.room.facts.direct
        iconName: facts.room.facts.hidden ? "eye-off" : "globe"
        label: qsTr("Visibility")
        value: facts.room.facts.hidden ? qsTr("Hidden") : qsTr("Public")
    }
    FactRow {
        x: Theme.gap4
        width: parent.width - Theme.gap8
        visible: facts.room.facts.hasPassword
        iconName: "lock"
        label: qsTr("Password")
        value: qsTr("Required to join")
    }
    FactRow {
        x: Theme.gap4
        width: parent.width - Theme.gap8
        visible: facts.room.facts.capacity > 0
        iconName: "people"
        label: qsTr("Capacity")
        value: facts.room.facts.hereKnown ? Words.fill(qsTr("%1 of %2 here"), [facts.room.facts.here, facts.room.facts.capacity])
                                          : qsTr("Up to %1 at once").arg(facts.room.facts.capacity)
    }
    LevelRow {
        width: parent.width
        notifications: facts.notifications
        roomId: facts.room.roomId
    }
    Item { width: 1; height: Theme.gap2 }
    Hairline {
        width: parent.width
    }
    PinnedSection {
        width: parent.width
        pins: facts.room.pins
        onChosen: seq => facts.messageChosen(seq)
    }
}

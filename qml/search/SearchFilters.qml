// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Theme

// What narrows a search down: the open room, and what can also be typed.
Flow {
    id: filters

    required property FoundMessagesModel found
    required property CurrentRoom room

    // The beginning of a filter that the user goes on to type.
    signal beginWanted(string filter)

    spacing: Theme.gap1 + 2
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Filters")

    FilterChip {
        readonly property string name: checked ? filters.found.roomName : filters.room.facts.name

        visible: checked || filters.room.roomId !== 0
        checked: filters.found.roomId !== 0
        text: qsTr("In %1").arg(name)
        onClicked: filters.found.roomId = checked ? 0 : filters.room.roomId
    }
    FilterChip {
        checked: filters.found.filters.includes("has:file") // qmllint disable
        text: qsTr("Files")
        onClicked: filters.found.toggleFilter("has:file")
    }
    FilterChip {
        checked: filters.found.filters.includes("has:image") // qmllint disable
        text: qsTr("Pictures")
        onClicked: filters.found.toggleFilter("has:image")
    }
    FilterChip {
        checked: filters.found.filters.includes("has:link") // qmllint disable
        text: qsTr("Links")
        onClicked: filters.found.toggleFilter("has:link")
    }
    FilterChip {
        togglable: false
        text: qsTr("From…")
        onClicked: filters.beginWanted("from:")
    }
    FilterChip {
        togglable: false
        text: qsTr("Before…")
        onClicked: filters.beginWanted("before:")
    }
    FilterChip {
        togglable: false
        text: qsTr("After…")
        onClicked: filters.beginWanted("after:")
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The pinned messages of the room: the newest few, or all of them.
Column {
    id: section

    required property PinsModel pins

    readonly property int few: 3
    property bool all: false

    signal chosen(real seq)

    visible: pins.count > 0

    Connections {
        target: section.pins // qmllint disable

        function onModelReset(): void {
            section.all = false;
        }
    }
    MemberSection {
        width: parent.width
        section: qsTr("Pinned")
    }
    Repeater {
        model: section.pins

        PinnedRow {
            required property int index

            width: section.width
            visible: section.all || index < section.few
            onClicked: section.chosen(seq)
        }
    }
    PushButton {
        x: Theme.gap2
        visible: !section.all && section.pins.count > section.few
        implicitHeight: Theme.grown(28)
        kind: PushButton.Link
        text: qsTr("Show all %n", "", section.pins.count)
        onClicked: section.all = true
    }
    Item { width: 1; height: Theme.gap2 }
    Hairline {
        width: parent.width
    }
}

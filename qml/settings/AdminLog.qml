// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// What administrators and the operator did, the latest first.
Column {
    id: list

    required property AuditModel log

    spacing: Theme.gap4

    AppText {
        width: parent.width
        visible: list.log.empty
        text: qsTr("Nothing was done yet.")
        color: Theme.color.secondary
    }
    Repeater {
        model: list.log
        Column {
            id: entry

            required property string name
            required property string detail

            width: parent ? parent.width : 0
            spacing: Theme.gap1
            Accessible.role: Accessible.ListItem
            Accessible.name: name
            Accessible.description: detail

            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                text: entry.name
                font.weight: Font.Medium
            }
            AppText {
                width: parent.width
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                text: entry.detail
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
            }
        }
    }
    PushButton {
        visible: list.log.more
        text: qsTr("Show more")
        enabled: !list.log.busy
        onClicked: list.log.loadMore()
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Over the composer: the files that go with the next message.
Item {
    id: tray

    required property Attachments attachments
    required property PictureStore pictures

    readonly property bool shown: attachments.count > 0 || attachments.problem !== ""

    height: shown ? flow.height + Theme.gap2 : 0
    visible: shown

    Flow {
        id: flow

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap4
        anchors.rightMargin: Theme.gap4
        spacing: Theme.gap2
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Attached files")

        Repeater {
            model: tray.attachments
            delegate: AttachmentTile {
                pictures: tray.pictures
                width: Math.min(Theme.attachmentWidth, flow.width)
                onRemoveWanted: row => tray.attachments.remove(row)
                onRetryWanted: row => tray.attachments.retry(row)
            }
        }
        AppText {
            width: flow.width
            visible: text !== ""
            text: tray.attachments.problem
            color: Theme.color.bad
            font.pixelSize: Theme.textSmall
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
    }
}

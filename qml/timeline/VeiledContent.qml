// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// What stands for the message of a blocked person, and the way to it.
Row {
    id: veil

    required property MessageRow row

    width: row.contentWidth
    spacing: Theme.gap2

    AppText {
        anchors.verticalCenter: parent.verticalCenter
        text: veil.row.excerpt
        color: Theme.color.secondary
        font.italic: true
        font.pixelSize: Theme.textBody
    }
    PushButton {
        implicitHeight: Theme.grown(26)
        leftPadding: 0
        kind: PushButton.Link
        focusPolicy: veil.row.current ? Qt.TabFocus : Qt.NoFocus
        text: qsTr("Show")
        Accessible.description: veil.row.excerpt
        onClicked: veil.row.unveil(veil.row.index)
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Below an own message that could not be sent: the reason, and the actions.
Row {
    id: line

    required property MessageRow row

    spacing: Theme.gap1

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSmall
        height: Theme.iconSmall
        name: "alert"
        color: Theme.color.bad
    }
    AppText {
        anchors.verticalCenter: parent.verticalCenter
        text: line.row.failure !== "" ? qsTr("Not sent: %1").arg(line.row.failure) : qsTr("Not sent")
        color: Theme.color.bad
        font.pixelSize: Theme.textSmall
        width: Math.min(implicitWidth, line.row.contentWidth - retryButton.width - deleteButton.width - Theme.gap10)
    }
    PushButton {
        id: retryButton

        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: Theme.grown(26)
        kind: PushButton.Link
        text: qsTr("Retry")
        onClicked: line.row.retry(line.row.clientId)
    }
    PushButton {
        id: deleteButton

        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: Theme.grown(26)
        kind: PushButton.Link
        text: qsTr("Delete")
        onClicked: line.row.discard(line.row.clientId)
    }
}

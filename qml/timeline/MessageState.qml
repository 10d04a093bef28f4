// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The delivery state of an own message: a clock while it is being sent, a tick once the server has stored it.
Item {
    id: state

    required property MessageRow row

    readonly property bool sending: row.isPending

    implicitWidth: Theme.iconSmall
    implicitHeight: Theme.iconSmall
    Accessible.role: Accessible.StaticText
    Accessible.name: sending ? qsTr("Sending") : qsTr("Sent")

    Icon {
        anchors.centerIn: parent
        width: Theme.iconSmall - 2
        height: Theme.iconSmall - 2
        name: state.sending ? "clock" : "check"
        color: Theme.color.secondary
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Why the text in the composer can't be sent, shown over the messages and legible on them.
Rectangle {
    id: problem

    required property string text

    implicitWidth: words.implicitWidth + Theme.gap4
    implicitHeight: words.implicitHeight + Theme.gap2
    visible: text !== ""
    radius: Theme.radiusSmall
    color: Theme.color.badSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    AppText {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - Theme.gap4)
        text: problem.text
        color: Theme.color.bad
        font.pixelSize: Theme.textSmall
        Accessible.ignored: true
    }
}

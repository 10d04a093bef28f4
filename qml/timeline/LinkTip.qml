// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Where the link under the pointer leads, in a box below its text.
Rectangle {
    id: tip

    required property string text
    required property real most // the greatest width

    z: 1
    width: words.width + Theme.gap4
    height: words.height + Theme.gap2
    radius: Theme.radiusSmall
    visible: text !== ""
    color: Theme.color.tip

    AppText {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, tip.most - Theme.gap4)
        text: tip.text
        elide: Text.ElideMiddle
        color: Theme.color.tipInk
        font.pixelSize: Theme.textSmall
    }
}

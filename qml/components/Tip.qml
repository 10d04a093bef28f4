// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A control's name, shown below it after the pointer rested there.
T.ToolTip {
    id: tip

    required property T.AbstractButton owner
    required property string hint

    parent: owner
    x: Math.round((owner.width - width) / 2)
    y: owner.height + Theme.gap1
    margins: Theme.gap2
    leftPadding: Theme.gap2
    rightPadding: Theme.gap2
    topPadding: Theme.gap1
    bottomPadding: Theme.gap1
    delay: 600
    visible: owner.hovered && !owner.down
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding

    contentItem: Row {
        spacing: Theme.gap2
        AppText {
            text: tip.text
            color: Theme.color.tipInk
            font.pixelSize: Theme.textSmall
        }
        AppText {
            visible: tip.hint !== ""
            text: tip.hint
            color: Theme.color.tipInk
            opacity: 0.75
            font.pixelSize: Theme.textSmall
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.color.tip
    }
}

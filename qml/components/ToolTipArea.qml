// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// Shows a control's name after the pointer rested on it, made only when first needed.
Loader {
    id: area

    required property T.AbstractButton owner
    required property string text
    property string hint

    active: owner.hovered && text !== ""
    sourceComponent: T.ToolTip {
        id: tip

        parent: area.owner
        x: Math.round((area.owner.width - width) / 2)
        y: area.owner.height + Theme.gap1
        margins: Theme.gap2
        leftPadding: Theme.gap2
        rightPadding: Theme.gap2
        topPadding: Theme.gap1
        bottomPadding: Theme.gap1
        delay: 600
        visible: area.owner.hovered && !area.owner.down
        implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
        implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding

        contentItem: Row {
            spacing: Theme.gap2
            AppText {
                text: area.text
                color: Theme.color.tipInk
                font.pixelSize: Theme.textSmall
            }
            AppText {
                visible: area.hint !== ""
                text: area.hint
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
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme
import Confab.Timeline // for RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// A block of code: never wrapped, with a scroll bar of its own; its language and the button that copies it show while
// the pointer or the keyboard is there.
Rectangle {
    id: block

    required property string code
    property string language
    property bool dimmed: false
    property bool reachable: false

    signal copyWanted
    signal selecting(edit: TextEdit)

    function scrollBy(by: real): void {
        flick.contentX = Math.max(0, Math.min(flick.contentX + by, flick.contentWidth - flick.width));
    }

    implicitHeight: flick.height
    radius: Theme.radiusSmall
    color: Theme.color.raised

    HoverHandler {
        id: hover
    }
    Flickable {
        id: flick

        LayoutMirroring.enabled: false // code is read from the left everywhere
        LayoutMirroring.childrenInherit: true
        width: parent.width
        height: text.implicitHeight + text.topPadding + text.bottomPadding
        contentWidth: text.width
        clip: true
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentWidth > width
        T.ScrollBar.horizontal: bar.item as T.ScrollBar

        BodyText {
            id: text

            x: 0
            leftPadding: Theme.gap3
            rightPadding: Theme.gap3
            topPadding: Theme.gap1
            bottomPadding: Theme.gap1
            y: Theme.gap1
            width: Math.max(flick.width, implicitWidth)
            wrapMode: TextEdit.NoWrap
            text: block.code
            color: block.dimmed ? Theme.color.secondary : Theme.color.text
            font.family: Theme.codeFamily
            font.pixelSize: Theme.textCode
            horizontalAlignment: TextEdit.AlignLeft
            onSelecting: block.selecting(text)
        }
    }
    // There is more to the right.
    Rectangle {
        LayoutMirroring.enabled: false
        anchors.right: parent.right
        width: Theme.gap6
        height: parent.height
        radius: block.radius
        visible: flick.contentX + flick.width < flick.contentWidth - Theme.gap3
        gradient: Gradient {
            orientation: Gradient.Horizontal
            GradientStop { position: 0; color: Qt.alpha(block.color, 0) }
            GradientStop { position: 1; color: block.color }
        }
    }
    RowPart {
        id: bar

        anchors.bottom: block.bottom
        width: block.width
        owner: block
        role: "block"
        file: "CodeScrollBar.qml"
        wanted: flick.interactive
    }
    RowPart {
        id: tools

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 2
        owner: block
        role: "block"
        file: "CodeTools.qml"
        wanted: hover.hovered || block.reachable || tools.activeFocus
    }
}

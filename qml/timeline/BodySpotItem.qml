// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models

// A link or a spoiler of a message as a stop of the Tab key; the text draws it.
Item {
    id: spot

    required property var modelData // a BodySpot
    required property MessageBody content
    property bool reachable: false

    readonly property string href: modelData.href

    signal focusCame(href: string)
    signal focusWent(href: string)

    function press(): void {
        content.press(href);
    }

    activeFocusOnTab: reachable
    Accessible.role: modelData.spoiler ? Accessible.Button : Accessible.Link
    Accessible.name: modelData.name
    Accessible.focusable: true
    Accessible.onPressAction: press()
    Keys.onReturnPressed: press()
    Keys.onEnterPressed: press()
    Keys.onSpacePressed: press()
    onActiveFocusChanged: activeFocus ? focusCame(href) : focusWent(href)
    onReachableChanged: if (!reachable) focus = false // back to the list
}

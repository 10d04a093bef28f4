// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The app's mark and one line about what happens on this page.
Column {
    id: heading

    required property bool creating

    spacing: Theme.gap1
    bottomPadding: Theme.gap1

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 52
        height: 52
        radius: 16
        color: Theme.color.accent
        Icon {
            anchors.centerIn: parent
            width: 28
            height: 28
            name: "logo"
            color: Theme.color.accentInk
        }
    }
    Item { width: 1; height: Theme.gap2 }
    AppText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: heading.creating ? qsTr("Join Confab") : qsTr("Welcome back")
        font.pixelSize: Theme.textDisplay
        font.weight: Font.DemiBold
        font.letterSpacing: -0.3
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    AppText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.color.secondary
        text: heading.creating ? qsTr("Your account lives on the server you name.")
                               : qsTr("Sign in to go on where you left off.")
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The app's logo and one line about the purpose of this page.
Column {
    id: heading

    required property bool creating
    required property bool returning // this computer knows an account

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
        text: heading.creating ? qsTr("Create an account")
              : heading.returning ? qsTr("Welcome back") : qsTr("Sign in to Confab")
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
        text: heading.creating ? qsTr("The account is created on the server that you enter here.")
              : heading.returning ? qsTr("Sign in to continue where you left off.")
                                  : qsTr("Enter the server, your e-mail and your password.")
    }
}

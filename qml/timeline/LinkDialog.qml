// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Asks before a link opens whose text does not say where it leads.
ModalDialog {
    id: dialog

    required property MessageBody opener
    required property string target
    required property string destination

    title: qsTr("Open this link?")
    acceptText: qsTr("Open link")
    onConfirmed: {
        opener.open(target);
        close();
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        lineHeight: Theme.bodyLineHeight
        color: Theme.color.secondary
        text: qsTr("It leads to %1.").arg(dialog.destination)
    }
    Rectangle {
        width: parent.width
        height: address.height + Theme.gap4
        radius: Theme.radiusSmall
        color: Theme.color.raised

        AppText {
            id: address

            anchors.centerIn: parent
            width: parent.width - Theme.gap6
            text: dialog.target
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 6
            font.family: Theme.codeFamily
            font.pixelSize: Theme.textCode
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The link of an invitation: its text, which can be selected, and a button that copies it.
Rectangle {
    id: box

    required property string link

    property bool copied: false

    signal copyWanted

    onLinkChanged: copied = false

    implicitHeight: column.implicitHeight + Theme.gap4 * 2
    visible: link !== ""
    radius: Theme.radiusMedium
    color: Theme.color.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: hint.text

    Column {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.gap4
        y: Theme.gap4
        spacing: Theme.gap3

        AppText {
            id: hint

            width: parent.width
            wrapMode: Text.Wrap
            text: qsTr("Who has this link can join. Send it to those whom you invite.")
        }
        TextEdit {
            id: value

            width: parent.width
            readOnly: true
            selectByMouse: true
            activeFocusOnTab: true
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.WrapAnywhere
            text: box.link
            color: Theme.color.text
            selectionColor: Theme.color.accent
            selectedTextColor: Theme.color.accentInk
            font.family: Theme.codeFamily
            font.pixelSize: Theme.textSmall
            onActiveFocusChanged: if (activeFocus) selectAll()
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Invitation link")
            Accessible.readOnly: true
            FocusRing {
                anchors.fill: parent
                shown: value.activeFocus
            }
        }
        PushButton {
            kind: PushButton.Primary
            iconName: box.copied ? "check" : "copy"
            text: box.copied ? qsTr("Copied") : qsTr("Copy link")
            onClicked: {
                box.copyWanted();
                box.copied = true;
            }
        }
    }
}

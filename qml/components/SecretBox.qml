// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// A secret that is shown once: whose it is, its text, which can be selected, and a button that copies it.
Rectangle {
    id: box

    required property string use
    required property string secret
    property string advice: qsTr("Copy it now: it is not shown again. Give it to nobody but your program.")

    signal copyWanted
    signal doneWanted

    property bool copied: false

    onSecretChanged: copied = false

    implicitHeight: column.implicitHeight + Theme.gap4 * 2
    visible: secret !== ""
    radius: Theme.radiusMedium
    color: Theme.color.warnSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: Words.fill(qsTr("%1 %2"), [use, hint.text])

    Column {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.gap4
        y: Theme.gap4
        spacing: Theme.gap3

        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            text: box.use
            font.weight: Font.Medium
        }
        Rectangle {
            width: parent.width
            implicitHeight: value.implicitHeight + Theme.gap3 * 2
            height: implicitHeight
            radius: Theme.radiusSmall
            color: Theme.color.window
            border.width: Theme.hairline
            border.color: Theme.color.outline
            TextEdit {
                id: value

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.margins: Theme.gap3
                y: Theme.gap3
                readOnly: true
                selectByMouse: true
                activeFocusOnTab: true
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.WrapAnywhere
                text: box.secret
                color: Theme.color.text
                selectionColor: Theme.color.accent
                selectedTextColor: Theme.color.accentInk
                font.family: Theme.codeFamily
                font.pixelSize: Theme.textSmall
                onActiveFocusChanged: if (activeFocus) selectAll()
                Accessible.role: Accessible.EditableText
                Accessible.name: box.use
                Accessible.readOnly: true
                FocusRing {
                    anchors.fill: parent
                    shown: value.activeFocus
                }
            }
        }
        AppText {
            id: hint

            width: parent.width
            wrapMode: Text.Wrap
            text: box.advice
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
        Flow {
            width: parent.width
            spacing: Theme.gap2
            PushButton {
                kind: PushButton.Primary
                iconName: box.copied ? "check" : "copy"
                text: box.copied ? qsTr("Copied") : qsTr("Copy")
                onClicked: {
                    box.copyWanted();
                    box.copied = true;
                }
            }
            PushButton {
                text: qsTr("Done")
                onClicked: box.doneWanted()
            }
        }
    }
}

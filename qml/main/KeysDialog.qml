// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// F1: all keyboard shortcuts.
ModalDialog {
    id: dialog

    readonly property var keys: [
        { keys: qsTr("Ctrl+K"), what: qsTr("Go to a room or a person") },
        { keys: qsTr("Alt+↑ / Alt+↓"), what: qsTr("Previous / next room") },
        { keys: qsTr("Alt+Shift+↑ / ↓"), what: qsTr("Previous / next unread room") },
        { keys: qsTr("Ctrl+F"), what: qsTr("Search in this room") },
        { keys: qsTr("Ctrl+Shift+F"), what: qsTr("Search in all rooms") },
        { keys: qsTr("Ctrl+N"), what: qsTr("New room") },
        { keys: qsTr("Ctrl+Shift+N"), what: qsTr("Find rooms") },
        { keys: qsTr("Ctrl+."), what: qsTr("Show or hide details") },
        { keys: qsTr("F6"), what: qsTr("Next pane") },
        { keys: qsTr("Enter / Shift+Enter"), what: qsTr("Send / new line") },
        { keys: qsTr("@… / :…"), what: qsTr("Complete a member's name / an emoji") },
        { keys: qsTr("Ctrl+B / I / E"), what: qsTr("Bold / italic / code") },
        { keys: qsTr("Ctrl+Shift+V"), what: qsTr("Paste without formatting") },
        { keys: qsTr("↑"), what: qsTr("In the empty field: edit the last message") },
        { keys: qsTr("↑ / ↓, End"), what: qsTr("Scroll messages / go to newest") },
        { keys: qsTr("Tab, Menu"), what: qsTr("Tools / menu of the selected message") },
        { keys: qsTr("Ctrl+C"), what: qsTr("Copy the selected message") },
        { keys: qsTr("Esc"), what: qsTr("Close, back, dismiss the “New” line") },
        { keys: qsTr("Ctrl+,"), what: qsTr("Settings") },
        { keys: qsTr("F1"), what: qsTr("Keyboard shortcuts") }
    ]

    title: qsTr("Keyboard shortcuts")

    Column {
        width: parent.width
        spacing: Theme.gap2
        Repeater {
            model: dialog.keys
            Item {
                id: line

                required property var modelData

                width: parent.width
                height: Math.max(Theme.grown(26), what.implicitHeight)
                Accessible.role: Accessible.StaticText
                Accessible.name: Words.fill(qsTr("%1: %2"), [modelData.what, modelData.keys])
                AppText {
                    id: what

                    anchors.left: parent.left
                    anchors.right: keyBox.left
                    anchors.rightMargin: Theme.gap2
                    anchors.verticalCenter: parent.verticalCenter
                    wrapMode: Text.Wrap
                    text: line.modelData.what
                }
                Rectangle {
                    id: keyBox

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    width: keyText.implicitWidth + Theme.gap3
                    height: Theme.grown(26) - 2
                    radius: Theme.radiusSmall
                    color: Theme.color.raised
                    AppText {
                        id: keyText

                        anchors.centerIn: parent
                        text: line.modelData.keys
                        font.pixelSize: Theme.textSmall
                        color: Theme.color.secondary
                    }
                }
            }
        }
    }
}

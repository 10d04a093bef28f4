// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// All commands with their keys, which can be changed here.
ModalDialog {
    id: dialog

    required property KeyBindings bindings

    readonly property var fixedKeys: [
        { keys: qsTr("↑ / ↓, End"), what: qsTr("From message to message / to the newest") },
        { keys: qsTr("Tab, Menu"), what: qsTr("Tools / menu of the selected message") },
        { keys: qsTr("Ctrl+C"), what: qsTr("Copy the selected message") },
        { keys: qsTr("@… / :…"), what: qsTr("Complete a member's name / an emoji") },
        { keys: qsTr("Esc"), what: qsTr("Close, back, dismiss the “New” line") }
    ]
    property string recording // the command that gets the next key
    property string refusal

    // Every word of the filter is in the command or its keys. Without types, which qmllint 6.4 does not survive.
    function fits(text) {
        const known = text.toLowerCase();
        return filter.text.toLowerCase().split(" ").every(word => known.includes(word));
    }
    function record(command: string): void {
        refusal = "";
        recording = command;
    }
    function assign(command: string, key: int, modifiers: int): void {
        refusal = bindings.assign(command, key, modifiers);
        if (refusal === "")
            recording = "";
    }

    title: qsTr("Keyboard shortcuts")
    width: Math.min(Theme.grown(480), parent ? parent.width - Theme.gap8 : 0)
    initialFocus: filter
    error: refusal
    onClosed: {
        record("");
        filter.clear();
    }

    SearchField {
        id: filter

        width: parent.width
        placeholderText: qsTr("Find a command or a key")
    }
    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        text: qsTr("Choose a command to give it another key. Backspace takes its key away.")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
    }
    Column {
        width: parent.width
        spacing: Theme.gap1
        Repeater {
            model: dialog.bindings
            KeyRow {
                required property string command

                width: parent.width
                visible: dialog.fits(name + " " + keys)
                recording: dialog.recording === command
                onRecordWanted: {
                    forceActiveFocus(Qt.TabFocusReason);
                    dialog.record(command);
                }
                onKeyPressed: (key, modifiers) => dialog.assign(command, key, modifiers)
                onClearWanted: {
                    dialog.bindings.clear(command);
                    dialog.record("");
                }
                onCancelWanted: dialog.record("")
            }
        }
        Repeater {
            model: dialog.fixedKeys
            KeyRow {
                required property var modelData

                width: parent.width
                visible: dialog.fits(name + " " + keys)
                fixed: true
                name: modelData.what
                keys: modelData.keys
            }
        }
    }
    PushButton {
        text: qsTr("Set all as they were at first")
        onClicked: {
            dialog.record("");
            dialog.bindings.resetAll();
        }
    }
}

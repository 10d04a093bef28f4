// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// A command and its key. A press lets the next key be its own: Escape leaves it as it is, Backspace takes it away.
T.AbstractButton {
    id: row

    required property string name
    required property string keys
    property bool recording: false
    property bool fixed: false // its key can't be changed

    signal recordWanted
    signal keyPressed(int key, int modifiers)
    signal clearWanted
    signal cancelWanted

    implicitHeight: Math.max(Theme.grown(30), label.implicitHeight, keyBox.height + 2)
    hoverEnabled: !fixed
    focusPolicy: fixed ? Qt.NoFocus : Qt.TabFocus
    text: name
    Accessible.role: fixed ? Accessible.StaticText : Accessible.Button
    Accessible.name: Words.fill(qsTr("%1: %2"), [name, recording ? qsTr("press the new key") : keys !== "" ? keys : qsTr("no key")])
    Accessible.onPressAction: if (!row.fixed) row.recordWanted()
    onClicked: recordWanted()
    Keys.onShortcutOverride: event => event.accepted = row.recording
    Keys.onPressed: event => {
        const modifiers = [Qt.Key_Shift, Qt.Key_Control, Qt.Key_Alt, Qt.Key_Meta, Qt.Key_AltGr];
        event.accepted = recording || event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
        if (!recording && event.accepted)
            recordWanted();
        else if (recording && event.key === Qt.Key_Escape)
            cancelWanted();
        else if (recording && event.key === Qt.Key_Backspace)
            clearWanted();
        else if (recording && !modifiers.includes(event.key))
            keyPressed(event.key, event.modifiers);
    }
    onActiveFocusChanged: if (!activeFocus && recording) cancelWanted()

    background: Rectangle {
        radius: Theme.radiusSmall
        color: row.hovered ? Theme.color.hovered : "transparent"
        FocusRing {
            shown: row.visualFocus
            inset: -2
            radius: Theme.radiusSmall + 2
        }
    }
    contentItem: Item {
        AppText {
            id: label

            anchors.left: parent.left
            anchors.right: keyBox.left
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            wrapMode: Text.Wrap
            text: row.name
            Accessible.ignored: true
        }
        Rectangle {
            id: keyBox

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(natural.advanceWidth) + 1 + Theme.gap3, row.width * 0.5)
            height: Math.max(Theme.grown(26) - 2, keyText.implicitHeight + Theme.gap1)
            radius: Theme.radiusSmall
            color: row.recording ? Theme.color.accentSoft : Theme.color.raised
            border.width: row.recording ? Theme.hairline : 0
            border.color: Theme.color.accent
            AppText {
                id: keyText

                anchors.centerIn: parent
                width: parent.width - Theme.gap3
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                text: row.recording ? qsTr("Press a key…") : row.keys !== "" ? row.keys : qsTr("no key")
                font.pixelSize: Theme.textSmall
                color: row.recording ? Theme.color.accentSoftInk : Theme.color.secondary
                Accessible.ignored: true

                TextMetrics {
                    id: natural

                    font: keyText.font
                    text: keyText.text
                }
            }
        }
    }
}

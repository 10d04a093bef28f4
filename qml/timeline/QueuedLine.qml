// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Below an own message that waits to be sent: the actions to edit and to withdraw it. Appears after the message has
// waited for a moment, so that it does not flash below one that is sent at once.
Column {
    id: line

    required property MessageRow row

    readonly property QueuedMessages queue: row.room.queue
    readonly property string clientId: row.clientId
    readonly property bool editable: row.editable
    readonly property bool editing: queue.editing !== "" && queue.editing === clientId
    readonly property bool shown: due || editing
    property bool due: false

    spacing: Theme.gap1

    Timer {
        running: !line.due
        interval: 700
        onTriggered: line.due = true
    }
    Rectangle {
        width: parent.width
        height: input.implicitHeight + Theme.gap2
        visible: line.editing
        radius: Theme.radiusMedium
        color: Theme.color.side
        border.width: input.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: input.activeFocus ? Theme.color.accent : Theme.color.line

        T.TextArea {
            id: input

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            implicitHeight: Math.ceil(contentHeight) + topPadding + bottomPadding
            leftPadding: Theme.gap3
            rightPadding: Theme.gap3
            topPadding: Theme.gap1
            bottomPadding: Theme.gap1
            wrapMode: TextEdit.Wrap
            textFormat: TextEdit.PlainText
            selectByMouse: true
            color: Theme.color.text
            selectionColor: Theme.color.accent
            selectedTextColor: Theme.color.accentInk
            font.family: Theme.family
            font.pixelSize: Theme.textBody
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Text of the waiting message")
            Accessible.multiLine: true
            onVisibleChanged: {
                if (!visible)
                    return;
                text = line.queue.text;
                forceActiveFocus(Qt.OtherFocusReason);
                cursorPosition = length;
            }
            Keys.onPressed: event => {
                const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                if (enter && !(event.modifiers & (Qt.ShiftModifier | Qt.AltModifier)))
                    line.queue.save(text);
                else if (event.key === Qt.Key_Escape)
                    line.queue.cancel();
                else
                    return;
                event.accepted = true;
            }
        }
    }
    AppText {
        width: parent.width
        visible: line.editing && text !== ""
        text: line.queue.problem
        color: Theme.color.bad
        font.pixelSize: Theme.textSmall
        wrapMode: Text.Wrap
    }
    Row {
        spacing: Theme.gap1

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: !line.editing
            text: qsTr("Waiting to be sent")
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
        PushButton {
            implicitHeight: Theme.grown(26)
            visible: line.editable || line.editing
            kind: PushButton.Link
            text: line.editing ? qsTr("Save") : qsTr("Edit")
            onClicked: line.editing ? line.queue.save(input.text) : line.queue.edit(line.clientId)
        }
        PushButton {
            implicitHeight: Theme.grown(26)
            kind: PushButton.Link
            text: line.editing ? qsTr("Cancel") : qsTr("Delete")
            onClicked: line.editing ? line.queue.cancel() : line.queue.withdraw(line.clientId)
        }
    }
}

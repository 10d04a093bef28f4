// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Where one writes: grows to eight lines, Enter sends, Shift+Enter breaks the line. The draft belongs to the room and
// is there again when one comes back to it.
FocusScope {
    id: composer

    required property CurrentRoom room

    readonly property int lines: 8
    readonly property int over: room.bytesOver(input.text)
    readonly property bool canSend: input.text.trim().length > 0 && over <= 0

    implicitHeight: frame.height + Theme.gap4

    function send(): void {
        if (canSend && room.send(input.text))
            input.clear();
    }
    function showDraft(): void {
        input.text = room.draft;
        input.cursorPosition = input.length;
    }

    Component.onCompleted: showDraft()
    Connections {
        target: composer.room

        function onRoomChanged(): void {
            composer.showDraft();
        }
    }

    Rectangle {
        id: frame

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap4
        anchors.rightMargin: Theme.gap4
        height: Math.max(Theme.controlHeight + Theme.gap2, flick.height + Theme.gap3)
        radius: Theme.radiusLarge
        color: Theme.color.side
        border.width: input.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: input.activeFocus ? Theme.color.accent : Theme.color.line

        TapHandler {
            onTapped: input.forceActiveFocus(Qt.MouseFocusReason)
        }
        Flickable {
            id: flick

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap4
            anchors.right: sendButton.left
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            height: Math.min(input.implicitHeight, metrics.height * composer.lines)
            contentHeight: input.implicitHeight
            clip: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: SlimScrollBar {}

            T.TextArea.flickable: T.TextArea {
                id: input

                padding: 0
                topPadding: Theme.gap1
                bottomPadding: Theme.gap1
                focus: true
                wrapMode: TextEdit.Wrap
                textFormat: TextEdit.PlainText
                selectByMouse: true
                color: Theme.color.text
                selectionColor: Theme.color.accent
                selectedTextColor: Theme.color.accentInk
                placeholderText: qsTr("Message %1").arg(composer.room.name)
                font.family: Theme.family
                font.pixelSize: Theme.textBody
                Accessible.role: Accessible.EditableText
                Accessible.name: placeholderText
                Accessible.multiLine: true

                onTextChanged: composer.room.draft = text
                Keys.onPressed: event => {
                    const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                    if (enter && !(event.modifiers & (Qt.ShiftModifier | Qt.AltModifier))) {
                        event.accepted = true;
                        composer.send();
                    } else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab) {
                        event.accepted = true;
                        nextItemInFocusChain(event.key === Qt.Key_Tab).forceActiveFocus(Qt.TabFocusReason);
                    }
                }
            }
        }
        AppText {
            anchors.fill: flick
            verticalAlignment: Text.AlignVCenter
            visible: input.length === 0 && input.preeditText === ""
            text: input.placeholderText
            color: Theme.color.secondary
            font.pixelSize: Theme.textBody
        }
        FontMetrics {
            id: metrics

            font: input.font
        }
        AppText {
            anchors.right: sendButton.left
            anchors.rightMargin: Theme.gap2
            anchors.bottom: parent.top
            anchors.bottomMargin: Theme.gap1
            visible: composer.over > 0
            text: qsTr("%n byte(s) too long", "", composer.over)
            color: Theme.color.bad
            font.pixelSize: Theme.textSmall
        }
        SendButton {
            id: sendButton

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap1 + 2
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap1 + 2
            ready: composer.canSend
            onClicked: composer.send()
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// What is offered for the word before the caret of `input`: a list that grows upwards from it and never takes the focus.
// The field gives its keys to handleKey() first.
Rectangle {
    id: popup

    required property Completion completion
    required property T.TextArea input

    // Whether the key was for the list.
    function handleKey(event: var): bool {
        if (!visible || (event.modifiers & ~Qt.KeypadModifier) !== 0)
            return false;
        if (event.key === Qt.Key_Up || event.key === Qt.Key_Down)
            completion.moveBy(event.key === Qt.Key_Up ? -1 : 1);
        else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            completion.take();
        else if (event.key === Qt.Key_Escape)
            completion.dismiss();
        else
            return false;
        return true;
    }
    function lookAtWord(): void {
        const caret = input.cursorPosition;
        completion.edited(input.getText(Math.max(0, caret - 64), caret), caret); // Completion::lookedAt
    }
    // Beside the beginning of the word, within the parent.
    function place(): void {
        // When the text was cleared, the list is told a moment later.
        const word = input.positionToRectangle(Math.min(completion.start, input.length));
        const at = input.mapToItem(parent, word.x, word.y);
        x = Math.max(Theme.gap2, Math.min(at.x - Theme.gap3, parent.width - width - Theme.gap2));
        y = at.y - Theme.gap3 - height;
    }

    z: 1
    width: Math.min(Theme.grown(320), parent.width - Theme.gap4)
    height: list.count * Theme.compactHeight + Theme.gap1 * 2
    visible: completion.open && input.activeFocus
    color: Theme.color.window
    radius: Theme.radiusMedium
    border.width: Theme.hairline
    border.color: Theme.color.line
    onHeightChanged: place()
    onWidthChanged: place()
    onVisibleChanged: place()

    Connections {
        target: popup.input
        enabled: popup.input.activeFocus

        function onTextChanged(): void {
            popup.lookAtWord();
        }
        function onCursorPositionChanged(): void {
            popup.completion.caretMoved(popup.input.cursorPosition);
        }
    }
    Connections {
        target: popup.completion
        enabled: popup.input.activeFocus

        function onChanged(): void {
            popup.place();
        }
        function onTaken(start: int, end: int, text: string): void {
            popup.input.remove(start, end);
            popup.input.insert(start, text);
        }
    }
    SoftShadow {}
    MouseArea {
        anchors.fill: parent // what is below gets nothing
        onWheel: wheel => wheel.accepted = true
    }
    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: Theme.gap1
        model: popup.completion
        interactive: false
        Accessible.role: Accessible.List
        Accessible.name: popup.completion.title
        delegate: CompletionRow {
            width: list.width
            chosen: index === popup.completion.current
            onTaken: popup.completion.take(index)
        }
    }
}

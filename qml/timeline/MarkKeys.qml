// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The keys that put the marks of Markdown around the selection: Ctrl+B, Ctrl+I and Ctrl+E.
QtObject {
    id: keys

    required property TextEdit field

    function handleKey(event: var): bool {
        if (event.modifiers !== Qt.ControlModifier)
            return false;
        if (event.key === Qt.Key_B)
            mark("**");
        else if (event.key === Qt.Key_I)
            mark("*");
        else if (event.key === Qt.Key_E)
            markCode();
        else
            return false;
        return true;
    }
    // Again takes the marks away; without a selection the cursor stands between them.
    function mark(sign: string): void {
        const start = field.selectionStart;
        const end = field.selectionEnd;
        const size = sign.length;
        const before = field.getText(0, start);
        const marked = before.endsWith(sign) && field.getText(end, field.length).startsWith(sign);
        if (marked && !(sign === "*" && before.endsWith("**") && !before.endsWith("***"))) {
            field.remove(end, end + size);
            field.remove(start - size, start);
            field.select(start - size, end - size);
            return;
        }
        field.insert(end, sign);
        field.insert(start, sign);
        field.select(start + size, end + size);
    }
    function markCode(): void {
        const start = field.selectionStart;
        const end = field.selectionEnd;
        if (!field.getText(start, end).includes("\n"))
            return mark("`");
        field.insert(end, "\n```");
        field.insert(start, "```\n");
    }
}

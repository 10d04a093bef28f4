// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The commands that put the marks of Markdown around the selection.
QtObject {
    id: keys

    required property TextEdit field

    // Whether it is one of these.
    function run(command: string): bool {
        if (command === "bold")
            mark("**");
        else if (command === "italic")
            mark("*");
        else if (command === "code")
            markCode();
        else if (command === "link")
            markLink();
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
    // [words](address): the cursor is where something is to be typed, and a selected address is one already.
    function markLink(): void {
        const start = field.selectionStart;
        const text = field.getText(start, field.selectionEnd);
        const isAddress = /^https?:\/\/\S+$/.test(text);
        const words = isAddress ? "" : text;
        const address = isAddress ? text : "https://";
        field.remove(start, field.selectionEnd);
        field.insert(start, "[" + words + "](" + address + ")");
        if (words === "")
            field.cursorPosition = start + 1;
        else
            field.select(start + words.length + 3, start + words.length + 3 + address.length);
    }
}

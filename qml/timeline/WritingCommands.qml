// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models

// The commands that change what stands in a field for a message.
QtObject {
    id: commands

    required property TextEdit field
    required property RoomComposer writer
    required property TimelineModel rows // whose last message can be answered

    readonly property MarkKeys marks: MarkKeys {
        field: commands.field
    }
    readonly property SentTexts sent: SentTexts {}

    // Whether it did something, so that the key is not the field's; undefined: it is none of these.
    function run(command: string): var {
        const empty = field.length === 0;
        switch (command) {
        case "newLine": return breakLine();
        case "editLast": return empty && writer.editLast();
        case "replyLast": return empty && replyToLast();
        case "earlierText": return showSent(-1);
        case "laterText": return showSent(1);
        }
        return marks.run(command) ? true : undefined;
    }
    function breakLine(): bool {
        field.remove(field.selectionStart, field.selectionEnd);
        field.insert(field.cursorPosition, "\n");
        return true;
    }
    function replyToLast(): bool {
        const last = rows.seqAt(0);
        if (last !== 0)
            writer.reply(last);
        return last !== 0;
    }
    function showSent(by: int): bool {
        const text = sent.step(by, field.text);
        if (text === undefined)
            return false;
        field.text = text;
        field.cursorPosition = field.length;
        return true;
    }
}

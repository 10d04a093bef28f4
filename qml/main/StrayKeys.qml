// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The text of a key that no item accepted goes to the home of the focus.
Item {
    signal homeWanted // from within take()

    function take(event: var): void {
        const commands = event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier);
        const altGr = Qt.ControlModifier | Qt.AltModifier; // what Windows makes of it; "@" needs it on many keyboards
        const paste = event.matches(StandardKey.Paste);
        const printable = (commands === 0 || commands === altGr) && event.text !== "" && event.text >= " " && event.text !== "\u007f";
        if (!paste && !printable)
            return;
        homeWanted();
        const field = Window.activeFocusItem;
        if (!(field instanceof TextEdit) && !(field instanceof TextInput))
            return;
        event.accepted = true;
        if (paste)
            field.paste();
        else
            field.insert(field.cursorPosition, event.text);
    }
}

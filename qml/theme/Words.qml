// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma Singleton

import QtQml

// Sentences that consist of several values.
QtObject {
    // Replaces %1, %2 … with the values. A chain of arg() would also replace a placeholder inside an earlier value, for
    // example in a name "50 %2", and arg() takes a single value in Qt 6.4.
    function fill(text: string, values: var): string {
        return text.replace(/%([1-9])/g, (place, number) => number <= values.length ? String(values[number - 1]) : place);
    }
    // Where the text of a field begins in a mirrored layout: an empty one where its hint does, others on the side of their
    // first letter. Qt aligns by itself, but in a mirrored layout an empty field by the keyboard.
    function beginsRight(text: string): bool {
        return text === "" || /^[^A-Za-z\u00c0-\u058f\u0900-\ud7ff]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text);
    }
}

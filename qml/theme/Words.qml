// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma Singleton

import QtQml

// Sentences that are made of several values.
QtObject {
    // Puts the values in the places of %1, %2 … A chain of arg() would also fill in what looks like a place inside a value
    // that was put in before, for example in a name "50 %2", and arg() takes a single value in Qt 6.4.
    function fill(text: string, values: var): string {
        return text.replace(/%([1-9])/g, (place, number) => number <= values.length ? String(values[number - 1]) : place);
    }
}

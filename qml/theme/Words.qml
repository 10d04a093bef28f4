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
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// What was sent from a field in this run, to go through it again.
QtObject {
    id: sent

    readonly property int most: 50
    property var texts: []
    property int at: 0 // the one that is shown; texts.length: none

    // Without types: qmllint of Qt 6.4 does not survive a list in a function with them.
    function add(text) {
        if (text.trim() !== "" && text !== texts[texts.length - 1])
            texts = texts.concat([text]).slice(-most);
        at = texts.length;
    }
    // The text `by` places later, for a field that shows this one; undefined when there is none, or when the field has
    // a text of its own.
    function step(by, shown) {
        if (shown === "")
            at = texts.length;
        else if (shown !== texts[at])
            return undefined;
        if (at + by < 0 || at + by > texts.length)
            return undefined;
        at += by;
        return texts[at] ?? "";
    }
}

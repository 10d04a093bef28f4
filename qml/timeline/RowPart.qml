// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// A part that few rows have, made only where it is wanted: a hidden one costs as much as one that shows. Loaded by file
// and not as a Component: on Qt 6.4 a Loader can't create components that are bound to a file's ids.
// Its height is right at once: a row that grows a frame later pushes up the rows above it.
Loader {
    id: part

    required property bool wanted
    required property string file // in this folder
    required property Item owner
    property string role: "row" // the property of the part that gets the owner

    property bool complete: false

    function load(): void {
        if (wanted)
            setSource(file, { [role]: owner });
        else
            source = "";
    }

    height: item ? (item as Item).implicitHeight : 0
    visible: item !== null
    onWantedChanged: if (complete) load()
    onFileChanged: if (item) load()
    Component.onCompleted: {
        complete = true;
        if (wanted)
            load();
    }
}

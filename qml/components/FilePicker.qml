// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// Asks for files with the system's own dialog, which is made when it is needed: without its module the rest works.
Loader {
    id: picker

    signal picked(urls: var)
    signal placeChosen(place: url)

    function pickFiles(): void {
        setSource("AttachDialog.qml", { picker: picker });
    }
    function pickPicture(): void {
        setSource("PictureDialog.qml", { picker: picker });
    }
    // For a file that is there already the dialog asks whether to replace it.
    function choosePlace(suggestion: url): void {
        setSource("SaveDialog.qml", { picker: picker, selectedFile: suggestion });
    }
}

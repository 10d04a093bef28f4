// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// A dialog that is made when somebody needs it first.
Loader {
    property url file // of the dialog
    property var values // of its required properties
    readonly property bool open: item ? (item as ModalDialog).visible : false

    function make(): void {
        if (!item)
            setSource(file, values);
    }
}

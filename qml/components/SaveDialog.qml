// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Dialogs

// Asks where to save a file.
FileDialog {
    required property FilePicker picker

    title: qsTr("Save file")
    fileMode: FileDialog.SaveFile
    onAccepted: picker.placeChosen(selectedFile)
    Component.onCompleted: open()
}

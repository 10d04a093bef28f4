// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Dialogs

// Asks which files to attach.
FileDialog {
    required property FilePicker picker

    title: qsTr("Attach files")
    fileMode: FileDialog.OpenFiles
    onAccepted: picker.picked(selectedFiles)
    Component.onCompleted: open()
}

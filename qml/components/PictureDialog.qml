// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Dialogs

// Asks for one picture.
FileDialog {
    required property FilePicker picker

    title: qsTr("Choose a picture")
    nameFilters: [qsTr("Pictures") + " (*.png *.jpg *.jpeg *.gif)"]
    onAccepted: picker.picked([selectedFile])
    Component.onCompleted: open()
}

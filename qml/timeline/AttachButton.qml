// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// Attaches files to the next message.
IconButton {
    id: button

    required property Attachments attachments

    iconName: "paperclip"
    text: qsTr("Attach files")
    onClicked: picker.pickFiles()

    FilePicker {
        id: picker

        onPicked: urls => button.attachments.add(urls)
    }
}

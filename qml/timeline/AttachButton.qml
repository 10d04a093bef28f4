// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Attaches files to the next message.
IconButton {
    id: button

    required property Attachments attachments

    iconName: "paperclip"
    text: qsTr("Attach files")
    shortcutHint: KeyHints.of("attach")
    onClicked: picker.pickFiles()

    FilePicker {
        id: picker

        onPicked: urls => button.attachments.add(urls)
    }
}

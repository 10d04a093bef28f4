// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The texts that a message had, the present one last.
ModalDialog {
    id: dialog

    required property MessageTools tools

    title: qsTr("Versions of this message")
    error: tools.versionsProblem

    function show(seq: real): void {
        tools.askVersions(seq);
        open();
    }

    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: dialog.tools.versions.length === 0 && dialog.error === ""
    }
    Repeater {
        model: dialog.tools.versions

        Column {
            id: version

            required property var modelData

            width: parent.width
            spacing: 2
            AppText {
                width: parent.width
                text: version.modelData.time
                color: Theme.color.secondary
                font.pixelSize: Theme.textTiny
            }
            BodyText {
                width: parent.width
                text: version.modelData.text
                Accessible.ignored: false
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
    }
}

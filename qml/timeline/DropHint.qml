// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Takes files that are dropped on it, and says so while they are over it.
DropArea {
    id: area

    required property Attachments attachments
    required property string text

    keys: ["text/uri-list"]
    onDropped: drop => {
        if (!drop.hasUrls)
            return;
        attachments.add(drop.urls);
        drop.accept(Qt.CopyAction);
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.gap2
        visible: area.containsDrag
        radius: Theme.radiusLarge
        color: Theme.color.accentSoft
        opacity: 0.95
        border.width: Theme.focusWidth
        border.color: Theme.color.accent

        Column {
            anchors.centerIn: parent
            width: parent.width - Theme.gap10
            spacing: Theme.gap2
            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Theme.iconMedium * 2
                height: width
                name: "paperclip"
                color: Theme.color.accentSoftInk
            }
            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: area.text
                color: Theme.color.accentSoftInk
                font.pixelSize: Theme.textTitle
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
            }
        }
    }
}

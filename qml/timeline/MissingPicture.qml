// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// In the place of a picture that can't be shown.
Column {
    id: missing

    required property PictureTile tile

    spacing: Theme.gap1

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: "image"
    }
    AppText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        visible: missing.tile.height > Theme.gap10 * 2
        text: qsTr("This picture can't be shown")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        wrapMode: Text.Wrap
    }
}

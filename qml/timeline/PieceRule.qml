// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// A rule between the parts of a formatted message.
Item {
    required property BodyPieceItem piece

    implicitHeight: Theme.gap3

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: Theme.hairline
        color: Theme.color.line
    }
}

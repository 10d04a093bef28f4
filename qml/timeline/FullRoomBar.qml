// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Replaces the composer while the open room is full: it can be read, but no message can be written.
Item {
    id: bar

    required property int capacity

    implicitHeight: notice.implicitHeight + Theme.gap4

    Notice {
        id: notice

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap4
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap4
        height: parent.height - Theme.gap4
        text: Words.fill(qsTr("Full: %1 of %2. You enter as soon as someone leaves."), [bar.capacity, bar.capacity])
    }
}

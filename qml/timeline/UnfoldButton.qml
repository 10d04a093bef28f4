// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Shows more of a long message.
PushButton {
    required property MessageRow row

    implicitHeight: Theme.grown(26)
    leftPadding: 0
    kind: PushButton.Link
    focusPolicy: row.current ? Qt.TabFocus : Qt.NoFocus
    text: qsTr("Show more (%n line(s))", "", row.hiddenLines)
    onClicked: row.unfold(row.index)
}

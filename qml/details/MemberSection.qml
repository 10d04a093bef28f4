// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The title of a section of the members.
AppText {
    id: title

    required property string section

    width: parent ? parent.width : 0
    height: Theme.grown(40)
    topPadding: Theme.gap2
    leftPadding: Theme.gap4
    rightPadding: Theme.gap4
    text: section
    color: Theme.color.secondary
    font.pixelSize: Theme.textSmall
    font.weight: Font.DemiBold
    Accessible.role: Accessible.Heading
    Accessible.name: text
}

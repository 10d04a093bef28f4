// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The title of a section of the switcher; without letters there are none.
AppText {
    required property string section

    width: parent ? parent.width : 0
    height: section !== "" ? Theme.grown(26) : 0
    visible: section !== ""
    leftPadding: Theme.gap2
    text: section
    color: Theme.color.secondary
    font.pixelSize: Theme.textTiny
    font.weight: Font.DemiBold
    Accessible.role: Accessible.Heading
    Accessible.name: text
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// A titled group of settings.
Column {
    id: section

    required property string title
    default property alias content: body.data

    spacing: Theme.gap3

    AppText {
        width: parent.width
        text: section.title
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Column {
        id: body

        width: parent.width
        spacing: Theme.gap3
    }
}

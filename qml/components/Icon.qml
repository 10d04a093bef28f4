// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components // for StrokeIcon, whose C++ the implicit import does not bring in on Qt 6.4
import Confab.Theme

// A picture from the icon set in the theme's icon colour; decorative, so it has no accessible name.
StrokeIcon {
    implicitWidth: Theme.iconMedium
    implicitHeight: Theme.iconMedium
    width: implicitWidth
    height: implicitHeight
    color: Theme.color.icon
}

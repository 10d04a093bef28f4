// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// A button on the dark ground of the viewer, which is the same in both looks.
T.AbstractButton {
    id: control

    required property string iconName
    property bool leadsBack: false // its chevron points against the reading direction

    implicitWidth: Theme.controlHeight
    implicitHeight: Theme.controlHeight
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : 0.4
    Accessible.role: Accessible.Button
    Accessible.name: control.text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    background: Rectangle {
        radius: Theme.radiusMedium
        color: control.hovered || control.down ? Theme.viewerHovered : "transparent"
        FocusRing {
            shown: control.visualFocus
            inset: 0
            radius: Theme.radiusMedium
        }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.iconName
            color: Theme.viewerInk
            mirrored: control.iconName === "chevron-right" && control.mirrored !== control.leadsBack
        }
    }
    ToolTipArea {
        owner: control
        text: control.text
    }
}

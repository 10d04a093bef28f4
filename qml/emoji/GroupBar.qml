// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Theme

// The groups of the picker, as icons. Tab stops here once; arrow keys go to another group.
Item {
    id: bar

    required property var names // the recent emoji first
    property int current: 0

    readonly property var icons: ["clock", "smile", "person", "leaf", "food", "travel", "ball", "bulb", "heart", "flag"]

    signal chosen(int group)

    function step(by: int): void {
        bar.chosen(Math.max(0, Math.min(names.length - 1, current + (LayoutMirroring.enabled ? -by : by))));
    }

    implicitHeight: Theme.compactHeight + Theme.gap1
    activeFocusOnTab: true
    Accessible.role: Accessible.PageTab
    Accessible.name: names[current]
    Keys.onLeftPressed: step(-1)
    Keys.onRightPressed: step(1)

    Row {
        Repeater {
            model: bar.icons
            IconButton {
                id: button

                required property string modelData
                required property int index

                width: bar.width / bar.icons.length
                height: Theme.compactHeight
                iconSize: Theme.iconSmall + 2
                iconName: modelData
                iconColor: index === bar.current ? Theme.color.accent : Theme.color.icon
                text: bar.names[index]
                focusPolicy: Qt.NoFocus
                onClicked: bar.chosen(index)
                FocusRing {
                    shown: bar.activeFocus && button.index === bar.current
                    inset: 0
                }
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        x: (bar.LayoutMirroring.enabled ? bar.icons.length - 1 - bar.current : bar.current) * width
        width: bar.width / bar.icons.length
        height: Theme.focusWidth
        radius: height / 2
        color: Theme.color.accent
        Behavior on x {
            NumberAnimation { duration: Theme.motionFast; easing.type: Easing.OutCubic }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A switch with its label before it and a line of explanation below.
T.Switch {
    id: control

    property string hint

    implicitWidth: Theme.dialogWidth
    implicitHeight: Math.max(track.height, words.implicitHeight)
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: control.text
    Accessible.description: control.hint
    Accessible.checkable: true
    Accessible.checked: control.checked
    Accessible.onToggleAction: { // Qt's own sets the state, and says nothing of it
        control.toggle();
        control.toggled();
    }
    Keys.onReturnPressed: {
        control.toggle();
        control.toggled();
    }

    contentItem: Column {
        id: words

        readonly property real aside: track.width + Theme.gap4 // where the switch is

        leftPadding: control.mirrored ? aside : 0
        rightPadding: control.mirrored ? 0 : aside
        spacing: 2
        AppText {
            width: control.width - words.aside
            text: control.text
            font.weight: Font.Medium
            wrapMode: Text.Wrap
        }
        AppText {
            width: control.width - words.aside
            visible: text !== ""
            text: control.hint
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
            wrapMode: Text.Wrap
        }
    }
    indicator: Rectangle {
        id: track

        x: control.mirrored ? 0 : control.width - width
        y: Math.round((control.height - height) / 2)
        width: 38
        height: 22
        radius: height / 2
        color: control.checked ? Theme.color.accent : Theme.color.outline
        Behavior on color {
            ColorAnimation { duration: Theme.motionFast }
        }
        Rectangle {
            width: 16
            height: 16
            radius: 8
            y: 3
            x: control.checked !== control.mirrored ? parent.width - width - 3 : 3
            color: control.checked ? Theme.color.accentInk : Theme.color.window
            Behavior on x {
                NumberAnimation { duration: Theme.motionFast; easing.type: Easing.OutCubic }
            }
        }
        FocusRing {
            shown: control.visualFocus
            radius: track.radius + 3
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A button with a text. `kind` is its emphasis: at most one Primary is in a view.
T.AbstractButton {
    id: control

    enum Kind { Primary, Quiet, Danger, Link }

    property int kind: PushButton.Quiet
    property string iconName
    property bool busy: false

    readonly property bool muted: !enabled && !busy
    readonly property color fill: {
        if (muted && kind !== PushButton.Link)
            return Theme.color.raised;
        if (kind === PushButton.Primary)
            return down || hovered ? Theme.color.accentHovered : Theme.color.accent;
        if (kind === PushButton.Danger)
            return Theme.color.bad;
        return down || hovered ? Theme.color.hovered : kind === PushButton.Link ? "transparent" : Theme.color.raised;
    }
    readonly property color ink: {
        if (muted)
            return Theme.color.secondary;
        if (kind === PushButton.Primary)
            return Theme.color.accentInk;
        if (kind === PushButton.Danger)
            return Theme.color.badInk;
        return kind === PushButton.Link ? Theme.color.accent : Theme.color.text;
    }

    implicitHeight: Theme.controlHeight
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    leftPadding: kind === PushButton.Link ? Theme.gap2 : Theme.gap4
    rightPadding: leftPadding
    hoverEnabled: true
    focusPolicy: Qt.TabFocus // a click leaves the focus in the text field
    Accessible.role: Accessible.Button
    Accessible.name: control.text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    background: Rectangle {
        radius: Theme.radiusMedium
        color: control.fill
        Behavior on color {
            ColorAnimation { duration: Theme.motionFast }
        }
        FocusRing {
            shown: control.visualFocus
            radius: Theme.radiusMedium + 3
        }
    }
    contentItem: Item {
        implicitWidth: words.implicitWidth + (picture.visible ? picture.width + content.spacing : 0)
        implicitHeight: content.implicitHeight
        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.gap2
            visible: !control.busy
            Icon {
                id: picture

                visible: control.iconName !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.iconSmall + 2
                height: Theme.iconSmall + 2
                name: control.iconName
                color: control.ink
            }
            AppText {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, Math.max(0, control.availableWidth - (picture.visible ? picture.width + Theme.gap2 : 0)))
                text: control.text
                color: control.ink
                font.weight: Font.Medium
            }
        }
        Spinner {
            anchors.centerIn: parent
            visible: control.busy
            color: control.ink
        }
    }
}

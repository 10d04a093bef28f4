// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// The content of an empty view: its purpose, and buttons to begin.
Column {
    id: state

    required property string title
    property string text
    property string iconName
    default property alias actions: actionRow.data

    spacing: Theme.gap2

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: state.iconName !== ""
        width: Theme.grown(64)
        height: width
        radius: width * 0.3
        color: Theme.color.accentSoft
        Icon {
            anchors.centerIn: parent
            width: Theme.grown(28)
            height: width
            name: state.iconName
            color: Theme.color.accent
        }
    }
    Item { width: 1; height: Theme.gap1 }
    AppText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        text: state.title
        font.pixelSize: Theme.textHeading
        font.weight: Font.DemiBold
    }
    AppText {
        width: parent.width
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        text: state.text
        color: Theme.color.secondary
        lineHeight: Theme.bodyLineHeight
    }
    Item { width: 1; height: Theme.gap1; visible: actionRow.children.length > 0 }
    Grid {
        id: actionRow

        readonly property real needed: {
            let sum = 0;
            for (let i = 0; i < children.length; ++i)
                sum += children[i].visible ? children[i].implicitWidth + spacing : 0;
            return sum - spacing;
        }

        anchors.horizontalCenter: parent.horizontalCenter
        horizontalItemAlignment: Grid.AlignHCenter
        columns: needed <= state.width ? Math.max(1, children.length) : 1
        spacing: Theme.gap2
    }
}

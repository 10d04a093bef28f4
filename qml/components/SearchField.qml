// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// One line to filter a list with; emits Up and Down. Escape clears it; with `escapeCloses` it closes the popup around
// it.
T.TextField {
    id: control

    property string shortcutHint
    property bool escapeCloses: false

    signal moved(int step)

    implicitHeight: Theme.compactHeight + 2
    leftPadding: Theme.iconSmall + Theme.gap4 + Theme.gap1
    rightPadding: clear.visible ? clear.width + Theme.gap2 : hintText.visible ? hintText.width + Theme.gap4 : Theme.gap3
    verticalAlignment: TextInput.AlignVCenter
    // AlignLeft is the start, so the right here; not mirrored as Qt has it by itself.
    horizontalAlignment: !control.LayoutMirroring.enabled ? undefined
                         : Words.beginsRight(control.text + control.preeditText) ? TextInput.AlignLeft : TextInput.AlignRight
    color: Theme.color.text
    placeholderTextColor: Theme.color.secondary
    selectionColor: Theme.color.accent
    selectedTextColor: Theme.color.accentInk
    selectByMouse: true
    font.family: Theme.family
    font.pixelSize: Theme.textUi
    Accessible.role: Accessible.EditableText
    Accessible.name: control.placeholderText
    Keys.onUpPressed: control.moved(-1)
    Keys.onDownPressed: control.moved(1)
    Keys.onEscapePressed: event => {
        event.accepted = control.length > 0 && !control.escapeCloses;
        if (event.accepted)
            control.clear();
    }

    background: Rectangle {
        radius: Theme.radiusMedium
        color: Theme.color.raised
        border.width: control.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: control.activeFocus ? Theme.color.accent : Theme.color.line
    }
    Icon {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSmall
        height: Theme.iconSmall
        name: "search"
    }
    AppText {
        anchors.fill: parent
        anchors.leftMargin: control.leftPadding
        anchors.rightMargin: control.rightPadding
        visible: control.length === 0 && control.preeditText === ""
        text: control.placeholderText
        color: control.placeholderTextColor
    }
    AppText {
        id: hintText

        visible: control.shortcutHint !== "" && control.length === 0 && !control.activeFocus
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
        text: control.shortcutHint
        color: Theme.color.secondary
        font.pixelSize: Theme.textTiny
    }
    IconButton {
        id: clear

        visible: control.length > 0
        anchors.right: parent.right
        anchors.rightMargin: 3
        anchors.verticalCenter: parent.verticalCenter
        size: control.height - 6
        iconSize: Theme.iconSmall
        iconName: "close"
        text: qsTr("Clear")
        focusPolicy: Qt.NoFocus
        onClicked: control.clear()
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme
import Confab.Timeline // for RowPart, whose C++ the implicit import does not bring in on Qt 6.4

// One emoji under a message and the number of people; a press adds or removes the user's own. No stop of the Tab key:
// the tools of the row do the same.
T.AbstractButton {
    id: chip

    required property MessageTools tools
    required property real seq
    required property string emoji
    required property int count
    required property bool mine

    property string names // who they are, once known

    implicitHeight: Theme.grown(24)
    implicitWidth: contentItem.implicitWidth
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    onCountChanged: names = ""
    onClicked: tools.toggleReaction(seq, emoji)
    Accessible.role: Accessible.Button
    Accessible.name: mine ? qsTr("%1 %n, yours, too", "", count).arg(emoji) : qsTr("%1 %n", "", count).arg(emoji)
    Accessible.description: names
    Accessible.checked: mine
    Accessible.onPressAction: chip.clicked()

    background: Rectangle {
        radius: height / 2
        color: chip.mine ? Theme.color.accentSoft : chip.hovered ? Theme.color.hovered : Theme.color.raised
        border.width: Theme.hairline
        border.color: chip.mine ? Theme.color.accent : chip.hovered ? Theme.color.outline : Theme.color.line
    }
    contentItem: Row {
        spacing: Theme.gap1
        leftPadding: Theme.gap2
        rightPadding: Theme.gap2
        EmojiText {
            height: parent.height
            emoji: chip.emoji
            font.pixelSize: Theme.textUi
            Accessible.ignored: true
        }
        AppText {
            height: parent.height
            text: chip.count
            color: chip.mine ? Theme.color.accentSoftInk : Theme.color.secondary
            font.pixelSize: Theme.textSmall
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }
    RowPart {
        anchors.fill: parent
        owner: chip
        role: "chip"
        file: "ReactorNames.qml"
        wanted: chip.hovered
    }
}

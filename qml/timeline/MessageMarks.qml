// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// What became of a message: the marks "Pinned" and "edited".
Row {
    id: marks

    required property MessageRow row

    spacing: Theme.gap2

    Row {
        visible: marks.row.pinned
        spacing: 2
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall - 3
            height: Theme.iconSmall - 3
            name: "pin"
            color: Theme.color.secondary
        }
        AppText {
            text: qsTr("Pinned")
            color: Theme.color.secondary
            font.pixelSize: Theme.textTiny
            Accessible.ignored: true
        }
    }
    T.AbstractButton {
        id: edited

        visible: marks.row.editedTime !== ""
        implicitWidth: contentItem.implicitWidth
        implicitHeight: contentItem.implicitHeight
        hoverEnabled: true
        focusPolicy: Qt.NoFocus
        text: qsTr("edited")
        onClicked: marks.row.versionsWanted(marks.row.seq)
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("Edited: show earlier versions")
        Accessible.onPressAction: edited.clicked()

        contentItem: AppText {
            text: edited.text
            color: Theme.color.secondary
            font.pixelSize: Theme.textTiny
            font.underline: edited.hovered
            Accessible.ignored: true
        }
        ToolTipArea {
            owner: edited
            text: qsTr("Edited %1").arg(marks.row.editedTime)
        }
    }
}

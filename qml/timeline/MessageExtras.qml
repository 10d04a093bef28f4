// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// What few messages have under their text: the marks "Pinned" and "edited", reactions, and the way to the answers.
Column {
    id: extras

    required property MessageContent content
    required property MessageTools tools

    spacing: Theme.gap1
    topPadding: 2

    Row {
        visible: extras.content.pinned || extras.content.editedTime !== ""
        spacing: Theme.gap2
        Row {
            visible: extras.content.pinned
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

            visible: extras.content.editedTime !== ""
            implicitWidth: contentItem.implicitWidth
            implicitHeight: contentItem.implicitHeight
            hoverEnabled: true
            focusPolicy: Qt.NoFocus
            text: qsTr("edited")
            onClicked: extras.content.versionsWanted()
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
                text: qsTr("Edited %1").arg(extras.content.editedTime)
            }
        }
    }
    ReactionChips {
        width: parent.width
        visible: extras.content.reactions.length > 0
        tools: extras.tools
        seq: extras.content.seq
        reactions: extras.content.reactions
        onMoreWanted: at => extras.content.reactWanted(at)
    }
    Loader {
        readonly property bool wanted: !!extras.content.thread

        function load(): void {
            if (wanted)
                setSource("ThreadLine.qml", { content: extras.content });
            else
                source = "";
        }

        width: item ? Math.min((item as Item).implicitWidth, extras.width) : 0
        visible: item !== null
        onWantedChanged: load()
        Component.onCompleted: if (wanted) load()
    }

    Component.onCompleted: forceLayout()
}

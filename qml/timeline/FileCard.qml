// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// A file of a message that is no picture: its kind, name and size, how far it is, and what can be done with it.
Rectangle {
    id: card

    required property var file // FileView
    required property CurrentRoom room
    property bool reachable: false

    readonly property bool sending: upload.key !== "" && upload.progress < 1
    readonly property bool busy: sending || save.saving

    implicitHeight: Theme.fileCardHeight
    radius: Theme.radiusMedium
    color: Theme.color.raised
    border.width: Theme.hairline
    border.color: Theme.color.line
    Accessible.role: Accessible.Grouping
    Accessible.name: file.kind + " " + file.name

    UploadWatch {
        id: upload

        attachments: card.room.files.attachments
        key: card.file.upload
    }
    SaveWatch {
        id: save

        saver: card.room.files.saver
        fileId: card.file.id
    }
    FilePicker {
        id: picker

        onPlaceChosen: place => card.room.files.saver.save(card.file.id, place)
    }
    Rectangle {
        id: place

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        width: parent.height - Theme.gap4
        height: width
        radius: Theme.radiusSmall
        color: Theme.color.accentSoft
        Icon {
            anchors.centerIn: parent
            visible: !card.busy
            name: card.file.icon
            color: Theme.color.accentSoftInk
        }
        ProgressRing {
            anchors.centerIn: parent
            width: Theme.iconMedium + Theme.gap2
            height: width
            visible: card.busy
            progress: card.sending ? upload.progress : save.progress
            color: Theme.color.accent
            ground: Theme.color.line
        }
    }
    Column {
        anchors.left: place.right
        anchors.leftMargin: Theme.gap3
        anchors.right: actions.left
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2
        AppText {
            width: parent.width
            text: card.file.name
            elide: Text.ElideMiddle
            font.weight: Font.Medium
            Accessible.ignored: true
        }
        AppText {
            width: parent.width
            text: save.problem !== "" ? save.problem : card.file.size + " · " + card.file.kind
            color: save.problem !== "" ? Theme.color.bad : Theme.color.secondary
            font.pixelSize: Theme.textSmall
            Accessible.ignored: true
        }
    }
    Row {
        id: actions

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        IconButton {
            visible: save.saved && !save.saving
            iconName: "folder"
            focusPolicy: card.reachable ? Qt.TabFocus : Qt.NoFocus
            text: qsTr("Open folder")
            onClicked: card.room.files.saver.openFolder(card.file.id)
        }
        IconButton {
            visible: card.file.id !== "" && !save.saving
            iconName: "download"
            focusPolicy: card.reachable ? Qt.TabFocus : Qt.NoFocus
            text: qsTr("Save %1").arg(card.file.name)
            onClicked: picker.choosePlace(card.room.files.saver.suggestion(card.file.name))
        }
        IconButton {
            visible: save.saving
            iconName: "close"
            iconSize: Theme.iconSmall
            focusPolicy: card.reachable ? Qt.TabFocus : Qt.NoFocus
            text: qsTr("Stop saving %1").arg(card.file.name)
            onClicked: card.room.files.saver.cancel(card.file.id)
        }
    }
}

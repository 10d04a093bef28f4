// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// The message that another one answers, in one line; a click goes there.
T.AbstractButton {
    id: quote

    required property MessageRow row

    readonly property real by: row.quote?.by ?? 0
    readonly property string author: row.quote?.author ?? ""
    readonly property string words: row.quote?.text ?? ""
    readonly property string picture: row.quote?.picture ?? ""

    implicitHeight: picture !== "" ? Theme.quotePicture + Theme.gap1 : Theme.grown(22)
    implicitWidth: bar.width + Theme.gap2 + (picture !== "" ? Theme.quotePicture + Theme.gap2 : 0) + Math.ceil(name.implicitWidth) + Theme.gap2 + Math.ceil(line.implicitWidth) + Theme.gap2
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    onClicked: row.room.view.goToMessage(row.quote.seq)
    Accessible.role: Accessible.Button
    Accessible.name: author === "" ? qsTr("Go to the answered message") : qsTr("Go to the message of %1").arg(author)
    Accessible.description: words
    Accessible.onPressAction: quote.clicked()

    background: Rectangle {
        radius: Theme.radiusSmall
        color: quote.hovered ? Theme.color.hovered : "transparent"
        Rectangle {
            id: bar

            anchors.left: parent.left
            width: 2
            height: parent.height
            radius: 1
            color: Theme.authorInk(quote.by)
        }
    }
    contentItem: Item {
        PictureItem {
            id: thumbnail

            anchors.left: parent.left
            anchors.leftMargin: bar.width + Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            width: quote.picture !== "" ? Theme.quotePicture : 0
            height: Theme.quotePicture
            visible: quote.picture !== ""
            store: quote.row.room.files.pictures // qmllint disable
            fileId: quote.picture
            radius: Theme.radiusSmall
        }
        AppText {
            id: name

            anchors.left: thumbnail.right
            anchors.leftMargin: thumbnail.visible ? Theme.gap2 : 0
            width: Math.min(implicitWidth, parent.width / 2)
            height: parent.height
            text: quote.author
            color: Theme.authorInk(quote.by)
            font.pixelSize: Theme.textSmall
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        AppText {
            id: line

            anchors.left: name.right
            anchors.leftMargin: quote.author !== "" ? Theme.gap2 : 0
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap2
            height: parent.height
            text: quote.words
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
            Accessible.ignored: true
        }
    }
}

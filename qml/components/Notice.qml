// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// A short text in a tinted box: information (Info), a warning (Warn) or an error (Bad).
Rectangle {
    id: notice

    enum Kind { Info, Warn, Bad }

    required property string text
    property int kind: Notice.Info

    readonly property color ink: kind === Notice.Bad ? Theme.color.bad
                                 : kind === Notice.Warn ? Theme.color.warn : Theme.color.icon

    implicitWidth: Theme.dialogWidth
    implicitHeight: words.implicitHeight + Theme.gap5
    radius: Theme.radiusMedium
    color: kind === Notice.Bad ? Theme.color.badSoft
           : kind === Notice.Warn ? Theme.color.warnSoft : Theme.color.raised
    Accessible.role: Accessible.AlertMessage
    Accessible.name: notice.text

    Icon {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap3
        y: words.y + Math.round((Theme.textUi * 1.25 - height) / 2)
        width: Theme.iconSmall + 2
        height: Theme.iconSmall + 2
        name: "alert"
        color: notice.ink
    }
    AppText {
        id: words

        anchors.left: picture.right
        anchors.leftMargin: Theme.gap2
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
        wrapMode: Text.Wrap
        text: notice.text
        color: notice.kind === Notice.Info ? Theme.color.text : notice.ink
        lineHeight: 1.2
        Accessible.ignored: true
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Who has read a message, and when they last read on. The list pages as it is scrolled.
ModalDialog {
    id: dialog

    required property MessageTools tools

    readonly property ReadersModel readers: tools.readers

    function show(seq: real): void {
        if (tools.askReaders(seq))
            open();
    }

    title: qsTr("Read by")
    error: readers.error
    initialFocus: list
    onClosed: readers.end()

    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: dialog.readers.busy && list.count === 0
    }
    AppText {
        width: parent.width
        visible: dialog.readers.empty
        text: qsTr("Nobody has read this message yet.")
        color: Theme.color.secondary
        wrapMode: Text.Wrap
    }
    ListView {
        id: list

        width: parent.width
        height: Math.min(contentHeight, Theme.grown(360))
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: dialog.readers
        activeFocusOnTab: true
        keyNavigationEnabled: true
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: dialog.title
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
        onAtYEndChanged: if (atYEnd && dialog.readers.more) dialog.readers.loadMore()
        T.ScrollBar.vertical: SlimScrollBar {}

        delegate: Item {
            id: reader

            required property real userId
            required property string name
            required property string initials
            required property string time

            width: list.width
            height: Theme.grown(40)
            Accessible.role: Accessible.ListItem
            Accessible.name: Words.fill(qsTr("%1, %2"), [name, time])

            FocusRing {
                inset: 0
                shown: reader.ListView.isCurrentItem && list.activeFocus
            }
            Avatar {
                id: picture

                anchors.left: parent.left
                anchors.leftMargin: Theme.gap2
                anchors.verticalCenter: parent.verticalCenter
                initials: reader.initials
                colorId: reader.userId
                size: Theme.avatarSmall - 4
            }
            AppText {
                anchors.left: picture.right
                anchors.leftMargin: Theme.gap3
                anchors.right: when.left
                anchors.rightMargin: Theme.gap2
                anchors.verticalCenter: parent.verticalCenter
                text: reader.name
                Accessible.ignored: true
            }
            AppText {
                id: when

                anchors.right: parent.right
                anchors.rightMargin: Theme.gap3
                anchors.verticalCenter: parent.verticalCenter
                text: reader.time
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
                Accessible.ignored: true
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The right pane with a thread: its first message, the answers below it, and a composer of its own. Escape closes it.
FocusScope {
    id: pane

    required property CurrentRoom room
    required property KeyBindings keys

    signal commandWanted(string command)

    readonly property ThreadView thread: room.thread

    function focusComposer(): void {
        if (room.facts.readOnly)
            list.forceActiveFocus(Qt.TabFocusReason);
        else
            composer.focusText();
    }

    Keys.onEscapePressed: thread.close()

    Rectangle {
        anchors.fill: parent
        color: Theme.color.window
    }
    Item {
        id: header

        width: parent.width
        height: Theme.headerHeight
        Column {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap5
            anchors.right: closeButton.left
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            AppText {
                width: parent.width
                text: qsTr("Thread")
                font.pixelSize: Theme.textTitle
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            AppText {
                width: parent.width
                text: pane.room.facts.name
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
            }
        }
        IconButton {
            id: closeButton

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap3
            anchors.verticalCenter: parent.verticalCenter
            iconName: "close"
            text: qsTr("Close the thread")
            shortcutHint: qsTr("Esc")
            onClicked: pane.thread.close()
        }
        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    ThreadList {
        id: list

        readonly property real most: (trouble.visible ? trouble.y : tray.y) - header.height

        anchors.top: header.bottom
        width: parent.width
        height: Math.max(0, Math.min(most, needed))
        focus: true
        topMargin: 0
        bottomMargin: Theme.gap4
        room: pane.room
        thread: pane.thread
    }
    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        y: header.height + Theme.gap6
        visible: pane.thread.loading
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width - Theme.gap8
        visible: pane.thread.problem !== ""
        iconName: "alert"
        title: qsTr("The thread can't be read")
        text: pane.thread.problem
        PushButton {
            text: qsTr("Try again")
            onClicked: pane.thread.retry()
        }
    }
    Notice {
        id: trouble

        anchors.bottom: tray.top
        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width - Theme.gap8
        visible: text !== ""
        kind: Notice.Bad
        text: pane.thread.trouble
    }
    AttachmentTray {
        id: tray

        anchors.bottom: composerHead.top
        width: parent.width
        attachments: pane.thread.composer.attachments
        pictures: pane.room.files.pictures
    }
    ComposerHead {
        id: composerHead

        anchors.bottom: composer.top
        width: parent.width
        composer: pane.thread.composer
        pictures: pane.room.files.pictures
    }
    Composer {
        id: composer

        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? implicitHeight : 0
        visible: !pane.room.facts.readOnly
        room: pane.room
        keys: pane.keys
        writer: pane.thread.composer
        rows: pane.thread.rows
        hint: qsTr("Reply in the thread")
        onPageWanted: pages => list.scrollBy(pages * list.height * 0.9)
        onOldestWanted: list.positionViewAtEnd()
        onNewestWanted: list.showEnd()
        onCopyWanted: actions.copySelection()
        onCommandWanted: command => pane.commandWanted(command)
    }
    DropHint {
        anchors.fill: parent
        enabled: composer.visible
        attachments: pane.thread.composer.attachments
        text: qsTr("Drop files to attach them to an answer in the thread")
    }
    RowActions {
        id: actions

        anchors.fill: parent
        room: pane.room
        composer: pane.thread.composer
        rows: list
        inThread: true
        onComposerWanted: pane.focusComposer()
        onCopyRowWanted: row => pane.thread.copyMessage(row)
    }
    Connections {
        target: pane.room.queue

        // The field in the row, which had the focus, was destroyed.
        function onEditingChanged(): void {
            if (pane.room.queue.editing === "" && pane.activeFocus)
                pane.focusComposer();
        }
    }
}

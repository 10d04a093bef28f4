// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The middle of the window: the open room from its header to its composer.
FocusScope {
    id: pane

    required property CurrentRoom room
    required property ConnectionState connection
    required property NotificationSettings notifications
    required property KeyBindings keys
    property bool showBack: false
    property bool detailsShown: false

    signal back
    signal toggleDetails
    signal commandWanted(string command)
    signal searchWanted
    signal searchBackWanted // from a message that was found
    signal settingsWanted
    signal leaveWanted
    signal deleteWanted

    readonly property alias timelineFocused: timeline.activeFocus

    function focusTimeline(): void {
        timeline.forceActiveFocus(Qt.TabFocusReason);
    }
    // A full or archived room has none: its messages get the focus.
    function focusComposer(): void {
        if (room.facts.readOnly)
            return focusTimeline();
        composer.focusText();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.color.window
    }
    RoomHeader {
        id: header

        width: parent.width
        room: pane.room
        notifications: pane.notifications
        showBack: pane.showBack
        detailsShown: pane.detailsShown
        onBack: pane.back()
        onToggleDetails: pane.toggleDetails()
        onSearchWanted: pane.searchWanted()
        onInviteWanted: pane.commandWanted("invitePeople")
        onSettingsWanted: pane.settingsWanted()
        onLeaveWanted: pane.leaveWanted()
        onDeleteWanted: pane.deleteWanted()
    }
    ConnectionBanner {
        id: banner

        anchors.top: header.bottom
        width: parent.width
        connection: pane.connection
    }
    VisitBar {
        id: visitBar

        anchors.top: banner.bottom
        width: parent.width
        view: pane.room.view
        onBackWanted: pane.searchBackWanted()
    }
    TimelineView {
        id: timeline

        anchors.top: visitBar.bottom
        anchors.bottom: trouble.visible ? trouble.top : typing.top
        width: parent.width
        room: pane.room
        onComposerWanted: pane.focusComposer()
    }
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.gap10, Theme.grown(360))
        visible: pane.room.timeline.empty
        iconName: "chat"
        title: qsTr("No messages yet")
        text: pane.room.facts.direct
              ? qsTr("Write the first message to %1. Only you can read it, and nobody joins later.").arg(pane.room.facts.name)
              : qsTr("Write the first message in %1. All members can read it, including those who join later.").arg(pane.room.facts.name)
    }
    Notice {
        id: trouble

        anchors.bottom: typing.top
        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width - Theme.gap8
        visible: text !== ""
        kind: Notice.Bad
        text: pane.room.trouble
    }
    TypingLine {
        id: typing

        anchors.bottom: tray.top
        width: parent.width
        text: pane.room.composer.typingText
    }
    SlowLine {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap5
        anchors.verticalCenter: typing.verticalCenter
        anchors.verticalCenterOffset: -2
        width: Math.min(implicitWidth, parent.width - Theme.gap5 - typing.textWidth - Theme.gap8)
        visible: text !== "" && composer.visible
        text: pane.room.composer.slowMode.text
    }
    AttachmentTray {
        id: tray

        anchors.bottom: composerHead.top
        width: parent.width
        attachments: pane.room.composer.attachments
        pictures: pane.room.files.pictures
    }
    ComposerHead {
        id: composerHead

        anchors.bottom: composer.top
        width: parent.width
        composer: pane.room.composer
        pictures: pane.room.files.pictures
    }
    Composer {
        id: composer

        anchors.bottom: parent.bottom
        width: parent.width
        height: pane.room.facts.readOnly ? readOnlyBar.implicitHeight : implicitHeight
        visible: !pane.room.facts.readOnly
        focus: true
        room: pane.room
        keys: pane.keys
        onCommandWanted: command => pane.commandWanted(command)
        onPageWanted: pages => timeline.scrollPages(pages)
        onOldestWanted: pane.room.view.goToOldest()
        onNewestWanted: pane.room.view.goToNewest()
        onCopyWanted: timeline.copySelection()
    }
    DropHint {
        anchors.fill: parent
        enabled: composer.visible
        attachments: pane.room.composer.attachments
        text: qsTr("Drop files to attach them to a message in %1").arg(pane.room.facts.name)
    }
    Loader {
        readonly property bool wanted: pane.room.files.gallery.open

        onWantedChanged: {
            if (wanted) {
                setSource("PictureViewer.qml", { room: pane.room });
            } else {
                source = "";
                pane.focusComposer();
            }
        }
    }
    ReadOnlyBar {
        id: readOnlyBar

        anchors.bottom: parent.bottom
        width: parent.width
        visible: pane.room.facts.readOnly
        facts: pane.room.facts
    }
    Connections {
        target: pane.room.facts

        function onReadOnlyChanged(): void {
            if (pane.activeFocus)
                pane.focusComposer();
        }
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

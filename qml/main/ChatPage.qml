// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Details
import Confab.Models
import Confab.Rooms
import Confab.Settings
import Confab.Theme
import Confab.Timeline

// The three panes and their folding: the right one below 1000 px, a single pane at a time below 720 px.
FocusScope {
    id: page

    required property Workspace workspace

    readonly property CurrentRoom room: workspace.room
    readonly property bool roomOpen: room.roomId !== 0
    readonly property bool single: width < Theme.singlePaneWidth
    readonly property bool folded: width < Theme.detailsFoldWidth
    property bool detailsOverlay: false
    readonly property bool detailsShown: roomOpen && (folded ? detailsOverlay : workspace.appearance.showDetails)

    function toggleDetails(): void {
        if (folded)
            detailsOverlay = !detailsOverlay;
        else
            workspace.appearance.showDetails = !workspace.appearance.showDetails;
    }
    function openRoom(id: real): void {
        detailsOverlay = false;
        room.open(id);
        roomPane.focusComposer();
    }
    function step(by: int): void {
        const id = workspace.rooms.neighbour(room.roomId, by, false);
        if (id !== 0)
            openRoom(id);
    }
    function stepUnread(by: int): void {
        const id = workspace.rooms.neighbour(room.roomId, by, true);
        if (id !== 0)
            openRoom(id);
    }

    onFoldedChanged: detailsOverlay = false

    Connections {
        target: page.workspace.creator

        function onCreated(roomId: real): void {
            page.openRoom(roomId);
        }
    }

    RoomsPane {
        id: roomsPane

        anchors.left: parent.left
        width: page.single ? parent.width : Theme.sidePaneWidth
        height: parent.height
        visible: !page.single || !page.roomOpen
        alone: page.single
        me: page.workspace.me
        connection: page.workspace.connection
        rooms: page.workspace.filteredRooms
        openRoomId: page.room.roomId
        onRoomChosen: roomId => page.openRoom(roomId)
        onNewRoomWanted: newRoom.open()
        onFindRoomsWanted: findRooms.open()
        onSettingsWanted: settings.open()
    }
    Hairline {
        id: leftEdge

        anchors.left: roomsPane.right
        height: parent.height
        visible: !page.single
    }
    RoomPane {
        id: roomPane

        anchors.left: page.single ? parent.left : leftEdge.right
        anchors.right: parent.right
        anchors.rightMargin: page.detailsShown && !page.folded ? detailsPane.width + Theme.hairline : 0
        height: parent.height
        visible: page.roomOpen
        room: page.room
        connection: page.workspace.connection
        showBack: page.single
        detailsShown: page.detailsShown
        onBack: page.room.close()
        onToggleDetails: page.toggleDetails()
        onLeaveWanted: quitRoom.ask(false)
        onDeleteWanted: quitRoom.ask(true)
    }
    NoRoomPage {
        anchors.fill: roomPane
        visible: !page.roomOpen && !page.single
        connection: page.workspace.connection
        me: page.workspace.me
        anyRooms: roomsPane.count > 0
        onNewRoomWanted: newRoom.open()
        onFindRoomsWanted: findRooms.open()
    }
    DetailsPane {
        id: detailsPane

        anchors.right: parent.right
        width: page.single ? parent.width : Theme.sidePaneWidth
        height: parent.height
        visible: page.detailsShown
        room: page.room
        onCloseWanted: page.toggleDetails()
        onLeaveWanted: quitRoom.ask(false)
        onDeleteWanted: quitRoom.ask(true)
    }
    Hairline {
        anchors.right: detailsPane.left
        height: parent.height
        visible: detailsPane.visible && !page.single
    }

    NewRoomDialog {
        id: newRoom

        creator: page.workspace.creator
    }
    FindRoomsDialog {
        id: findRooms

        found: page.workspace.found
        joiner: page.workspace.joiner
        onRoomChosen: roomId => page.openRoom(roomId)
    }
    QuitRoomDialog {
        id: quitRoom

        leaver: page.workspace.leaver
        room: page.room
    }
    SettingsDialog {
        id: settings

        me: page.workspace.me
        signIn: page.workspace.signIn
        appearance: page.workspace.appearance
    }
    Switcher {
        id: switcher

        rooms: page.workspace.switcherRooms
        onRoomChosen: roomId => page.openRoom(roomId)
    }

    Shortcut { sequences: ["Ctrl+K"]; onActivated: switcher.opened ? switcher.close() : switcher.open() }
    Shortcut { sequences: ["Ctrl+N"]; onActivated: newRoom.open() }
    Shortcut { sequences: ["Ctrl+,"]; onActivated: settings.open() }
    Shortcut { sequences: ["Ctrl+."]; onActivated: page.toggleDetails() }
    Shortcut { sequences: ["Alt+Up"]; onActivated: page.step(-1) }
    Shortcut { sequences: ["Alt+Down"]; onActivated: page.step(1) }
    Shortcut { sequences: ["Alt+Shift+Up"]; onActivated: page.stepUnread(-1) }
    Shortcut { sequences: ["Alt+Shift+Down"]; onActivated: page.stepUnread(1) }
    Keys.onEscapePressed: {
        if (page.detailsOverlay)
            page.detailsOverlay = false;
        else if (page.single && page.roomOpen)
            page.room.close();
        else if (page.roomOpen)
            page.room.dismissUnreadLine();
    }
}

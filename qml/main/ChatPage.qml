// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Rooms
import Confab.Theme
import Confab.Timeline

// The three panes and their folding: no right pane below 1000 px, a single pane at a time below 720 px. The home of the
// focus is the text field; keys typed elsewhere, outside of fields, go there, too.
FocusScope {
    id: page

    required property Workspace workspace

    readonly property CurrentRoom room: workspace.room
    readonly property bool roomOpen: room.roomId !== 0
    readonly property bool single: width < Theme.singlePaneWidth
    readonly property bool folded: width < Theme.detailsFoldWidth
    property bool detailsOverlay: false
    readonly property FoundMessagesModel search: workspace.search
    // Where it covers the messages, it makes way for those that it leads to.
    readonly property bool searchShown: search.shown && !(folded && room.view.visiting)
    readonly property bool threadShown: roomOpen && !searchShown && room.thread.first !== 0
    readonly property bool detailsShown: roomOpen && !searchShown && !threadShown && (folded ? detailsOverlay : workspace.appearance.showDetails)
    // Nobody reads a timeline that something else covers.
    readonly property bool reading: roomOpen && !(single && rightPane.visible) && !room.files.gallery.open
    property bool homeInThread: false // where the keyboard was last, while a thread is open
    property bool homeInSearch: false // likewise
    readonly property bool searching: searchShown && (homeInSearch || folded)

    // In the place of a search or a thread, too.
    function toggleDetails(): void {
        const show = !detailsShown;
        search.close();
        room.thread.close();
        if (folded)
            detailsOverlay = show;
        else
            workspace.appearance.showDetails = show;
    }
    readonly property bool dialogOpen: dialogs.anyOpen

    // A menu over the page keeps the focus while panes fold under it.
    function popupHasFocus(): bool {
        for (let item = Window.activeFocusItem; item; item = item.parent) {
            if (item.parent === T.Overlay.overlay)
                return true;
        }
        return false;
    }
    // To a composer, or without a room to the filter of the rooms.
    function focusHome(): void {
        if (dialogOpen || popupHasFocus())
            return;
        if (searchShown && (homeInSearch || folded)) // not `searching`, which may be of before a change of these
            rightPane.focusSearch();
        else if (threadShown && (homeInThread || folded))
            rightPane.focusComposer();
        else if (roomOpen && !(single && detailsShown))
            roomPane.focusComposer();
        else if (roomsPane.visible)
            roomsPane.focusFilter();
    }
    // The text of a key that no item accepted.
    function typeAtHome(event: var): void {
        const commands = event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier);
        const altGr = Qt.ControlModifier | Qt.AltModifier; // what Windows makes of it; "@" needs it on many keyboards
        const paste = event.matches(StandardKey.Paste);
        const printable = (commands === 0 || commands === altGr) && event.text !== "" && event.text >= " " && event.text !== "\u007f";
        if (!paste && !printable)
            return;
        focusHome();
        const field = Window.activeFocusItem;
        if (!(field instanceof TextEdit) && !(field instanceof TextInput))
            return;
        event.accepted = true;
        if (paste)
            field.paste();
        else
            field.insert(field.cursorPosition, event.text);
    }
    function openRoom(id: real): void {
        detailsOverlay = false;
        if (folded)
            search.close();
        room.open(id);
        focusHome();
    }
    // From the rooms to the messages, to the composer, to the right pane, and around, or the other way.
    function stepRegion(by: int): void {
        const regions = [];
        const covered = single && rightPane.visible;
        if (roomsPane.visible && !covered)
            regions.push({ here: roomsPane.activeFocus, go: () => roomsPane.forceActiveFocus(Qt.TabFocusReason) }); // qmllint disable
        if (roomPane.visible && !covered)
            regions.push({ here: roomPane.timelineFocused, go: () => roomPane.focusTimeline() }); // qmllint disable
        if (roomPane.visible && !covered && !room.facts.readOnly)
            regions.push({ here: roomPane.activeFocus && !roomPane.timelineFocused, go: () => roomPane.focusComposer() }); // qmllint disable
        if (rightPane.visible)
            regions.push({ here: rightPane.activeFocus, go: () => rightPane.forceActiveFocus(Qt.TabFocusReason) }); // qmllint disable
        const at = regions.findIndex(region => region.here);
        regions[at < 0 ? 0 : (at + by + regions.length) % regions.length]?.go();
    }

    onFoldedChanged: detailsOverlay = false
    onSearchShownChanged: focusHome()
    onDetailsShownChanged: if (!detailsShown) focusHome()
    onThreadShownChanged: if (!threadShown) focusHome()
    onDialogOpenChanged: focusHome()
    Component.onCompleted: focusHome()

    Binding {
        target: page.room
        property: "watched"
        value: page.Window.active && page.reading
    }
    Connections {
        target: page.room

        function onRoomChanged(): void {
            if (!roomsPane.filtering && !page.searching)
                page.focusHome();
        }
    }
    Connections {
        target: page.room.thread

        function onOpened(): void {
            page.search.close();
            page.homeInThread = true;
            rightPane.focusComposer();
        }
    }
    Connections {
        target: page.search // qmllint disable

        function onOpened(): void {
            page.homeInSearch = true;
            rightPane.beginSearch();
        }
    }
    Connections {
        target: page.workspace.creator

        function onCreated(roomId: real): void {
            page.openRoom(roomId);
        }
    }

    Connections {
        target: page.workspace.conversations

        function onOpened(roomId: real): void {
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
        notifications: page.workspace.notifications
        rooms: page.workspace.filteredRooms
        pictures: page.room.files.pictures
        openRoomId: page.room.roomId
        onRoomChosen: roomId => page.openRoom(roomId)
        onNewRoomWanted: dialogs.makeRoom()
        onNewConversationWanted: dialogs.startConversation()
        onFindRoomsWanted: dialogs.searchRooms()
        onSettingsWanted: dialogs.showSettings()
        onProfileWanted: dialogs.showProfile()
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
        anchors.rightMargin: rightPane.visible && !page.folded ? rightPane.width + Theme.hairline : 0
        height: parent.height
        visible: page.roomOpen
        room: page.room
        connection: page.workspace.connection
        showBack: page.single
        detailsShown: page.detailsShown
        onActiveFocusChanged: if (activeFocus) page.homeInThread = page.homeInSearch = false
        onBack: page.room.close()
        keys: page.workspace.keys
        onCommandWanted: command => commands.run(command)
        onSearchWanted: page.search.open(true)
        onSearchBackWanted: page.search.goBack()
        onToggleDetails: page.toggleDetails()
        onSettingsWanted: dialogs.changeRoom()
        onLeaveWanted: dialogs.leaveRoom()
        onDeleteWanted: dialogs.deleteRoom()
    }
    NoRoomPage {
        anchors.fill: roomPane
        visible: !page.roomOpen && !page.single
        connection: page.workspace.connection
        me: page.workspace.me
        anyRooms: roomsPane.count > 0 || roomsPane.filterText !== ""
        roomsUnknown: roomsPane.unknown
        onNewRoomWanted: dialogs.makeRoom()
        onNewConversationWanted: dialogs.startConversation()
        onFindRoomsWanted: dialogs.searchRooms()
    }
    RightPane {
        id: rightPane

        anchors.right: parent.right
        height: parent.height
        single: page.single
        over: page.folded
        detailsShown: page.detailsShown
        threadShown: page.threadShown
        searchShown: page.searchShown
        room: page.room
        notifications: page.workspace.notifications
        found: page.search
        keys: page.workspace.keys
        onCommandWanted: command => commands.run(command)
        onActiveFocusChanged: if (activeFocus) {
            page.homeInThread = page.threadShown;
            page.homeInSearch = page.searchShown;
        }
        onCloseWanted: page.toggleDetails()
        onMessageChosen: seq => {
            page.detailsOverlay = false;
            page.room.view.goToMessage(seq);
        }
        onPersonChosen: userId => page.workspace.conversations.openWith(userId)
        onPutOutWanted: (userId, name, banning) => dialogs.putOut(userId, name, banning)
        onSettingsWanted: dialogs.changeRoom()
        onLeaveWanted: dialogs.leaveRoom()
    }
    AnnouncementBar {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap6
        announcement: page.workspace.announcement
    }
    PageDialogs {
        id: dialogs

        workspace: page.workspace
        onRoomChosen: roomId => page.openRoom(roomId)
        onCommandChosen: command => commands.run(command)
        onSearchChosen: text => {
            page.search.query = text;
            page.search.open(false);
        }
    }
    CommandRunner {
        id: commands

        workspace: page.workspace
        pageDialogs: dialogs
        onRegionWanted: by => page.stepRegion(by)
        onDetailsWanted: page.toggleDetails()
        onRoomChosen: roomId => page.openRoom(roomId)
    }
    ChatKeys {
        bindings: page.workspace.keys
        onWanted: command => commands.run(command)
    }
    Keys.onPressed: event => page.typeAtHome(event)
    Keys.onEscapePressed: {
        if (page.room.view.visiting)
            page.search.goBack();
        else if (page.searchShown)
            page.search.close();
        else if (page.threadShown)
            page.room.thread.close();
        else if (page.detailsOverlay)
            page.detailsOverlay = false;
        else if (page.single && page.roomOpen)
            page.room.close();
        else if (page.roomOpen) {
            page.room.dismissUnreadLine();
            page.room.view.goToNewest();
        }
    }
}

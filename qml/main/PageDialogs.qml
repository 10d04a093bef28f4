// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Rooms
import Confab.Settings

// The dialogs of the page.
Item {
    id: dialogs

    required property Workspace workspace

    readonly property RoomDialogs aboutRooms: roomDialogs // and their people
    readonly property bool anyOpen: newRoom.visible || findRooms.visible || newConversation.visible || roomSettings.visible
                                    || quitRoom.visible || settings.visible || switcher.visible || forward.visible
                                    || link.visible || keys.open || account.anyOpen || roomDialogs.anyOpen

    signal roomChosen(real roomId)
    signal commandChosen(string command)
    signal searchChosen(string text)

    function makeRoom(): void {
        newRoom.open();
    }
    function searchRooms(): void {
        findRooms.open();
    }
    function startConversation(): void {
        newConversation.open();
    }
    function changeRoom(): void {
        roomSettings.edit(workspace.room.roomId);
    }
    function leaveRoom(): void {
        quitRoom.ask(false);
    }
    function deleteRoom(): void {
        quitRoom.ask(true);
    }
    function showProfile(): void {
        account.changeProfile();
    }
    function showSettings(): void {
        settings.open();
    }
    function switchRoom(): void {
        switcher.open();
    }
    function showKeys(): void {
        keys.show();
    }

    NewRoomDialog {
        id: newRoom

        creator: dialogs.workspace.creator
    }
    FindRoomsDialog {
        id: findRooms

        found: dialogs.workspace.found
        joiner: dialogs.workspace.joiner
        onRoomChosen: roomId => dialogs.roomChosen(roomId)
        onInvitationWanted: roomDialogs.acceptInvitation()
    }
    NewConversationDialog {
        id: newConversation

        found: dialogs.workspace.conversations.found
        pictures: dialogs.workspace.room.files.pictures
        opener: dialogs.workspace.conversations
    }
    RoomSettingsDialog {
        id: roomSettings

        editor: dialogs.workspace.editor
        room: dialogs.workspace.room
        onPictureWanted: pictureFile.pickPicture()
        onHooksWanted: roomId => roomDialogs.showHooks(roomId)
        onBansWanted: roomId => roomDialogs.showBans(roomId)
    }
    FilePicker {
        id: pictureFile

        onPicked: urls => dialogs.workspace.editor.picture.choose(urls[0])
    }
    QuitRoomDialog {
        id: quitRoom

        leaver: dialogs.workspace.leaver
        room: dialogs.workspace.room
    }
    SettingsDialog {
        id: settings

        me: dialogs.workspace.me
        pictures: dialogs.workspace.room.files.pictures
        signIn: dialogs.workspace.signIn
        appearance: dialogs.workspace.appearance
        notifications: dialogs.workspace.notifications
        desktop: dialogs.workspace.desktop
        accounts: dialogs.workspace.accounts
        onProfileWanted: account.changeProfile()
        onBotsWanted: account.showBots()
        onPasswordWanted: account.changePassword()
        onDevicesWanted: account.showDevices()
        onBlockedWanted: account.showBlocked()
        onTwoStepWanted: account.showTwoStep()
        onEmailWanted: account.changeEmail()
        onDeletionWanted: account.deleteAccount()
        onAdministrationWanted: account.administer()
    }
    AccountDialogs {
        id: account

        me: dialogs.workspace.me
        signIn: dialogs.workspace.signIn
        room: dialogs.workspace.room
    }
    RoomDialogs {
        id: roomDialogs

        room: dialogs.workspace.room
        editor: dialogs.workspace.editor
        blocked: dialogs.workspace.me.blocked
        links: dialogs.workspace.links
    }
    Switcher {
        id: switcher

        entries: dialogs.workspace.switcher
        connection: dialogs.workspace.connection
        pictures: dialogs.workspace.room.files.pictures
        onRoomChosen: roomId => dialogs.roomChosen(roomId)
        onPersonChosen: userId => dialogs.workspace.conversations.openWith(userId)
        onMessageChosen: (roomId, seq) => dialogs.workspace.search.visit(roomId, seq)
        onCommandChosen: command => dialogs.commandChosen(command)
        onSearchChosen: text => dialogs.searchChosen(text)
    }
    ForwardDialog {
        id: forward

        rooms: dialogs.workspace.forwardRooms
        forwarder: dialogs.workspace.room.forwarder
        pictures: dialogs.workspace.room.files.pictures
    }
    RoomLinkDialog {
        id: link

        links: dialogs.workspace.links
    }
    LazyDialog {
        id: keys

        file: Qt.resolvedUrl("KeysDialog.qml")
        values: ({ bindings: dialogs.workspace.keys })

        function show(): void {
            make();
            (item as KeysDialog).open();
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Rooms
import Confab.Settings
import Confab.Timeline

// The dialogs of the page.
Item {
    id: dialogs

    required property Workspace workspace

    readonly property bool anyOpen: newRoom.visible || findRooms.visible || newConversation.visible || roomSettings.visible
                                    || quitRoom.visible || settings.visible || switcher.visible || forward.visible
                                    || link.visible || keys.open || bots.open || profile.open || hooks.open || account.anyOpen || bans.open || putOutOf.open || muting.open || blocking.open || blockedPeople.open
                                    || invites.open || invitation.open

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
    function invitePeople(): void {
        invites.show(workspace.room.roomId);
    }
    function acceptInvitation(): void {
        invitation.show();
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
    function putOut(userId: real, name: string, banning: bool): void {
        putOutOf.show(userId, name, banning);
    }
    function mute(userId: real, name: string): void {
        muting.show(userId, name);
    }
    function block(userId: real, name: string, on: bool): void {
        blocking.show(userId, name, on);
    }
    function showSettings(): void {
        settings.open();
    }
    function showProfile(): void {
        profile.show();
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
        onInvitationWanted: dialogs.acceptInvitation()
    }
    NewConversationDialog {
        id: newConversation

        found: dialogs.workspace.conversations.found
        pictures: dialogs.workspace.pictures
        opener: dialogs.workspace.conversations
    }
    RoomSettingsDialog {
        id: roomSettings

        editor: dialogs.workspace.editor
        room: dialogs.workspace.room
        onPictureWanted: pictureFile.pickPicture()
        onHooksWanted: roomId => hooks.show(roomId)
        onBansWanted: roomId => bans.show(roomId)
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
        pictures: dialogs.workspace.pictures
        signIn: dialogs.workspace.signIn
        appearance: dialogs.workspace.appearance
        notifications: dialogs.workspace.notifications
        desktop: dialogs.workspace.desktop
        accounts: dialogs.workspace.accounts
        onProfileWanted: profile.show()
        onBotsWanted: bots.show()
        onPasswordWanted: account.changePassword()
        onDevicesWanted: account.showDevices()
        onBlockedWanted: blockedPeople.show()
        onTwoStepWanted: account.showTwoStep()
        onEmailWanted: account.changeEmail()
        onDeletionWanted: account.deleteAccount()
        onAdministrationWanted: account.administer()
    }
    AccountDialogs {
        id: account

        me: dialogs.workspace.me
        signIn: dialogs.workspace.signIn
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
    // Made when they are needed, as the keys: few people make programs or keep a room in order.
    Loader {
        id: bots

        readonly property bool open: item ? (item as BotsDialog).visible : false

        function show(): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Settings/BotsDialog.qml", { bots: dialogs.workspace.me.bots });
            (item as BotsDialog).begin();
        }
    }
    Loader {
        id: profile

        readonly property bool open: item ? (item as ProfileDialog).visible : false

        function show(): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Settings/ProfileDialog.qml", {
                    editor: dialogs.workspace.profile,
                    pictures: dialogs.workspace.pictures,
                    emoji: dialogs.workspace.room.emoji
                });
            (item as ProfileDialog).begin();
        }

        Connections {
            target: profile.item
            ignoreUnknownSignals: true

            function onPictureWanted(): void {
                ownPicture.pickPicture();
            }
        }
    }
    FilePicker {
        id: ownPicture

        onPicked: urls => dialogs.workspace.profile.picture.choose(urls[0])
    }
    Loader {
        id: hooks

        readonly property bool open: item ? (item as HooksDialog).visible : false

        function show(roomId: real): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Rooms/HooksDialog.qml", { hooks: dialogs.workspace.editor.hooks });
            (item as HooksDialog).begin(roomId);
        }
    }
    Loader {
        id: bans

        readonly property bool open: item ? (item as BansDialog).visible : false

        function show(roomId: real): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Rooms/BansDialog.qml", { bans: dialogs.workspace.editor.bans });
            (item as BansDialog).begin(roomId);
        }
    }
    Loader {
        id: invites

        readonly property bool open: item ? (item as InvitesDialog).visible : false

        function show(roomId: real): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Rooms/InvitesDialog.qml", { invites: dialogs.workspace.editor.invites });
            (item as InvitesDialog).begin(roomId);
        }
    }
    Loader {
        id: invitation

        readonly property bool open: item ? (item as InvitationDialog).visible : false

        function show(): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Rooms/InvitationDialog.qml", { links: dialogs.workspace.links });
            (item as InvitationDialog).open();
        }
    }
    Loader {
        id: putOutOf

        readonly property bool open: item ? (item as PutOutDialog).visible : false

        function show(userId: real, name: string, banning: bool): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Rooms/PutOutDialog.qml", { room: dialogs.workspace.room });
            (item as PutOutDialog).ask(userId, name, banning);
        }
    }
    Loader {
        id: muting

        readonly property bool open: item ? (item as MuteDialog).visible : false

        function show(userId: real, name: string): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Rooms/MuteDialog.qml", { room: dialogs.workspace.room });
            (item as MuteDialog).ask(userId, name);
        }
    }
    Loader {
        id: blocking

        readonly property bool open: item ? (item as BlockDialog).visible : false

        function show(userId: real, name: string, on: bool): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Rooms/BlockDialog.qml", { blocked: dialogs.workspace.me.blocked });
            (item as BlockDialog).ask(userId, name, on);
        }
    }
    Loader {
        id: blockedPeople

        readonly property bool open: item ? (item as BlockedDialog).visible : false

        function show(): void {
            if (!item)
                setSource("qrc:/qt/qml/Confab/Settings/BlockedDialog.qml", { blocked: dialogs.workspace.me.blocked });
            (item as BlockedDialog).begin();
        }
    }
    // It has many rows.
    Loader {
        id: keys

        readonly property bool open: item ? (item as KeysDialog).visible : false

        function show(): void {
            if (!item)
                setSource("KeysDialog.qml", { bindings: dialogs.workspace.keys });
            (item as KeysDialog).open();
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models

// What the commands of commandtable.cpp do, by their ids; those of the field for a message are the composer's.
QtObject {
    id: runner

    required property Workspace workspace
    required property PageDialogs pageDialogs

    signal regionWanted(int by)
    signal detailsWanted
    signal roomChosen(real roomId)

    readonly property CurrentRoom room: workspace.room
    readonly property bool roomOpen: room.roomId !== 0
    readonly property var actions: ({
        switcher: () => runner.pageDialogs.switchRoom(),
        searchRoom: () => runner.workspace.search.open(runner.roomOpen),
        searchAll: () => runner.workspace.search.open(false),
        previousRoom: () => runner.step(-1, false),
        nextRoom: () => runner.step(1, false),
        previousUnread: () => runner.step(-1, true),
        nextUnread: () => runner.step(1, true),
        back: () => runner.workspace.history.back(),
        forward: () => runner.workspace.history.forward(),
        oldestUnread: () => runner.room.view.toggleUnread(),
        markRead: () => runner.room.view.markAllRead(),
        newRoom: () => runner.pageDialogs.makeRoom(),
        findRooms: () => runner.pageDialogs.searchRooms(),
        newConversation: () => runner.pageDialogs.startConversation(),
        acceptInvitation: () => runner.pageDialogs.aboutRooms.acceptInvitation(),
        invitePeople: () => runner.invitePeople(),
        roomSettings: () => runner.changeRoom(),
        leaveRoom: () => runner.leaveRoom(),
        details: () => runner.detailsWanted(),
        nextRegion: () => runner.regionWanted(1),
        previousRegion: () => runner.regionWanted(-1),
        settings: () => runner.pageDialogs.showSettings(),
        lightColors: () => runner.workspace.appearance.scheme = Appearance.Light,
        darkColors: () => runner.workspace.appearance.scheme = Appearance.Dark,
        systemColors: () => runner.workspace.appearance.scheme = Appearance.System,
        keys: () => runner.pageDialogs.showKeys(),
        nextAccount: () => runner.workspace.accounts?.step(1),
        previousAccount: () => runner.workspace.accounts?.step(-1),
        addAccount: () => runner.workspace.accounts?.add(),
        signOut: () => runner.pageDialogs.showSettings() // with the account and its button: nobody leaves by a slip
    })

    function run(command: string): void {
        const action = actions[command];
        if (action)
            action();
        else if (/^room[1-9]$/.test(command))
            choose(workspace.rooms.roomIdAt(Number(command.slice(4)) - 1));
    }
    function choose(roomId: real): void {
        if (roomId !== 0)
            roomChosen(roomId);
    }
    function step(by: int, unreadOnly: bool): void {
        const id = workspace.rooms.neighbour(room.roomId, by, unreadOnly);
        if (id === 0 && unreadOnly && room.view.unread > 0 && !room.view.unreadShown)
            room.view.toggleUnread(); // the only room that calls is the open one
        else
            choose(id);
    }
    function changeRoom(): void {
        if (roomOpen && room.facts.canChange)
            pageDialogs.changeRoom();
    }
    function invitePeople(): void {
        if (roomOpen && room.facts.canInvite)
            pageDialogs.aboutRooms.invitePeople();
    }
    function leaveRoom(): void {
        if (roomOpen && room.facts.canLeave)
            pageDialogs.leaveRoom();
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// The dialogs about a room and its people, made when they are needed: few people keep a room in order.
Item {
    id: dialogs

    required property CurrentRoom room
    required property RoomEditor editor
    required property BlockedModel blocked
    required property LinkOpener links

    readonly property bool anyOpen: hooks.open || bans.open || invites.open || invitation.open || putOutOf.open
                                    || muting.open || blocking.open

    function showHooks(roomId: real): void {
        hooks.show(roomId);
    }
    function showBans(roomId: real): void {
        bans.show(roomId);
    }
    function invitePeople(): void {
        invites.show(room.roomId);
    }
    function acceptInvitation(): void {
        invitation.show();
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

    LazyDialog {
        id: hooks

        file: Qt.resolvedUrl("HooksDialog.qml")
        values: ({ hooks: dialogs.editor.hooks })

        function show(roomId: real): void {
            make();
            (item as HooksDialog).begin(roomId);
        }
    }
    LazyDialog {
        id: bans

        file: Qt.resolvedUrl("BansDialog.qml")
        values: ({ bans: dialogs.editor.bans })

        function show(roomId: real): void {
            make();
            (item as BansDialog).begin(roomId);
        }
    }
    LazyDialog {
        id: invites

        file: Qt.resolvedUrl("InvitesDialog.qml")
        values: ({ invites: dialogs.editor.invites })

        function show(roomId: real): void {
            make();
            (item as InvitesDialog).begin(roomId);
        }
    }
    LazyDialog {
        id: invitation

        file: Qt.resolvedUrl("InvitationDialog.qml")
        values: ({ links: dialogs.links })

        function show(): void {
            make();
            (item as InvitationDialog).open();
        }
    }
    LazyDialog {
        id: putOutOf

        file: Qt.resolvedUrl("PutOutDialog.qml")
        values: ({ room: dialogs.room })

        function show(userId: real, name: string, banning: bool): void {
            make();
            (item as PutOutDialog).ask(userId, name, banning);
        }
    }
    LazyDialog {
        id: muting

        file: Qt.resolvedUrl("MuteDialog.qml")
        values: ({ room: dialogs.room })

        function show(userId: real, name: string): void {
            make();
            (item as MuteDialog).ask(userId, name);
        }
    }
    LazyDialog {
        id: blocking

        file: Qt.resolvedUrl("BlockDialog.qml")
        values: ({ blocked: dialogs.blocked })

        function show(userId: real, name: string, on: bool): void {
            make();
            (item as BlockDialog).ask(userId, name, on);
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// What can be done with a member.
PopupMenu {
    id: menu

    property real userId: 0
    property string name
    property bool bot: false
    property bool me: false
    property int rank: Moderation.Member
    property bool mayRank: false
    property bool mayPutOut: false
    property bool muted: false
    property bool blocked: false

    signal messageWanted(real userId)
    signal rankWanted(real userId, int rank)
    signal putOutWanted(real userId, string name, bool banning)
    signal muteWanted(real userId, string name)
    signal unmuteWanted(real userId)
    signal blockWanted(real userId, string name, bool on)

    function openFor(row: MemberRow): void {
        userId = row.userId;
        name = row.name;
        bot = row.bot;
        me = row.me;
        rank = row.rank;
        mayRank = row.mayRank;
        mayPutOut = row.mayPutOut;
        muted = row.mutedText !== "";
        blocked = row.blocked;
        popup(row, Theme.gap4, row.height);
    }

    PopupMenuItem {
        visible: !menu.me
        iconName: menu.bot ? "bot" : "chat"
        enabled: !menu.bot && !menu.me // nobody talks with a program alone
        text: menu.bot ? qsTr("%1 is a bot").arg(menu.name) : qsTr("Message %1").arg(menu.name)
        onTriggered: menu.messageWanted(menu.userId)
    }
    PopupMenuItem {
        enabled: menu.mayRank && menu.rank !== Moderation.Owner
        visible: enabled
        iconName: "person"
        text: qsTr("Make owner")
        onTriggered: menu.rankWanted(menu.userId, Moderation.Owner)
    }
    PopupMenuItem {
        enabled: menu.mayRank && menu.rank !== Moderation.Moderator
        visible: enabled
        iconName: "person"
        text: qsTr("Make moderator")
        onTriggered: menu.rankWanted(menu.userId, Moderation.Moderator)
    }
    PopupMenuItem {
        enabled: menu.mayRank && menu.rank !== Moderation.Member
        visible: enabled
        iconName: "person"
        text: qsTr("Make member")
        onTriggered: menu.rankWanted(menu.userId, Moderation.Member)
    }
    PopupMenuItem {
        enabled: !menu.me
        visible: enabled
        dangerous: !menu.blocked
        iconName: menu.blocked ? "eye" : "eye-off"
        text: menu.blocked ? qsTr("Unblock…") : qsTr("Block…")
        onTriggered: menu.blockWanted(menu.userId, menu.name, !menu.blocked)
    }
    PopupMenuItem {
        enabled: menu.mayPutOut && !menu.muted
        visible: enabled
        dangerous: true
        iconName: "bell-off"
        text: qsTr("Mute…")
        onTriggered: menu.muteWanted(menu.userId, menu.name)
    }
    PopupMenuItem {
        enabled: menu.mayPutOut && menu.muted
        visible: enabled
        iconName: "bell"
        text: qsTr("Unmute")
        onTriggered: menu.unmuteWanted(menu.userId)
    }
    PopupMenuItem {
        enabled: menu.mayPutOut
        visible: enabled
        dangerous: true
        iconName: "leave"
        text: qsTr("Remove from room…")
        onTriggered: menu.putOutWanted(menu.userId, menu.name, false)
    }
    PopupMenuItem {
        enabled: menu.mayPutOut
        visible: enabled
        dangerous: true
        iconName: "lock"
        text: qsTr("Ban…")
        onTriggered: menu.putOutWanted(menu.userId, menu.name, true)
    }
}

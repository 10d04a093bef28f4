// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// How the user wants to be seen, and the way to the own profile.
PopupMenu {
    id: menu

    required property CurrentUser me

    signal profileWanted

    component Choice: PopupMenuItem {
        required property CurrentUser user
        property int presence: CurrentUser.Online
        readonly property bool chosen: user.presence === presence

        iconName: chosen ? "check" : ""
        Accessible.checkable: true
        Accessible.checked: chosen
        onTriggered: user.choosePresence(presence)
    }

    Choice {
        user: menu.me
        text: qsTr("Online")
        presence: CurrentUser.Online
    }
    Choice {
        user: menu.me
        text: qsTr("Away")
        presence: CurrentUser.Away
    }
    Choice {
        user: menu.me
        text: qsTr("Do not disturb")
        presence: CurrentUser.DoNotDisturb
    }
    Choice {
        user: menu.me
        text: qsTr("Invisible")
        presence: CurrentUser.Invisible
    }
    PopupMenuItem {
        iconName: "person"
        text: qsTr("Profile and status…")
        onTriggered: menu.profileWanted()
    }
    PopupMenuItem {
        visible: enabled
        enabled: menu.me.status !== ""
        iconName: "close"
        text: qsTr("Clear status")
        onTriggered: menu.me.clearStatus()
    }
}

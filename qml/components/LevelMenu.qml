// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Theme

// What of a room the user is told, on all devices: a level, or nothing for some time.
PopupMenu {
    id: menu

    required property NotificationSettings notifications
    property real roomId: 0

    property int level: NotificationSettings.All
    property bool ends: false // by itself

    function openFor(room: real, at: Item, x: real, y: real): void {
        roomId = room;
        popup(at, x, y);
    }

    implicitWidth: Theme.grown(240)
    onAboutToShow: {
        const own = notifications.ownLevel(roomId);
        level = own < 0 ? notifications.level : own;
        ends = notifications.ownLevelUntil(roomId) !== "";
    }

    PopupMenuItem {
        iconName: menu.level === NotificationSettings.All ? "check" : ""
        text: qsTr("All messages")
        onTriggered: menu.notifications.setOwnLevel(menu.roomId, NotificationSettings.All)
    }
    PopupMenuItem {
        iconName: menu.level === NotificationSettings.Mentions ? "check" : ""
        text: qsTr("Mentions")
        onTriggered: menu.notifications.setOwnLevel(menu.roomId, NotificationSettings.Mentions)
    }
    PopupMenuItem {
        text: qsTr("Mute for an hour")
        onTriggered: menu.notifications.mute(menu.roomId, 60)
    }
    PopupMenuItem {
        text: qsTr("Mute until tomorrow morning")
        onTriggered: menu.notifications.muteUntilMorning(menu.roomId)
    }
    PopupMenuItem {
        iconName: menu.level === NotificationSettings.Nothing && !menu.ends ? "check" : ""
        text: qsTr("Mute until I turn it on")
        onTriggered: menu.notifications.setOwnLevel(menu.roomId, NotificationSettings.Nothing)
    }
}

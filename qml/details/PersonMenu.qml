// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// What can be done with a member.
PopupMenu {
    id: menu

    property real userId: 0
    property string name
    property bool bot: false

    signal messageWanted(real userId)

    function openFor(row: MemberRow): void {
        userId = row.userId;
        name = row.name;
        bot = row.bot;
        popup(row, Theme.gap4, row.height);
    }

    PopupMenuItem {
        iconName: menu.bot ? "bot" : "chat"
        enabled: !menu.bot // nobody talks with a program alone
        text: menu.bot ? qsTr("%1 is a bot").arg(menu.name) : qsTr("Message %1").arg(menu.name)
        onTriggered: menu.messageWanted(menu.userId)
    }
}

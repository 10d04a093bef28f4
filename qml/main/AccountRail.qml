// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The accounts of the window, one below the other; without width while there is one alone.
Rectangle {
    id: rail

    required property AccountList accounts // null: the program has one account

    readonly property bool shown: accounts !== null && accounts.count > 1

    width: shown ? Theme.accountRailWidth : 0
    visible: shown
    color: Theme.color.side

    ListView {
        id: list

        anchors.top: parent.top
        anchors.topMargin: Theme.gap3
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.gap2
        bottomMargin: addButton.height + Theme.gap4
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: rail.accounts
        activeFocusOnTab: true
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Accounts")
        onActiveFocusChanged: if (activeFocus) currentIndex = rail.accounts.currentRow
        Keys.onReturnPressed: rail.accounts.choose(currentIndex)
        Keys.onSpacePressed: rail.accounts.choose(currentIndex)
        delegate: AccountButton {
            required property int index

            width: list.width
            marked: ListView.isCurrentItem && list.activeFocus
            onClicked: rail.accounts.choose(index)
        }
    }
    // Not the list's footer: that is a component bound to this file's ids, which a ListView of Qt 6.4 can't create.
    IconButton {
        id: addButton

        parent: list.contentItem
        anchors.horizontalCenter: parent.horizontalCenter
        y: list.originY + list.contentHeight + Theme.gap2
        visible: rail.shown && !rail.accounts.full
        iconName: "plus"
        text: qsTr("Add an account…")
        onClicked: rail.accounts.add()
    }
    Hairline {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: Theme.hairline
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Details
import Confab.Models
import Confab.Search
import Confab.Theme
import Confab.Timeline

// The right pane: the search, else the open thread, else the details of the room.
FocusScope {
    id: pane

    required property CurrentRoom room
    required property NotificationSettings notifications
    required property FoundMessagesModel found
    required property KeyBindings keys
    required property bool single // it has the whole window
    required property bool over // it lies over the room
    required property bool detailsShown
    required property bool threadShown
    required property bool searchShown

    signal closeWanted // of the details
    signal commandWanted(string command)
    signal messageChosen(real seq)
    signal personChosen(real userId)
    signal putOutWanted(real userId, string name, bool banning)
    signal muteWanted(real userId, string name)
    signal blockWanted(real userId, string name, bool on)
    signal settingsWanted
    signal leaveWanted

    function focusComposer(): void {
        threadPane.focusComposer();
    }
    function focusSearch(): void {
        searchPane.focusField();
    }
    function beginSearch(): void {
        searchPane.begin();
    }

    width: single ? parent.width : threadShown || searchShown ? Theme.threadPaneWidth : Theme.sidePaneWidth
    visible: detailsShown || threadShown || searchShown

    SoftShadow {
        visible: pane.over && !pane.single
    }
    DetailsPane {
        anchors.fill: parent
        visible: pane.detailsShown
        focus: pane.detailsShown
        room: pane.room
        notifications: pane.notifications
        onCloseWanted: pane.closeWanted()
        onMessageChosen: seq => pane.messageChosen(seq)
        onPersonChosen: userId => pane.personChosen(userId)
        onPutOutWanted: (userId, name, banning) => pane.putOutWanted(userId, name, banning)
        onMuteWanted: (userId, name) => pane.muteWanted(userId, name)
        onBlockWanted: (userId, name, on) => pane.blockWanted(userId, name, on)
        onInviteWanted: pane.commandWanted("invitePeople")
        onSettingsWanted: pane.settingsWanted()
        onLeaveWanted: pane.leaveWanted()
    }
    ThreadPane {
        id: threadPane

        anchors.fill: parent
        visible: pane.threadShown
        focus: pane.threadShown
        room: pane.room
        keys: pane.keys
        onCommandWanted: command => pane.commandWanted(command)
    }
    SearchPane {
        id: searchPane

        anchors.fill: parent
        visible: pane.searchShown
        focus: pane.searchShown
        found: pane.found
        room: pane.room
    }
    Hairline {
        anchors.right: parent.left
        height: parent.height
        visible: !pane.single
    }
}

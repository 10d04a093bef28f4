// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Details
import Confab.Models
import Confab.Theme
import Confab.Timeline

// The right pane: the open thread, else the details of the room.
FocusScope {
    id: pane

    required property CurrentRoom room
    required property NotificationSettings notifications
    required property bool single // it has the whole window
    required property bool detailsShown
    required property bool threadShown

    signal closeWanted // of the details
    signal messageChosen(real seq)
    signal personChosen(real userId)
    signal settingsWanted
    signal leaveWanted
    signal deleteWanted

    function focusComposer(): void {
        threadPane.focusComposer();
    }

    width: single ? parent.width : threadShown ? Theme.threadPaneWidth : Theme.sidePaneWidth
    visible: detailsShown || threadShown

    DetailsPane {
        anchors.fill: parent
        visible: pane.detailsShown
        focus: pane.detailsShown
        room: pane.room
        notifications: pane.notifications
        onCloseWanted: pane.closeWanted()
        onMessageChosen: seq => pane.messageChosen(seq)
        onPersonChosen: userId => pane.personChosen(userId)
        onSettingsWanted: pane.settingsWanted()
        onLeaveWanted: pane.leaveWanted()
        onDeleteWanted: pane.deleteWanted()
    }
    ThreadPane {
        id: threadPane

        anchors.fill: parent
        visible: pane.threadShown
        focus: pane.threadShown
        room: pane.room
    }
    Hairline {
        anchors.right: parent.left
        height: parent.height
        visible: !pane.single
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// What stands in the place of results: how to search, that there are none, or why they can't be had.
Item {
    id: view

    required property FoundMessagesModel found

    implicitHeight: words.visible ? words.implicitHeight : spinner.height

    Spinner {
        id: spinner

        anchors.horizontalCenter: parent.horizontalCenter
        visible: view.found.state === FoundMessagesModel.Searching
    }
    EmptyState {
        id: words

        readonly property bool nothing: view.found.state === FoundMessagesModel.Nothing
        readonly property bool failed: view.found.state === FoundMessagesModel.Failed

        width: parent.width
        visible: nothing || failed || view.found.state === FoundMessagesModel.Idle
        iconName: failed ? "alert" : "search"
        title: failed ? qsTr("The search has no answer") : view.found.more ? qsTr("Nothing found so far") : nothing ? qsTr("Nothing found") : qsTr("Search messages")
        text: {
            if (failed)
                return view.found.problem;
            if (!nothing)
                return qsTr("Type a word, or a part of one. from:ana, in:general, before:2026-01-31 and after:2026 narrow the search down.");
            if (view.found.stored)
                return qsTr("Nothing that this device keeps matches “%1”. The rest is searched as soon as there is a connection.").arg(view.found.query.trim());
            const where = view.found.roomId !== 0 ? Words.fill(qsTr("No message in %1 matches “%2”."), [view.found.roomName, view.found.query.trim()])
                                                  : Words.fill(qsTr("No message in your rooms matches “%1”."), [view.found.query.trim()]);
            return view.found.roomId !== 0 ? where : where + " " + qsTr("Try fewer words or filters.");
        }
        PushButton {
            visible: words.nothing && view.found.more
            text: qsTr("Search older messages")
            onClicked: view.found.loadMore()
        }
        PushButton {
            visible: words.nothing && view.found.roomId !== 0
            text: qsTr("Search all rooms")
            onClicked: view.found.roomId = 0
        }
        PushButton {
            visible: words.failed
            text: qsTr("Try again")
            onClicked: view.found.retry()
        }
    }
}

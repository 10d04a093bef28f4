// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// Replaces the rooms until the server has sent them: the problem, its beginning, and what helps.
Item {
    id: state

    required property ConnectionState connection
    property bool brief: false // the rest is shown beside it

    implicitHeight: connection.connecting ? waiting.height : words.height

    Spinner {
        id: waiting

        anchors.horizontalCenter: parent.horizontalCenter
        visible: state.connection.connecting || state.connection.online
    }
    EmptyState {
        id: words

        width: parent.width
        visible: !waiting.visible
        iconName: state.brief ? "" : "offline"
        title: state.brief ? qsTr("No connection") : qsTr("The server can't be reached")
        text: state.brief ? qsTr("Your rooms appear here as soon as it answers.") : state.connection.trouble
        PushButton {
            visible: !state.brief
            enabled: state.connection.canTryNow
            iconName: "retry"
            text: qsTr("Try now")
            onClicked: state.connection.tryNow()
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// All people of the server, a link for a new one, and links that were made.
Column {
    id: list

    required property AdminPeople people

    spacing: Theme.gap4

    SecretBox {
        width: parent.width
        use: list.people.link.use
        secret: list.people.link.text
        advice: qsTr("Copy it now: it is not shown again. Send it to this person alone.")
        onCopyWanted: list.people.link.copy()
        onDoneWanted: list.people.link.forget()
    }
    AppText {
        width: parent.width
        visible: list.people.empty
        text: qsTr("Nobody is found.")
        color: Theme.color.secondary
    }
    Column {
        width: parent.width
        spacing: Theme.gap2
        Repeater {
            model: list.people
            AdminPersonRow {
                width: parent ? parent.width : 0
                busy: list.people.busy
                onPasswordLinkWanted: list.people.makePasswordLink(userId, name)
                onFactorRemovalWanted: list.people.removeSecondFactor(userId)
                onRoleWanted: on => list.people.setAdministrator(userId, on)
                onDisablingWanted: on => list.people.setDisabled(userId, on)
            }
        }
    }
    PushButton {
        visible: list.people.more
        text: qsTr("Show more")
        enabled: !list.people.busy
        onClicked: list.people.loadMore()
    }
    Hairline {
        width: parent.width
    }
    FormField {
        id: email

        width: parent.width
        label: qsTr("Invite somebody to the server")
        placeholderText: qsTr("Anybody with the link")
        hint: qsTr("With an e-mail address only somebody with this address can use the link.")
        maximumLength: 320
        inputMethodHints: Qt.ImhEmailCharactersOnly
        onAccepted: invite.clicked()
    }
    PushButton {
        id: invite

        iconName: "link"
        text: qsTr("Make an invitation")
        enabled: !list.people.busy
        onClicked: list.people.invite(email.text)
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Where the user is signed in: each device, and buttons that sign one of them, or all others, out.
ModalDialog {
    id: dialog

    required property DevicesModel devices
    required property SignIn signIn

    function begin(): void {
        othersQuestion.visible = false;
        devices.begin();
        open();
    }

    title: qsTr("Devices")
    error: devices.error
    onClosed: devices.end()

    Connections {
        target: dialog.devices

        // The row that had the focus has gone.
        function onSignedOut(): void {
            if (dialog.visible)
                dialog.initialFocus.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        text: qsTr("Where you are signed in. If you don't know one of them, sign it out and change your password.")
        color: Theme.color.secondary
        lineHeight: 1.2
    }
    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: dialog.devices.loading
        color: Theme.color.secondary
    }
    Repeater {
        model: dialog.devices
        DeviceRow {
            required property real sessionId

            width: parent ? parent.width : 0
            busy: dialog.devices.busy
            onSignOutWanted: {
                if (current) {
                    dialog.close();
                    dialog.signIn.signOut();
                } else {
                    dialog.devices.signOut(sessionId);
                }
            }
        }
    }
    AppText {
        width: parent.width
        visible: dialog.devices.listed && dialog.devices.others === 0
        wrapMode: Text.Wrap
        text: qsTr("You are signed in on this device only.")
        color: Theme.color.secondary
    }
    PushButton {
        id: othersButton

        visible: dialog.devices.others > 0 && !othersQuestion.visible
        text: qsTr("Sign out all other devices")
        busy: dialog.devices.busy
        enabled: !dialog.devices.busy
        onClicked: othersQuestion.ask()
    }
    Question {
        id: othersQuestion

        width: parent.width
        text: qsTr("They are disconnected at once, and need your password to sign in again.")
        acceptText: qsTr("Sign out all other devices")
        busy: dialog.devices.busy
        onAccepted: dialog.devices.signOutOthers()
        onCancelled: othersButton.forceActiveFocus(Qt.TabFocusReason)
    }
}

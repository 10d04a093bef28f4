// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Why a link to a room was not opened; offers to join the room where that may help, and asks for its password then. Of
// an invitation: where it leads, with the same offer.
ModalDialog {
    id: dialog

    required property LinkOpener links

    readonly property RoomJoiner joiner: links.joiner
    readonly property Invitation invitation: links.invitation
    readonly property bool joinable: links.roomId !== 0 || invitation.ready
    readonly property bool asking: links.roomId !== 0 && joiner.askingFor === links.roomId

    title: joinable ? qsTr("Join this room?") : qsTr("The link can't be opened")
    acceptText: joinable ? qsTr("Join") : qsTr("OK")
    cancelText: qsTr("Cancel")
    busy: joiner.busy || invitation.busy
    error: asking ? "" : invitation.ready ? invitation.error : joiner.error
    onConfirmed: joinable ? join() : close()
    onAboutToShow: password.text = ""
    onClosed: links.dismiss()
    onAskingChanged: if (asking) password.focusInput()

    function join(): void {
        if (invitation.ready)
            return invitation.accept();
        joiner.join(links.roomId, password.text);
    }
    function showOrHide(): void {
        if (links.text !== "")
            open();
        else
            close();
    }

    Component.onCompleted: showOrHide()
    Connections {
        target: dialog.links

        function onChanged(): void {
            dialog.showOrHide();
        }
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        lineHeight: Theme.bodyLineHeight
        color: Theme.color.secondary
        text: dialog.links.text
    }
    FormField {
        id: password

        width: parent.width
        visible: dialog.asking
        label: qsTr("Room password")
        secret: true
        error: text === "" ? "" : dialog.joiner.passwordError !== "" ? dialog.joiner.passwordError : dialog.joiner.error
        onEdited: dialog.joiner.clearErrors()
        onAccepted: dialog.join()
    }
}

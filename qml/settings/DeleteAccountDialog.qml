// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Asks before the account is deleted, with the password: it can't be undone.
ModalDialog {
    id: dialog

    required property AccountChanger changer
    required property CurrentUser me

    function begin(): void {
        forget();
        changer.begin();
        open();
    }
    function forget(): void {
        passwordField.text = "";
        passwordField.revealed = false;
    }
    function submit(): void {
        if (!changer.busy && passwordField.text !== "")
            changer.deleteAccount(passwordField.text);
    }

    title: qsTr("Delete your account?")
    acceptText: qsTr("Delete for ever")
    acceptKind: PushButton.Danger
    acceptEnabled: passwordField.text !== ""
    busy: changer.busy
    error: changer.error
    initialFocus: passwordField
    onConfirmed: submit()
    onClosed: {
        forget();
        changer.begin();
    }

    Connections {
        target: dialog.changer
        enabled: dialog.visible

        function onDeleted(): void {
            dialog.close();
        }
        function onFailed(): void {
            passwordField.focusInput();
        }
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        lineHeight: 1.2
        text: Words.fill(qsTr("The account of %1 ends at once, on all devices. You leave your rooms, and everything that you wrote and sent there is deleted for everybody. This can't be undone."),
                         [dialog.me.name])
    }
    FormField {
        id: passwordField

        width: parent.width
        label: qsTr("Present password")
        secret: true
        enabled: !dialog.changer.busy
        error: dialog.changer.passwordError
        onAccepted: dialog.submit()
    }
}

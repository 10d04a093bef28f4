// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// Another e-mail address for the account, with the present password.
ModalDialog {
    id: dialog

    required property AccountChanger changer
    required property CurrentUser me

    function begin(): void {
        forget();
        emailField.text = me.email;
        changer.begin();
        open();
    }
    function forget(): void {
        passwordField.text = "";
        passwordField.revealed = false;
    }
    function submit(): void {
        if (!changer.busy)
            changer.changeEmail(emailField.text, passwordField.text);
    }

    title: qsTr("Change e-mail address")
    acceptText: qsTr("Change e-mail address")
    acceptEnabled: emailField.text.trim() !== "" && emailField.text.trim() !== me.email
    busy: changer.busy
    error: changer.error
    initialFocus: emailField
    onConfirmed: submit()
    onClosed: {
        forget();
        changer.begin();
    }

    Connections {
        target: dialog.changer
        enabled: dialog.visible

        function onEmailChanged(): void {
            dialog.close();
        }
        function onFailed(): void {
            if (dialog.changer.emailError !== "")
                emailField.focusInput();
            else
                passwordField.focusInput();
        }
    }

    FormField {
        id: emailField

        width: parent.width
        label: qsTr("New e-mail address")
        maximumLength: 200
        inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
        enabled: !dialog.changer.busy
        error: dialog.changer.emailError
        hint: qsTr("You sign in with it from then on.")
        onAccepted: dialog.submit()
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

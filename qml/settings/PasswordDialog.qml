// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Another password for the account: the present one, and the new one, each with its error.
ModalDialog {
    id: dialog

    required property PasswordChanger changer

    function begin(): void {
        forget();
        changer.begin();
        open();
    }
    function forget(): void {
        presentField.text = "";
        presentField.revealed = false;
        nextField.text = "";
        nextField.revealed = false;
    }
    function submit(): void {
        if (!changer.busy)
            changer.change(presentField.text, nextField.text);
    }

    title: qsTr("Change password")
    acceptText: qsTr("Change password")
    busy: changer.busy
    error: changer.error
    initialFocus: presentField
    onConfirmed: submit()
    onClosed: {
        forget();
        changer.begin();
    }

    Connections {
        target: dialog.changer

        function onDone(): void {
            dialog.close();
        }
        function onFailed(): void {
            if (dialog.changer.presentError === "" && dialog.changer.nextError !== "")
                nextField.focusInput();
            else
                presentField.focusInput();
        }
    }

    FormField {
        id: presentField

        width: parent.width
        label: qsTr("Present password")
        secret: true
        enabled: !dialog.changer.busy
        error: dialog.changer.presentError
        onAccepted: dialog.submit()
    }
    FormField {
        id: nextField

        width: parent.width
        label: qsTr("New password")
        secret: true
        enabled: !dialog.changer.busy
        hint: qsTr("At least 8 characters. A short sentence makes a good password.")
        error: dialog.changer.nextError
        onAccepted: dialog.submit()
    }
    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        text: qsTr("All your other devices are signed out.")
        color: Theme.color.secondary
        lineHeight: 1.2
    }
}

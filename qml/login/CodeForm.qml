// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The second step of a sign-in: a code of the authenticator app, or a recovery code.
Column {
    id: form

    required property SignIn signIn

    function begin(): void {
        codeField.text = "";
        codeField.focusInput();
    }
    function submit(): void {
        if (codeField.text.trim() !== "" && !signIn.busy)
            signIn.enterCode(codeField.text);
    }

    spacing: Theme.gap4

    Connections {
        target: form.signIn

        function onCodeAsked(): void {
            form.begin();
        }
        function onFailed(): void {
            if (form.signIn.codeWanted)
                codeField.focusInput();
        }
    }

    AppText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Enter the code")
        font.pixelSize: Theme.textDisplay
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    AppText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.color.secondary
        lineHeight: 1.2
        text: qsTr("Your authenticator app shows it. Without your phone, enter one of your recovery codes.")
    }
    FormField {
        id: codeField

        width: parent.width
        label: qsTr("Code")
        placeholderText: "123456"
        maximumLength: 32
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        enabled: !form.signIn.busy
        error: form.signIn.codeError
        onEdited: form.signIn.clearErrors()
        onAccepted: form.submit()
    }
    Notice {
        width: parent.width
        visible: text !== ""
        kind: Notice.Bad
        text: form.signIn.error !== "" ? form.signIn.error : form.signIn.serverError
    }
    PushButton {
        width: parent.width
        implicitHeight: Theme.controlHeight + Theme.gap1
        kind: PushButton.Primary
        text: qsTr("Sign in")
        busy: form.signIn.busy
        enabled: codeField.text.trim() !== "" && !form.signIn.busy
        onClicked: form.submit()
    }
    PushButton {
        width: parent.width
        text: qsTr("Back")
        enabled: !form.signIn.busy
        onClicked: form.signIn.forgetCode()
    }
}

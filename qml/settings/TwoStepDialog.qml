// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Switches two-step sign-in on, in three steps (the password, a QR code with a first code, the recovery codes), and off.
ModalDialog {
    id: dialog

    required property SecondFactor factor

    readonly property bool hasCodes: factor.recoveryCodes.text !== ""
    readonly property bool isOffered: factor.qrRows.length > 0
    readonly property bool asksPassword: !hasCodes && !isOffered
    readonly property bool asksCode: isOffered || (factor.on && !hasCodes)

    property bool copied: false

    function begin(): void {
        forget();
        factor.begin();
        open();
    }
    function forget(): void {
        passwordField.text = "";
        passwordField.revealed = false;
        codeField.text = "";
        copied = false;
    }
    function submit(): void {
        if (factor.busy)
            return;
        if (isOffered)
            factor.confirm(codeField.text);
        else if (factor.on)
            factor.switchOff(passwordField.text, codeField.text);
        else
            factor.switchOn(passwordField.text);
    }

    title: qsTr("Two-step sign-in")
    acceptText: hasCodes ? "" : isOffered ? qsTr("Switch on") : factor.on ? qsTr("Switch off") : qsTr("Continue")
    acceptKind: factor.on ? PushButton.Danger : PushButton.Primary
    busy: factor.busy
    error: factor.error
    initialFocus: passwordField
    onConfirmed: submit()
    onClosed: {
        forget();
        factor.begin();
    }

    Connections {
        target: dialog.factor

        function onKeyShown(): void {
            codeField.focusInput();
        }
        function onSwitchedOff(): void {
            dialog.close();
        }
        function onFailed(): void {
            if (dialog.factor.codeError !== "" || dialog.isOffered)
                codeField.focusInput();
            else
                passwordField.focusInput();
        }
    }

    AppText {
        width: parent.width
        visible: dialog.asksPassword
        wrapMode: Text.Wrap
        color: Theme.color.secondary
        lineHeight: 1.2
        text: dialog.factor.on ? qsTr("It is on: who signs in needs your password and a code. To switch it off, enter both.")
                               : qsTr("After your password, Confab then asks for a code that an app on your phone shows. Who knows your password alone can't sign in.")
    }
    FormField {
        id: passwordField

        width: parent.width
        visible: dialog.asksPassword
        label: qsTr("Present password")
        secret: true
        enabled: !dialog.factor.busy
        error: dialog.factor.passwordError
        onAccepted: dialog.submit()
    }
    AppText {
        width: parent.width
        visible: dialog.isOffered
        wrapMode: Text.Wrap
        lineHeight: 1.2
        text: qsTr("Scan this with an authenticator app, or type the key into it. Then enter the code that the app shows.")
    }
    QrCode {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: dialog.isOffered
        rows: dialog.factor.qrRows
        label: qsTr("QR code with the key")
    }
    AppText {
        width: parent.width
        visible: dialog.isOffered
        wrapMode: Text.WrapAnywhere
        horizontalAlignment: Text.AlignHCenter
        text: dialog.factor.secret
        font.family: Theme.codeFamily
        font.pixelSize: Theme.textSmall
    }
    PushButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: dialog.isOffered
        iconName: dialog.copied ? "check" : "copy"
        text: dialog.copied ? qsTr("Copied") : qsTr("Copy the key")
        onClicked: {
            dialog.factor.copySecret();
            dialog.copied = true;
        }
    }
    FormField {
        id: codeField

        width: parent.width
        visible: dialog.asksCode
        label: qsTr("Code")
        placeholderText: "123456"
        maximumLength: 32
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        enabled: !dialog.factor.busy
        hint: dialog.isOffered ? "" : qsTr("A code of the app, or one of your recovery codes.")
        error: dialog.factor.codeError
        onAccepted: dialog.submit()
    }
    AppText {
        width: parent.width
        visible: dialog.hasCodes
        wrapMode: Text.Wrap
        lineHeight: 1.2
        text: qsTr("Two-step sign-in is on.")
    }
    SecretBox {
        width: parent.width
        use: dialog.factor.recoveryCodes.use
        secret: dialog.factor.recoveryCodes.text
        advice: qsTr("Keep them where you find them without your phone: they are not shown again.")
        onCopyWanted: dialog.factor.recoveryCodes.copy()
        onDoneWanted: dialog.close()
    }
}

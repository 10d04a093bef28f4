// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Sign in, or create an account: one card in the middle, the server first, errors beside their field.
FocusScope {
    id: page

    required property SignIn signIn

    property bool creating: false

    readonly property bool complete: serverField.text.trim() !== "" && emailField.text.trim() !== ""
                                     && passwordField.text !== "" && (!creating || nameField.text.trim() !== "")
                                     && (!needsInvitation || signIn.invitation.valid)

    readonly property bool refused: creating && signIn.server.noRegistration !== ""
    // A server may ask for an invitation of those who are new.
    readonly property bool needsInvitation: creating && signIn.server.inviteOnly
    property bool invited: false

    function submit(): void {
        if (!complete || refused || signIn.busy)
            return;
        if (creating)
            signIn.createAccount(serverField.text, nameField.text, emailField.text, passwordField.text);
        else
            signIn.signIn(serverField.text, emailField.text, passwordField.text);
    }
    function focusFirstGap(): void {
        if (refused || serverField.text === "")
            serverField.focusInput();
        else if (creating && nameField.text === "")
            nameField.focusInput();
        else if (emailField.text === "")
            emailField.focusInput();
        else
            passwordField.focusInput();
    }
    onCreatingChanged: {
        signIn.clearErrors();
        if (!choice.activeFocus) // arrow keys continue to choose
            focusFirstGap();
    }
    // The fields disappear, and one of them may have the focus.
    onRefusedChanged: if (refused && !serverField.activeFocus) serverField.focusInput()
    Component.onCompleted: {
        signIn.server.setAddress(serverField.text);
        invitationField.text = signIn.invitation.link;
        invited = signIn.invitation.valid;
        focusFirstGap();
    }

    Connections {
        target: page.signIn

        function onFailed(): void {
            if (page.signIn.codeWanted)
                return; // CodeForm's
            if (serverField.error !== "")
                serverField.focusInput();
            else if (page.creating && nameField.error !== "")
                nameField.focusInput();
            else if (emailField.error !== "")
                emailField.focusInput();
            else
                passwordField.focusInput();
        }
    }

    Connections {
        target: page.signIn.invitation

        function onChanged(): void {
            invitationField.text = page.signIn.invitation.link;
            if (page.signIn.invitation.valid)
                page.invited = true;
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.color.side
    }
    Flickable {
        anchors.fill: parent
        contentHeight: Math.max(height, card.height + Theme.gap10)
        boundsBehavior: Flickable.StopAtBounds

        Rectangle {
            id: card

            anchors.centerIn: parent
            width: Math.min(parent.width - Theme.gap8, Theme.dialogWidth)
            height: (form.visible ? form.implicitHeight : codeForm.implicitHeight) + Theme.gap8 * 2
            radius: Theme.radiusLarge + 2
            color: Theme.color.window
            border.width: Theme.hairline
            border.color: Theme.color.line

            CodeForm {
                id: codeForm

                x: Theme.gap8
                y: Theme.gap8
                width: parent.width - Theme.gap8 * 2
                visible: page.signIn.codeWanted
                signIn: page.signIn
            }
            Column {
                id: form

                x: Theme.gap8
                y: Theme.gap8
                width: parent.width - Theme.gap8 * 2
                visible: !codeForm.visible
                spacing: Theme.gap4
                onVisibleChanged: if (visible) passwordField.focusInput()

                LoginHeading {
                    width: parent.width
                    creating: page.creating
                    returning: page.signIn.returning
                }
                ChoiceBar {
                    id: choice

                    width: parent.width
                    label: qsTr("Sign in or create an account")
                    value: page.creating
                    enabled: !page.signIn.busy
                    choices: [
                        { value: false, text: qsTr("Sign in") },
                        { value: true, text: qsTr("Create account") }
                    ]
                    onChosen: value => page.creating = value
                }
                FormField {
                    id: serverField

                    width: parent.width
                    label: qsTr("Server")
                    placeholderText: qsTr("chat.example.org")
                    text: page.signIn.serverAddress
                    enabled: !page.signIn.busy
                    inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
                    error: page.signIn.serverError
                    onEdited: {
                        page.signIn.clearErrors();
                        page.signIn.server.setAddress(text);
                    }
                    onAccepted: page.submit()
                }
                Notice {
                    width: parent.width
                    visible: page.refused
                    kind: Notice.Info
                    text: page.signIn.server.noRegistration
                }
                InvitationField {
                    id: invitationField

                    width: parent.width
                    visible: (page.invited || page.needsInvitation) && !page.refused
                    enabled: !page.signIn.busy
                    needed: page.needsInvitation
                    invitation: page.signIn.invitation
                    onAccepted: page.submit()
                }
                FormField {
                    id: nameField

                    width: parent.width
                    visible: page.creating && !page.refused
                    label: qsTr("Your name")
                    placeholderText: qsTr("The name that others see")
                    maximumLength: 200
                    enabled: !page.signIn.busy
                    error: page.signIn.nameError
                    onEdited: page.signIn.clearErrors()
                    onAccepted: page.submit()
                }
                FormField {
                    id: emailField

                    width: parent.width
                    visible: !page.refused
                    label: qsTr("E-mail")
                    placeholderText: qsTr("you@example.org")
                    text: page.signIn.email
                    maximumLength: 200
                    enabled: !page.signIn.busy
                    inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
                    error: page.signIn.emailError
                    onEdited: page.signIn.clearErrors()
                    onAccepted: page.submit()
                }
                FormField {
                    id: passwordField

                    width: parent.width
                    visible: !page.refused
                    label: qsTr("Password")
                    secret: true
                    enabled: !page.signIn.busy
                    hint: page.creating ? qsTr("At least 8 characters. A short sentence makes a good password.") : ""
                    error: page.signIn.passwordError
                    onEdited: page.signIn.clearErrors()
                    onAccepted: page.submit()
                }
                Notice {
                    width: parent.width
                    visible: text !== ""
                    kind: Notice.Bad
                    text: page.signIn.error
                }
                PushButton {
                    width: parent.width
                    implicitHeight: Theme.controlHeight + Theme.gap1
                    kind: PushButton.Primary
                    text: page.creating ? qsTr("Create account") : qsTr("Sign in")
                    busy: page.signIn.busy
                    enabled: page.complete && !page.refused && !page.signIn.busy
                    onClicked: page.submit()
                }
                PushButton {
                    anchors.horizontalCenter: parent.horizontalCenter
                    visible: !invitationField.visible && !page.refused
                    kind: PushButton.Link
                    text: qsTr("I have an invitation")
                    onClicked: {
                        page.invited = true;
                        invitationField.focusInput();
                    }
                }
                AppText {
                    width: parent.width
                    visible: !page.signIn.keychainAvailable
                    horizontalAlignment: Text.AlignHCenter
                    wrapMode: Text.Wrap
                    color: Theme.color.secondary
                    font.pixelSize: Theme.textSmall
                    lineHeight: 1.2
                    text: qsTr("This system has no keychain, so you stay signed in only until you close Confab.")
                }
            }
        }
    }
}

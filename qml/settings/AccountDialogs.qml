// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models

// The dialogs of the account, made when they are needed: few people change their password.
Item {
    id: dialogs

    required property CurrentUser me
    required property SignIn signIn

    readonly property bool anyOpen: password.open || devices.open || twoStep.open || email.open || deletion.open
                                   || administration.open

    function changePassword(): void {
        password.show();
    }
    function showDevices(): void {
        devices.show();
    }
    function showTwoStep(): void {
        twoStep.show();
    }
    function changeEmail(): void {
        email.show();
    }
    function deleteAccount(): void {
        deletion.show();
    }
    function administer(): void {
        administration.show();
    }

    Loader {
        id: password

        readonly property bool open: item ? (item as PasswordDialog).visible : false

        function show(): void {
            if (!item)
                setSource("PasswordDialog.qml", { changer: dialogs.me.password });
            (item as PasswordDialog).begin();
        }
    }
    Loader {
        id: devices

        readonly property bool open: item ? (item as DevicesDialog).visible : false

        function show(): void {
            if (!item)
                setSource("DevicesDialog.qml", { devices: dialogs.me.devices, signIn: dialogs.signIn });
            (item as DevicesDialog).begin();
        }
    }
    Loader {
        id: twoStep

        readonly property bool open: item ? (item as TwoStepDialog).visible : false

        function show(): void {
            if (!item)
                setSource("TwoStepDialog.qml", { factor: dialogs.me.secondFactor });
            (item as TwoStepDialog).begin();
        }
    }
    Loader {
        id: email

        readonly property bool open: item ? (item as EmailDialog).visible : false

        function show(): void {
            if (!item)
                setSource("EmailDialog.qml", { changer: dialogs.me.account, me: dialogs.me });
            (item as EmailDialog).begin();
        }
    }
    Loader {
        id: deletion

        readonly property bool open: item ? (item as DeleteAccountDialog).visible : false

        function show(): void {
            if (!item)
                setSource("DeleteAccountDialog.qml", { changer: dialogs.me.account, me: dialogs.me });
            (item as DeleteAccountDialog).begin();
        }
    }
    Loader {
        id: administration

        readonly property bool open: item ? (item as AdministrationDialog).visible : false

        function show(): void {
            if (!item)
                setSource("AdministrationDialog.qml", { administration: dialogs.me.administration });
            (item as AdministrationDialog).begin();
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// The dialogs of the account, made when they are needed: few people change their password.
Item {
    id: dialogs

    required property CurrentUser me
    required property SignIn signIn
    required property CurrentRoom room // for pictures and emoji

    readonly property bool anyOpen: password.open || devices.open || twoStep.open || email.open || deletion.open
                                    || profile.open || bots.open || blockedPeople.open || administration.open

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
    function changeProfile(): void {
        profile.show();
    }
    function showBots(): void {
        bots.show();
    }
    function administer(): void {
        administration.show();
    }
    function showBlocked(): void {
        blockedPeople.show();
    }

    LazyDialog {
        id: password

        file: Qt.resolvedUrl("PasswordDialog.qml")
        values: ({ changer: dialogs.me.password })

        function show(): void {
            make();
            (item as PasswordDialog).begin();
        }
    }
    LazyDialog {
        id: devices

        file: Qt.resolvedUrl("DevicesDialog.qml")
        values: ({ devices: dialogs.me.devices, signIn: dialogs.signIn })

        function show(): void {
            make();
            (item as DevicesDialog).begin();
        }
    }
    LazyDialog {
        id: twoStep

        file: Qt.resolvedUrl("TwoStepDialog.qml")
        values: ({ factor: dialogs.me.secondFactor })

        function show(): void {
            make();
            (item as TwoStepDialog).begin();
        }
    }
    LazyDialog {
        id: email

        file: Qt.resolvedUrl("EmailDialog.qml")
        values: ({ changer: dialogs.me.account, me: dialogs.me })

        function show(): void {
            make();
            (item as EmailDialog).begin();
        }
    }
    LazyDialog {
        id: deletion

        file: Qt.resolvedUrl("DeleteAccountDialog.qml")
        values: ({ changer: dialogs.me.account, me: dialogs.me })

        function show(): void {
            make();
            (item as DeleteAccountDialog).begin();
        }
    }
    LazyDialog {
        id: bots

        file: Qt.resolvedUrl("BotsDialog.qml")
        values: ({ bots: dialogs.me.bots })

        function show(): void {
            make();
            (item as BotsDialog).begin();
        }
    }
    LazyDialog {
        id: blockedPeople

        file: Qt.resolvedUrl("BlockedDialog.qml")
        values: ({ blocked: dialogs.me.blocked })

        function show(): void {
            make();
            (item as BlockedDialog).begin();
        }
    }
    LazyDialog {
        id: administration

        file: Qt.resolvedUrl("AdministrationDialog.qml")
        values: ({ administration: dialogs.me.administration })

        function show(): void {
            make();
            (item as AdministrationDialog).begin();
        }
    }
    LazyDialog {
        id: profile

        file: Qt.resolvedUrl("ProfileDialog.qml")
        values: ({
            editor: dialogs.me.profile,
            pictures: dialogs.room.files.pictures,
            emoji: dialogs.room.emoji
        })

        function show(): void {
            make();
            (item as ProfileDialog).begin();
        }

        Connections {
            target: profile.item
            ignoreUnknownSignals: true

            function onPictureWanted(): void {
                ownPicture.pickPicture();
            }
        }
    }
    FilePicker {
        id: ownPicture

        onPicked: urls => dialogs.me.profile.picture.choose(urls[0])
    }
}

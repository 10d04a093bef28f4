// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Account, appearance, notifications, the desktop and information about the program.
ModalDialog {
    id: dialog

    required property CurrentUser me
    required property SignIn signIn
    required property Appearance appearance
    required property NotificationSettings notifications
    required property DesktopSettings desktop
    property AccountList accounts: null

    signal botsWanted

    title: qsTr("Settings")
    width: Math.min(Theme.grown(480), parent ? parent.width - Theme.gap8 : 0)

    SettingsSection {
        width: parent.width
        title: qsTr("Account")
        AccountCard {
            width: parent.width
            me: dialog.me
            signIn: dialog.signIn
            accounts: dialog.accounts
            onAddAccount: {
                dialog.close();
                dialog.accounts.add();
            }
            onSignOut: {
                dialog.close();
                dialog.signIn.signOut();
            }
        }
    }
    SettingsSection {
        width: parent.width
        title: qsTr("Appearance")
        ChoiceBar {
            width: parent.width
            label: qsTr("Color scheme")
            value: dialog.appearance.scheme
            choices: [
                { value: Appearance.System, text: qsTr("System"), icon: "monitor" },
                { value: Appearance.Light, text: qsTr("Light"), icon: "sun" },
                { value: Appearance.Dark, text: qsTr("Dark"), icon: "moon" }
            ]
            onChosen: value => dialog.appearance.scheme = value
        }
        AppText {
            text: qsTr("Text size")
            font.weight: Font.Medium
        }
        ChoiceBar {
            width: parent.width
            label: qsTr("Text size")
            value: Math.round(dialog.appearance.textScale * 100)
            choices: [
                { value: 80, text: qsTr("80 %") },
                { value: 90, text: qsTr("90 %") },
                { value: 100, text: qsTr("100 %") },
                { value: 115, text: qsTr("115 %") },
                { value: 130, text: qsTr("130 %") },
                { value: 160, text: qsTr("160 %") },
                { value: 200, text: qsTr("200 %") }
            ]
            onChosen: value => dialog.appearance.textScale = value / 100
        }
        ToggleSwitch {
            width: parent.width
            text: qsTr("Reduce motion")
            hint: qsTr("Turns animations off.")
            checked: dialog.appearance.reducedMotion
            onToggled: dialog.appearance.reducedMotion = checked
        }
    }
    NotificationSection {
        width: parent.width
        notifications: dialog.notifications
    }
    DesktopSection {
        width: parent.width
        desktop: dialog.desktop
    }
    SettingsSection {
        width: parent.width
        title: qsTr("Bots")
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            color: Theme.color.secondary
            lineHeight: 1.2
            text: qsTr("Programs that read or write in rooms that you own.")
        }
        PushButton {
            iconName: "bot"
            text: qsTr("Manage bots…")
            onClicked: {
                dialog.close();
                dialog.botsWanted();
            }
        }
    }
    SettingsSection {
        width: parent.width
        title: qsTr("About")
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            color: Theme.color.secondary
            lineHeight: 1.2
            text: Words.fill(qsTr("Confab %1, with Qt %2. Free software under the Apache License 2.0."),
                             [dialog.appearance.appVersion, dialog.appearance.qtVersion])
        }
    }
}

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
    required property PictureStore pictures
    property AccountList accounts: null

    signal profileWanted
    signal botsWanted
    signal passwordWanted
    signal devicesWanted
    signal blockedWanted
    signal twoStepWanted
    signal emailWanted
    signal deletionWanted
    signal administrationWanted

    title: qsTr("Settings")
    width: Math.min(Theme.grown(480), parent ? parent.width - Theme.gap8 : 0)

    SettingsSection {
        width: parent.width
        title: qsTr("Account")
        AccountCard {
            width: parent.width
            me: dialog.me
            signIn: dialog.signIn
            pictures: dialog.pictures
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
        Flow {
            width: parent.width
            spacing: Theme.gap2
            PushButton {
                iconName: "person"
                text: qsTr("Profile and status…")
                onClicked: {
                    dialog.close();
                    dialog.profileWanted();
                }
            }
            PushButton {
                iconName: "lock"
                text: qsTr("Change password…")
                onClicked: {
                    dialog.close();
                    dialog.passwordWanted();
                }
            }
            PushButton {
                iconName: "monitor"
                text: qsTr("Devices…")
                onClicked: {
                    dialog.close();
                    dialog.devicesWanted();
                }
            }
            PushButton {
                iconName: "eye-off"
                text: qsTr("Blocked people…")
                onClicked: {
                    dialog.close();
                    dialog.blockedWanted();
                }
            }
            PushButton {
                iconName: "check"
                text: qsTr("Two-step sign-in…")
                onClicked: {
                    dialog.close();
                    dialog.twoStepWanted();
                }
            }
            PushButton {
                iconName: "mail"
                text: qsTr("Change e-mail address…")
                onClicked: {
                    dialog.close();
                    dialog.emailWanted();
                }
            }
            PushButton {
                iconName: "trash"
                text: qsTr("Delete account…")
                onClicked: {
                    dialog.close();
                    dialog.deletionWanted();
                }
            }
        }
    }
    AppearanceSection {
        width: parent.width
        appearance: dialog.appearance
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
        visible: dialog.me.administers
        title: qsTr("Server")
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            color: Theme.color.secondary
            lineHeight: 1.2
            text: qsTr("You administer this server: its people, rooms and settings.")
        }
        PushButton {
            iconName: "server"
            text: qsTr("Administration…")
            onClicked: {
                dialog.close();
                dialog.administrationWanted();
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

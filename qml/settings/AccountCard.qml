// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The signed-in account, its server, how long the session lasts, and the sign-out button.
Rectangle {
    id: card

    required property CurrentUser me
    required property SignIn signIn
    required property PictureStore pictures
    property AccountList accounts: null

    readonly property bool stacked: width < Theme.grown(320) // no room for the button beside the text

    signal signOut
    signal addAccount

    implicitHeight: column.implicitHeight + Theme.gap4 * 2
    radius: Theme.radiusMedium
    color: Theme.color.side
    border.width: Theme.hairline
    border.color: Theme.color.line

    Column {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.gap4
        y: Theme.gap4
        spacing: Theme.gap3

        Item {
            width: parent.width
            height: card.stacked ? words.implicitHeight + Theme.gap3 + signOutButton.height
                                 : Math.max(picture.height, words.implicitHeight)
            RoomAvatar {
                id: picture

                anchors.left: parent.left
                anchors.verticalCenter: words.verticalCenter
                initials: card.me.initials
                colorId: card.me.userId
                size: 44
                store: card.pictures
                picture: card.me.picture
            }
            Column {
                id: words

                anchors.left: picture.right
                anchors.leftMargin: Theme.gap3
                anchors.right: card.stacked ? parent.right : signOutButton.left
                anchors.rightMargin: card.stacked ? 0 : Theme.gap3
                y: card.stacked ? 0 : Math.round((parent.height - height) / 2)
                spacing: 2
                AppText {
                    width: parent.width
                    text: card.me.name
                    font.pixelSize: Theme.textBody
                    font.weight: Font.DemiBold
                }
                AppText {
                    width: parent.width
                    visible: text !== ""
                    text: card.me.status
                    color: Theme.color.secondary
                    font.pixelSize: Theme.textSmall
                }
                AppText {
                    width: parent.width
                    text: card.me.email
                    visible: text !== ""
                    color: Theme.color.secondary
                    font.pixelSize: Theme.textSmall
                }
                AppText {
                    width: parent.width
                    text: card.signIn.serverAddress
                    color: Theme.color.secondary
                    font.pixelSize: Theme.textSmall
                }
            }
            PushButton {
                id: signOutButton

                anchors.right: parent.right
                anchors.bottom: card.stacked ? parent.bottom : undefined
                anchors.verticalCenter: card.stacked ? undefined : parent.verticalCenter
                text: qsTr("Sign out")
                onClicked: card.signOut()
            }
        }
        PushButton {
            visible: card.accounts !== null && !card.accounts.full
            text: qsTr("Add an account…")
            onClicked: card.addAccount()
        }
        AppText {
            width: parent.width
            visible: !card.signIn.keychainAvailable
            wrapMode: Text.Wrap
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
            lineHeight: 1.2
            text: qsTr("This system has no keychain, so you stay signed in only until you close Confab.")
        }
    }
}

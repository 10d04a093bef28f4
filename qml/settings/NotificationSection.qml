// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Which messages the desktop announces, what it shows of them, and for how long it keeps still.
SettingsSection {
    id: section

    required property NotificationSettings notifications

    title: qsTr("Notifications")

    ChoiceBar {
        width: parent.width
        label: qsTr("Notify me about")
        value: section.notifications.level
        choices: [
            { value: NotificationSettings.All, text: qsTr("All messages") },
            { value: NotificationSettings.Mentions, text: qsTr("Mentions") },
            { value: NotificationSettings.Nothing, text: qsTr("Nothing") }
        ]
        onChosen: value => section.notifications.level = value
    }
    AppText {
        width: parent.width
        visible: section.notifications.level === NotificationSettings.Mentions
        text: qsTr("Messages of direct conversations count as mentions.")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        wrapMode: Text.Wrap
    }
    ToggleSwitch {
        width: parent.width
        text: qsTr("Show what messages say")
        hint: qsTr("Without it a notification names the room alone.")
        checked: section.notifications.showsText
        onToggled: section.notifications.showsText = checked
    }
    FormField {
        id: words

        width: parent.width
        label: qsTr("Words that call me")
        placeholderText: qsTr("release, coffee")
        hint: qsTr("With commas between them. A message with one of them counts as a mention.")
        maximumLength: 3000
        text: section.notifications.keywords
        onAccepted: take()
        onActiveFocusChanged: if (!activeFocus) take()

        // The text comes back as it is kept.
        function take(): void {
            section.notifications.keywords = text;
        }
    }
    AppText {
        width: parent.width
        text: section.notifications.paused ? Words.fill(qsTr("Do not disturb, until %1"), [section.notifications.pausedUntil])
                                           : qsTr("Do not disturb")
        font.weight: Font.Medium
        wrapMode: Text.Wrap
    }
    Flow {
        width: parent.width
        spacing: Theme.gap2
        PushButton {
            visible: section.notifications.paused
            text: qsTr("Turn off")
            onClicked: section.notifications.resume()
        }
        PushButton {
            text: qsTr("For an hour")
            onClicked: section.notifications.pause(60)
        }
        PushButton {
            text: qsTr("Until tomorrow morning")
            onClicked: section.notifications.pauseUntilMorning()
        }
    }
    ToggleSwitch {
        width: parent.width
        text: qsTr("Every day")
        hint: qsTr("Do not disturb at the same hours of each day.")
        checked: section.notifications.quiet
        onToggled: section.notifications.quiet = checked
    }
    Row {
        width: parent.width
        visible: section.notifications.quiet
        spacing: Theme.gap3
        TimeField {
            width: (parent.width - parent.spacing) / 2
            label: qsTr("From")
            time: section.notifications.quietFrom
            take: text => section.notifications.setQuietFrom(text)
        }
        TimeField {
            width: (parent.width - parent.spacing) / 2
            label: qsTr("To")
            time: section.notifications.quietTo
            take: text => section.notifications.setQuietTo(text)
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The server's name, who may make an account, how long messages are kept, and figures.
Column {
    id: form

    required property ServerAdmin server

    readonly property string fixedHint: qsTr("The server's configuration sets this.")
    property int registration: ServerAdmin.Open

    function take(): void {
        name.text = server.name;
        registration = server.registration;
        days.text = server.retentionDays > 0 ? String(server.retentionDays) : "";
    }

    spacing: Theme.gap4

    Connections {
        target: form.server

        function onTaken(): void {
            form.take();
        }
    }
    FormField {
        id: name

        width: parent.width
        label: qsTr("Name of the server")
        enabled: !form.server.nameFixed
        hint: form.server.nameFixed ? form.fixedHint : ""
        maximumLength: 200
    }
    AppText {
        text: qsTr("Who can make an account")
        font.weight: Font.Medium
        Accessible.ignored: true
    }
    ChoiceBar {
        width: parent.width
        label: qsTr("Who can make an account")
        enabled: !form.server.registrationFixed
        opacity: enabled ? 1 : 0.45
        value: form.registration
        choices: [
            { value: ServerAdmin.Open, text: qsTr("Everybody") },
            { value: ServerAdmin.Invite, text: qsTr("With an invitation") },
            { value: ServerAdmin.Closed, text: qsTr("Nobody") }
        ]
        onChosen: chosen => form.registration = chosen
    }
    AppText {
        visible: form.server.registrationFixed
        width: parent.width
        text: form.fixedHint
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
    }
    FormField {
        id: days

        width: parent.width
        label: qsTr("Days for which messages are kept")
        placeholderText: qsTr("For ever")
        enabled: !form.server.retentionFixed
        hint: form.server.retentionFixed ? form.fixedHint : qsTr("Older messages are deleted in all rooms that do not say otherwise. This can't be undone.")
        validator: IntValidator {
            bottom: 1
            top: 36500
        }
        inputMethodHints: Qt.ImhDigitsOnly
    }
    PushButton {
        kind: PushButton.Primary
        text: qsTr("Save")
        busy: form.server.busy
        enabled: form.server.loaded && !form.server.busy && name.text.trim() !== ""
        onClicked: form.server.save(name.text, form.registration, Number(days.text))
    }
    Hairline {
        width: parent.width
    }
    Repeater {
        model: form.server.figures
        AppText {
            required property string modelData

            width: form.width
            wrapMode: Text.Wrap
            text: modelData
            color: Theme.color.secondary
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A labelled line of input with its error, as a text, below it.
FocusScope {
    id: field

    required property string label
    property alias text: input.text
    property alias placeholderText: input.placeholderText
    property alias maximumLength: input.maximumLength
    property alias inputMethodHints: input.inputMethodHints
    property alias validator: input.validator
    property string error
    property string hint
    property bool secret: false
    property bool revealed: false

    signal accepted
    signal edited

    implicitWidth: Theme.dialogWidth
    implicitHeight: column.implicitHeight

    function focusInput(): void {
        input.forceActiveFocus(Qt.TabFocusReason);
        input.selectAll();
    }

    Column {
        id: column

        width: parent.width
        spacing: Theme.gap1 + 2

        AppText {
            width: parent.width
            text: field.label
            font.weight: Font.Medium
            font.pixelSize: Theme.textUi
            // Qt hides the name of a password field from assistive technology: it is read from here.
            Accessible.role: Accessible.StaticText
            Accessible.name: text
            Accessible.ignored: !field.secret
        }
        Item {
            width: parent.width
            height: input.height

            T.TextField {
                id: input

                width: parent.width
                height: Theme.controlHeight + Theme.gap1
                leftPadding: Theme.gap3
                rightPadding: field.secret ? Theme.controlHeight + Theme.gap1 : Theme.gap3
                verticalAlignment: TextInput.AlignVCenter
                // AlignLeft is the start, so the right here; not mirrored as Qt has it by itself.
                horizontalAlignment: !input.LayoutMirroring.enabled ? undefined
                                     : Words.beginsRight(input.text + input.preeditText) ? TextInput.AlignLeft : TextInput.AlignRight
                focus: true
                color: Theme.color.text
                placeholderTextColor: Theme.color.secondary
                selectionColor: Theme.color.accent
                selectedTextColor: Theme.color.accentInk
                selectByMouse: true
                font.family: Theme.family
                font.pixelSize: Theme.textBody
                echoMode: field.secret && !field.revealed ? TextInput.Password : TextInput.Normal
                passwordCharacter: "•"
                onAccepted: field.accepted()
                onTextEdited: field.edited()

                Accessible.role: Accessible.EditableText
                Accessible.name: field.label
                Accessible.description: field.error !== "" ? field.error : field.hint
                Accessible.passwordEdit: field.secret

                background: Rectangle {
                    radius: Theme.radiusMedium
                    color: Theme.color.window
                    border.width: input.activeFocus ? Theme.focusWidth : Theme.hairline
                    border.color: field.error !== "" ? Theme.color.bad
                                  : input.activeFocus ? Theme.color.accent : Theme.color.outline
                }
                AppText {
                    anchors.fill: parent
                    anchors.leftMargin: input.leftPadding
                    anchors.rightMargin: input.rightPadding
                    visible: input.length === 0 && input.preeditText === ""
                    text: input.placeholderText
                    color: input.placeholderTextColor
                    font.pixelSize: Theme.textBody
                }
            }
            // Beside the field, not in it: what is typed here is no part of the password.
            IconButton {
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap1
                anchors.verticalCenter: parent.verticalCenter
                visible: field.secret
                iconName: field.revealed ? "eye-off" : "eye"
                text: field.revealed ? qsTr("Hide password") : qsTr("Show password")
                onClicked: field.revealed = !field.revealed
            }
        }
        Row {
            visible: field.error !== ""
            spacing: Theme.gap1 + 2
            width: parent.width
            Icon {
                y: 1
                width: Theme.iconSmall
                height: Theme.iconSmall
                name: "alert"
                color: Theme.color.bad
            }
            AppText {
                width: parent.width - Theme.iconSmall - Theme.gap2
                wrapMode: Text.Wrap
                text: field.error
                color: Theme.color.bad
                font.pixelSize: Theme.textSmall
            }
        }
        AppText {
            visible: field.hint !== "" && field.error === ""
            width: parent.width
            wrapMode: Text.Wrap
            text: field.hint
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
    }
}

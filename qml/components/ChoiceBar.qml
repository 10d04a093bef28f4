// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// One of a few: buttons in a row of which one is chosen. Arrow keys move between them.
Rectangle {
    id: bar

    required property var choices // [{ value, text, icon? }]
    required property var value
    required property string label

    signal chosen(var value)

    implicitHeight: Theme.controlHeight
    implicitWidth: Theme.dialogWidth
    radius: Theme.radiusMedium
    color: Theme.color.raised
    Accessible.role: Accessible.Grouping
    Accessible.name: bar.label

    Row {
        id: row

        anchors.fill: parent
        anchors.margins: 3
        spacing: 2
        Repeater {
            model: bar.choices
            T.AbstractButton {
                id: choice

                required property var modelData
                required property int index
                readonly property bool chosen: modelData.value === bar.value

                width: (row.width - (bar.choices.length - 1) * row.spacing) / bar.choices.length
                height: row.height
                text: modelData.text
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: text
                Accessible.checkable: true
                Accessible.checked: chosen
                Accessible.onPressAction: choice.clicked()
                onClicked: bar.chosen(modelData.value)
                Keys.onLeftPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.TabFocusReason)
                Keys.onRightPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onReturnPressed: clicked()

                background: Rectangle {
                    radius: Theme.radiusMedium - 3
                    color: choice.chosen ? Theme.color.window : choice.hovered ? Theme.color.hovered : "transparent"
                    border.width: choice.chosen ? Theme.hairline : 0
                    border.color: Theme.color.line
                    FocusRing {
                        shown: choice.visualFocus
                        inset: -1
                        radius: Theme.radiusMedium - 2
                    }
                }
                contentItem: Item {
                    Row {
                        anchors.centerIn: parent
                        spacing: Theme.gap2
                        Icon {
                            anchors.verticalCenter: parent.verticalCenter
                            visible: name !== ""
                            width: Theme.iconSmall
                            height: Theme.iconSmall
                            name: choice.modelData.icon ?? ""
                            color: choice.chosen ? Theme.color.accent : Theme.color.icon
                        }
                        AppText {
                            text: choice.text
                            font.weight: choice.chosen ? Font.DemiBold : Font.Normal
                            color: choice.chosen ? Theme.color.text : Theme.color.secondary
                        }
                    }
                }
            }
        }
    }
}

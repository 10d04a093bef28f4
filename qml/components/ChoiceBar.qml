// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A choice of one among a few buttons, in one row or, where their texts do not fit, in several. Tab stops here once, at
// the chosen one; arrow keys choose another.
Rectangle {
    id: bar

    required property var choices // [{ value, text, icon? }]
    required property var value
    required property string label

    readonly property int current: Math.max(0, choices.findIndex(choice => choice.value === value))
    readonly property int padding: 3
    readonly property real widest: {
        let most = 0;
        for (const choice of choices)
            most = Math.max(most, metrics.advanceWidth(choice.text) + (choice.icon ? Theme.iconSmall + Theme.gap2 : 0));
        return metrics.height > 0 ? Math.ceil(most) + Theme.gap3 : 0;
    }

    signal chosen(var value)

    // Move the focus first: an item with the focus can't leave the order of Tab.
    function choose(index: int, reason: int): void {
        if (buttons.itemAt(current).activeFocus)
            buttons.itemAt(index).forceActiveFocus(reason);
        bar.chosen(choices[index].value);
    }
    function step(by: int): void {
        choose((current + by + choices.length) % choices.length, Qt.TabFocusReason);
    }

    implicitHeight: grid.implicitHeight + padding * 2
    implicitWidth: Theme.dialogWidth
    radius: Theme.radiusMedium
    color: Theme.color.raised
    Accessible.role: Accessible.Grouping
    Accessible.name: bar.label

    FontMetrics {
        id: metrics

        font.family: Theme.family
        font.pixelSize: Theme.textUi
        font.weight: Font.DemiBold
    }
    Grid {
        id: grid

        readonly property real cell: (width - (columns - 1) * spacing) / columns

        x: bar.padding
        y: bar.padding
        width: bar.width - bar.padding * 2
        spacing: 2
        columns: Math.max(1, Math.min(bar.choices.length, Math.floor((width + spacing) / (bar.widest + spacing))))
        Repeater {
            id: buttons

            model: bar.choices.length // the buttons, and the focus, stay when only the texts change
            T.AbstractButton {
                id: choice

                required property int index
                readonly property var offer: bar.choices[index] ?? bar.choices[0]
                readonly property bool chosen: offer.value === bar.value

                width: grid.cell
                height: Theme.controlHeight - bar.padding * 2
                text: offer.text
                hoverEnabled: true
                focusPolicy: index === bar.current ? Qt.TabFocus : Qt.NoFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: text
                Accessible.checkable: true
                Accessible.checked: chosen
                Accessible.onPressAction: choice.clicked()
                Accessible.onToggleAction: choice.clicked() // what assistive technology does with a choice by itself
                onClicked: bar.choose(index, Qt.MouseFocusReason)
                Keys.onLeftPressed: bar.step(mirrored ? 1 : -1)
                Keys.onRightPressed: bar.step(mirrored ? -1 : 1)
                Keys.onUpPressed: bar.step(-1)
                Keys.onDownPressed: bar.step(1)
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()

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
                            id: picture

                            anchors.verticalCenter: parent.verticalCenter
                            visible: name !== ""
                            width: Theme.iconSmall
                            height: Theme.iconSmall
                            name: choice.offer.icon ?? ""
                            color: choice.chosen ? Theme.color.accent : Theme.color.icon
                        }
                        AppText {
                            width: Math.min(implicitWidth, choice.width - (picture.visible ? picture.width + Theme.gap2 : 0))
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

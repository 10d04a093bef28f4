// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Theme

// The numbers of occupants, once that is known, and members; between two people whether the other one is here.
T.AbstractButton {
    id: count

    required property int here
    required property bool hereKnown
    required property int members
    property bool compact: false
    property bool pair: false // two people and nobody else

    readonly property string belonging: qsTr("%n member(s)", "", members)

    implicitHeight: Theme.compactHeight
    implicitWidth: content.implicitWidth + Theme.gap4
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    visible: hereKnown || !pair
    text: pair ? here > 1 ? qsTr("Here now") : qsTr("Not here")
          : hereKnown ? Words.fill(qsTr("%1 here now, %2"), [here, belonging]) : belonging
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: count.clicked()
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusSmall + 2
        color: count.hovered ? Theme.color.hovered : "transparent"
        FocusRing {
            shown: count.visualFocus
            inset: 0
            radius: Theme.radiusSmall + 2
        }
    }
    contentItem: Item {
        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.gap2 - 2
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.grown(7)
                height: width
                radius: width / 2
                visible: count.hereKnown
                color: count.here > (count.pair ? 1 : 0) ? Theme.color.good : Theme.color.outline
            }
            AppText {
                text: {
                    if (count.pair)
                        return count.text;
                    if (!count.hereKnown)
                        return count.compact ? String(count.members) : count.belonging;
                    return count.compact ? Words.fill(qsTr("%1/%2"), [count.here, count.members])
                                         : Words.fill(qsTr("%1 here · %2"), [count.here, count.belonging]);
                }
                color: Theme.color.secondary
                font.pixelSize: Theme.textSmall
            }
        }
    }
    ToolTipArea {
        owner: count
        text: count.compact && !count.pair ? count.text : ""
    }
}

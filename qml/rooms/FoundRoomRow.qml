// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// One room in the results; its password field opens below when it needs one.
Item {
    id: row

    required property real roomId
    required property string name
    required property string initials
    required property string topic
    required property int members
    required property int here
    required property int capacity
    required property bool hasPassword
    required property bool joined
    required property RoomJoiner joiner
    property bool marked: false // Enter applies to this one

    readonly property bool asking: joiner.askingFor === roomId
    readonly property bool busy: joiner.busy && joiner.roomId === roomId
    readonly property string trouble: joiner.roomId === roomId ? joiner.error : ""

    signal openWanted

    implicitHeight: column.implicitHeight + Theme.gap4
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %n member(s)", "", members).arg(name)
    Accessible.description: topic
    Accessible.selected: marked

    function join(): void {
        if (row.joined)
            row.openWanted();
        else if (row.hasPassword && !row.asking)
            row.joiner.ask(row.roomId);
        else
            row.joiner.join(row.roomId, password.text);
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusMedium
        color: row.asking ? Theme.color.side : row.marked ? Theme.color.accentSoft : "transparent"
        FocusRing {
            shown: row.marked
            inset: 0
        }
    }
    Column {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap2
        anchors.rightMargin: Theme.gap2
        y: Theme.gap2
        spacing: Theme.gap3

        Item {
            width: parent.width
            height: Math.max(Theme.avatarRow, words.implicitHeight)
            Avatar {
                id: picture

                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                initials: row.initials
                colorId: row.roomId
                isRoom: true
                size: Theme.avatarRow
            }
            Column {
                id: words

                anchors.left: picture.right
                anchors.leftMargin: Theme.gap3
                anchors.right: button.left
                anchors.rightMargin: Theme.gap3
                anchors.verticalCenter: parent.verticalCenter
                spacing: 2
                Row {
                    width: parent.width
                    spacing: Theme.gap1
                    AppText {
                        width: Math.min(implicitWidth, parent.width - Theme.iconSmall - Theme.gap1)
                        text: row.name
                        font.weight: Font.DemiBold
                    }
                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: row.hasPassword
                        width: Theme.iconSmall - 2
                        height: Theme.iconSmall - 2
                        name: "lock"
                    }
                }
                AppText {
                    width: parent.width
                    text: {
                        const people = qsTr("%n member(s)", "", row.members);
                        const seats = row.capacity > 0 ? Words.fill(qsTr("%1 of %2 here"), [row.here, row.capacity])
                                                       : qsTr("%1 here").arg(row.here);
                        return row.topic === "" ? people + " · " + seats : people + " · " + seats + " · " + row.topic;
                    }
                    color: row.marked ? Theme.color.accentSoftInk : Theme.color.secondary
                    font.pixelSize: Theme.textSmall
                }
            }
            PushButton {
                id: button

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                implicitHeight: Theme.compactHeight
                visible: !row.asking
                busy: row.busy
                text: row.joined ? qsTr("Open") : qsTr("Join")
                Accessible.name: row.joined ? qsTr("Open %1").arg(row.name) : qsTr("Join %1").arg(row.name)
                onClicked: row.join()
            }
        }
        Notice {
            width: parent.width
            visible: row.trouble !== "" && !row.asking
            kind: Notice.Bad
            text: row.trouble
        }
        Grid {
            id: question

            width: parent.width
            visible: row.asking
            columns: width < Theme.grown(280) ? 1 : 2
            spacing: Theme.gap2
            FormField {
                id: password

                width: question.columns === 1 ? question.width : question.width - passwordJoin.width - question.spacing
                label: qsTr("Room password")
                secret: true
                error: row.joiner.passwordError !== "" ? row.joiner.passwordError : row.trouble
                onEdited: row.joiner.clearErrors()
                onAccepted: row.join()
                onVisibleChanged: if (visible) focusInput()
            }
            PushButton {
                id: passwordJoin

                topInset: question.columns === 1 ? 0 : Theme.textUi * 1.2 + Theme.gap2
                topPadding: topInset
                implicitHeight: Theme.controlHeight + topInset
                kind: PushButton.Primary
                busy: row.busy
                text: qsTr("Join")
                onClicked: row.join()
            }
        }
    }
}

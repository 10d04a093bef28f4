// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Finds people by name and opens the conversation with one or a few of them. Arrow keys choose among the results, Enter
// takes the person, and with an empty field it opens the conversation; Backspace there takes the last one back.
ModalDialog {
    id: dialog

    required property FoundPeopleModel found
    required property ConversationOpener opener
    required property PictureStore pictures

    readonly property int roomForList: parent ? parent.height - Theme.grown(340) : 0
    readonly property int chosenCount: opener.chosen.length
    property bool entered: false // Enter was pressed before the answer

    title: qsTr("New conversation")
    width: Math.min(Theme.grown(480), parent ? parent.width - Theme.gap8 : 0)
    acceptText: qsTr("Open conversation")
    acceptEnabled: chosenCount > 0
    busy: opener.busy
    error: opener.error
    initialFocus: field

    onAboutToShow: {
        opener.clear();
        entered = false;
        field.clear();
        found.query = "";
    }
    onConfirmed: opener.open()

    function toggle(person: PersonRow): void {
        if (!person)
            return;
        opener.toggle(person.userId, person.name);
        field.clear();
        field.forceActiveFocus(Qt.OtherFocusReason);
    }
    function takeMarked(): void {
        entered = found.busy && field.text !== "";
        if (entered)
            found.search();
        else if (field.text !== "")
            toggle(list.currentItem as PersonRow);
        else if (acceptEnabled)
            confirmed();
    }

    Connections {
        target: dialog.opener

        function onOpened(): void {
            dialog.close();
        }
    }
    Connections {
        target: dialog.found

        function onBusyChanged(): void {
            if (dialog.found.busy)
                return;
            list.currentIndex = list.count > 0 ? 0 : -1;
            if (dialog.entered)
                dialog.takeMarked();
        }
    }

    Flow {
        width: parent.width
        visible: dialog.chosenCount > 0
        spacing: Theme.gap2
        Repeater {
            model: dialog.opener.chosen

            ChosenPerson {
                required property var modelData

                person: modelData
                most: parent ? parent.width : 0
                onClicked: {
                    dialog.opener.toggle(person.userId, person.name);
                    field.forceActiveFocus(Qt.OtherFocusReason);
                }
            }
        }
    }
    SearchField {
        id: field

        width: parent.width
        implicitHeight: Theme.controlHeight + Theme.gap1
        placeholderText: qsTr("Name or e-mail address")
        escapeCloses: true
        onTextChanged: {
            dialog.entered = false;
            dialog.found.query = text;
        }
        onAccepted: dialog.takeMarked()
        onMoved: step => list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + step))
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Backspace || field.length > 0)
                return;
            dialog.opener.dropLast();
            event.accepted = true;
        }
    }
    Item {
        width: parent.width
        height: Math.min(Theme.grown(264), Math.max(Theme.grown(132), dialog.roomForList))
        ListView {
            id: list

            anchors.fill: parent
            clip: true
            model: dialog.found
            highlightMoveDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("People on the server")
            delegate: PersonRow {
                id: person

                width: list.width
                pictures: dialog.pictures // qmllint disable
                chosen: dialog.opener.chosen.some(one => one.userId === userId) // qmllint disable
                marked: ListView.isCurrentItem && field.activeFocus
                onClicked: dialog.toggle(person)
            }
            T.ScrollBar.vertical: SlimScrollBar {}
        }
        Spinner {
            anchors.centerIn: parent
            visible: dialog.found.busy && list.count === 0
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width - Theme.gap10
            visible: list.count === 0 && !dialog.found.busy
            iconName: "people"
            title: dialog.found.error !== "" ? qsTr("People can't be searched")
                                             : field.text === "" ? "" : qsTr("Nobody of that name")
            text: dialog.found.error !== "" ? dialog.found.error
                  : field.text === "" ? qsTr("Write to one person, or to up to %1 at once. The same people always find the same conversation.").arg(dialog.opener.most)
                                      : qsTr("A word of the name has to begin with it, or it has to be the whole e-mail address.")
            PushButton {
                visible: dialog.found.error !== ""
                text: qsTr("Try again")
                onClicked: dialog.found.search()
            }
        }
    }
}

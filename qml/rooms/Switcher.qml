// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// Goes to a room, to a conversation with a person or to a message, runs a command, or searches all messages, by a few
// letters and Enter.
T.Popup {
    id: switcher

    required property SwitcherModel entries
    required property ConnectionState connection
    required property PictureStore pictures

    signal roomChosen(real roomId)
    signal personChosen(real userId)
    signal messageChosen(real roomId, real seq)
    signal commandChosen(string command)
    signal searchChosen(string text)

    property bool stepped: false // by the user: rows that come later leave the choice where it is

    parent: T.Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: Math.round(parent.height * 0.14)
    width: Math.min(Theme.grown(520), parent ? parent.width - Theme.gap8 : 0)
    height: Math.min(implicitHeight, parent ? parent.height * 0.72 : implicitHeight)
    implicitHeight: field.height + Theme.gap4 + Theme.gap2 + Math.max(list.contentHeight, Theme.grown(72))
    padding: Theme.gap2
    modal: true
    focus: true

    onAboutToShow: {
        field.clear();
        stepped = false;
        list.currentIndex = 0;
    }
    onVisibleChanged: if (visible) field.forceActiveFocus(Qt.PopupFocusReason)

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionFast; easing.type: Easing.OutCubic }
    }
    T.Overlay.modal: Rectangle {
        color: Theme.color.scrim
    }
    background: Rectangle {
        color: Theme.color.window
        radius: Theme.radiusLarge
        border.width: Theme.hairline
        border.color: Theme.color.line
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Go to a room or a person")
    }
    contentItem: FocusScope {
        focus: true
        SwitcherSections {
            id: sections
        }
        Shortcut {
            sequences: KeyHints.sequences["switcher"] ?? [] // the window's shortcuts are blocked while this is open
            enabled: switcher.visible
            onActivated: switcher.close()
        }
        SearchField {
            id: field

            width: parent.width
            implicitHeight: Theme.controlHeight + Theme.gap1
            font.pixelSize: Theme.textBody
            placeholderText: qsTr("Go to a room or a person")
            escapeCloses: true
            focus: true
            onTextChanged: {
                switcher.entries.filter = text;
                switcher.stepped = false;
                list.currentIndex = 0;
            }
            onMoved: step => {
                list.forceLayout();
                switcher.stepped = true;
                list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + step));
            }
            onAccepted: {
                list.forceLayout(); // the choice moves with its row when others have just come
                switcher.choose(list.currentIndex);
            }
        }
        ListView {
            id: list

            anchors.top: field.bottom
            anchors.topMargin: Theme.gap2
            anchors.bottom: parent.bottom
            width: parent.width
            clip: true
            model: switcher.entries
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Rooms, people, messages and commands")
            section.property: "kind"
            section.delegate: sections.title
            // Rooms, people and commands come to the front; messages, which come last, leave the choice to its row.
            property int leading: 0
            onCountChanged: {
                const before = leading;
                leading = switcher.entries.leading();
                if (currentIndex < 0 || (leading !== before && !switcher.stepped))
                    currentIndex = 0;
            }
            delegate: RoomRow {
                required property int index
                required property string commandIcon
                required property string commandKeys

                width: ListView.view.width
                iconName: commandIcon
                keys: commandKeys
                pictures: switcher.pictures
                chosen: ListView.isCurrentItem
                onClicked: switcher.choose(index)
            }
            T.ScrollBar.vertical: SlimScrollBar {}
        }
        AppText {
            anchors.centerIn: list
            visible: list.count === 0
            text: switcher.connection.roomsKnown ? qsTr("No matching rooms or people") : qsTr("Your rooms are not loaded yet")
            color: Theme.color.secondary
        }
    }

    function choose(index: int): void {
        const room = entries.roomIdAt(index);
        const seq = entries.seqAt(index);
        const person = entries.userIdAt(index);
        const command = entries.commandAt(index);
        const text = index >= 0 && index < list.count ? entries.searchText : "";
        if (room === 0 && person === 0 && command === "" && text === "")
            return;
        close();
        if (seq !== 0)
            messageChosen(room, seq);
        else if (room !== 0)
            roomChosen(room);
        else if (person !== 0)
            personChosen(person);
        else if (command !== "")
            commandChosen(command);
        else
            searchChosen(text);
    }
}

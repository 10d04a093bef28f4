// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// The right pane with a search: the field, its filters, and the results, newest first. Down goes from the field into the
// results, Enter to the message, Escape back to where the reader was.
FocusScope {
    id: pane

    required property FoundMessagesModel found
    required property CurrentRoom room

    readonly property bool hasRows: list.count > 0 && found.state !== FoundMessagesModel.Failed

    function focusField(): void {
        field.forceActiveFocus(Qt.OtherFocusReason);
    }
    function begin(): void {
        focusField();
        field.selectAll();
    }
    function choose(row: int): void {
        list.currentIndex = row;
        found.goTo(row);
    }
    // From the field: the first result, or those of what is typed now.
    function accept(): void {
        if (found.state === FoundMessagesModel.Found)
            choose(Math.max(0, list.currentIndex));
        else
            found.search();
    }
    function typeFilter(filter: string): void {
        const before = found.query.trim();
        found.query = before === "" ? filter : before + " " + filter;
        focusField();
        field.cursorPosition = field.length;
    }

    Keys.onEscapePressed: {
        found.goBack();
        found.close();
    }
    readonly property color hitInk: Theme.color.accentSoftInk
    onHitInkChanged: found.hitInk = hitInk
    Component.onCompleted: found.hitInk = hitInk
    Rectangle {
        anchors.fill: parent
        color: Theme.color.window
    }
    Item {
        id: header

        width: parent.width
        height: Theme.headerHeight
        AppText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap5
            anchors.right: spinner.left
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Search")
            font.pixelSize: Theme.textTitle
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Spinner {
            id: spinner

            anchors.right: closeButton.left
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            visible: pane.hasRows && pane.found.state === FoundMessagesModel.Searching // the rows are of before
        }
        IconButton {
            id: closeButton

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap3
            anchors.verticalCenter: parent.verticalCenter
            iconName: "close"
            text: qsTr("Close the search")
            shortcutHint: qsTr("Esc")
            onClicked: pane.found.close()
        }
        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    Column {
        id: head

        anchors.top: header.bottom
        anchors.topMargin: Theme.gap3
        x: Theme.gap4
        width: parent.width - Theme.gap4 * 2
        spacing: Theme.gap2
        SearchField {
            id: field

            width: parent.width
            placeholderText: qsTr("Search messages")
            escapeCloses: true
            focus: true
            onTextChanged: {
                pane.found.query = text;
                list.currentIndex = -1;
            }
            onMoved: step => {
                if (step > 0 && pane.hasRows)
                    list.forceActiveFocus(Qt.TabFocusReason);
            }
            onAccepted: pane.accept()

            readonly property string query: pane.found.query // others change it, too
            onQueryChanged: text = query
        }
        SearchFilters {
            width: parent.width
            found: pane.found
            room: pane.room
            onBeginWanted: filter => pane.typeFilter(filter)
        }
        AppText {
            width: parent.width
            visible: pane.found.stored
            wrapMode: Text.Wrap
            text: qsTr("Offline: only what this device keeps of the rooms was searched.")
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
        AppText {
            width: parent.width
            visible: pane.found.indexed >= 0 && pane.found.state !== FoundMessagesModel.Idle
            wrapMode: Text.Wrap
            text: qsTr("The server is still indexing: %1 % of the messages so far. Older ones are found more slowly.").arg(pane.found.indexed)
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
    }
    ListView {
        id: list

        anchors.top: head.bottom
        anchors.topMargin: Theme.gap2
        anchors.bottom: parent.bottom
        width: parent.width
        visible: pane.hasRows
        clip: true
        model: pane.found
        currentIndex: -1
        boundsBehavior: Flickable.StopAtBounds
        bottomMargin: foot.height + Theme.gap2
        activeFocusOnTab: true
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Results")
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
        onCurrentIndexChanged: if (activeFocus) positionViewAtIndex(currentIndex, ListView.Contain)
        onContentYChanged: if (visible && contentHeight - contentY < height * 2) pane.found.loadMore()
        Keys.onReturnPressed: pane.choose(currentIndex)
        Keys.onEnterPressed: pane.choose(currentIndex)
        Keys.onUpPressed: event => {
            event.accepted = currentIndex <= 0;
            if (event.accepted)
                pane.focusField();
        }

        delegate: FoundMessageRow {
            width: ListView.view.width
            current: ListView.isCurrentItem
            ringed: ListView.isCurrentItem && list.activeFocus
            onClicked: pane.choose(index)
        }
        T.ScrollBar.vertical: SlimScrollBar {}

        // Below the last row, scrolling with it. Not the list's footer: that is a component bound to this file's ids,
        // which a ListView of Qt 6.4 can't create.
        Column {
            id: foot

            parent: list.contentItem
            y: list.originY + list.contentHeight
            x: Theme.gap4
            width: list.width - Theme.gap4 * 2
            topPadding: Theme.gap2
            spacing: Theme.gap2
            Spinner {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: pane.found.busy
            }
            AppText {
                width: parent.width
                visible: pane.found.problem !== ""
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
                text: pane.found.problem
                color: Theme.color.secondary
            }
            PushButton {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: !pane.found.busy && (pane.found.more || pane.found.problem !== "")
                kind: PushButton.Link
                text: pane.found.problem !== "" ? qsTr("Try again") : qsTr("Search older messages")
                onClicked: pane.found.problem !== "" ? pane.found.retry() : pane.found.loadMore()
            }
        }
    }
    SearchState {
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap10
        x: Theme.gap6
        width: parent.width - Theme.gap6 * 2
        visible: !pane.hasRows
        found: pane.found
    }
}

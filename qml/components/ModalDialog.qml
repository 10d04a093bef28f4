// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A modal dialog: title, text or form, and one row of buttons. Escape closes it at once: the next keys go to the
// window. Content that does not fit into the window scrolls between title and buttons.
T.Dialog {
    id: dialog

    property string acceptText
    property int acceptKind: PushButton.Primary
    property bool acceptEnabled: true
    property string cancelText: qsTr("Cancel")
    property bool busy: false
    property string error
    property Item initialFocus: acceptText !== "" ? cancelButton : closeButton // from the first moment on
    default property alias content: body.data

    signal confirmed

    function reveal(item: Item): void {
        for (let above = item; above && above !== body; above = above.parent) {
            if (above.parent !== body)
                continue;
            const top = item.mapToItem(body, 0, 0).y;
            const lowest = Math.max(0, flick.contentHeight - flick.height);
            if (top < flick.contentY)
                flick.contentY = Math.max(0, Math.min(top - Theme.gap6, lowest));
            else if (top + item.height > flick.contentY + flick.height)
                flick.contentY = Math.min(top + item.height + Theme.gap2 - flick.height, lowest);
        }
    }

    parent: T.Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: Math.round(Math.max(Theme.gap4, (parent.height - height) * 0.42))
    width: Math.min(Theme.dialogWidth, parent ? parent.width - Theme.gap8 : Theme.dialogWidth)
    height: Math.min(implicitHeight, parent ? parent.height - Theme.gap8 : implicitHeight)
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    padding: Theme.gap6
    modal: true
    focus: true
    closePolicy: busy ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    onVisibleChanged: if (visible) {
        flick.contentY = 0;
        initialFocus.forceActiveFocus(Qt.TabFocusReason);
    }

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionFast; easing.type: Easing.OutCubic }
        NumberAnimation { property: "scale"; from: 0.97; to: 1; duration: Theme.motionFast; easing.type: Easing.OutCubic }
    }
    T.Overlay.modal: Rectangle {
        color: Theme.color.scrim
        Behavior on opacity {
            NumberAnimation { duration: Theme.motionFast }
        }
    }
    background: Rectangle {
        color: Theme.color.window
        radius: Theme.radiusLarge
        border.width: Theme.hairline
        border.color: Theme.color.line
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.title
    }
    contentItem: Item {
        id: frame

        readonly property Item focused: Window.activeFocusItem

        implicitHeight: head.height + Theme.gap5 + body.implicitHeight
                        + (foot.implicitHeight > 0 ? Theme.gap5 + foot.implicitHeight : 0)
        onFocusedChanged: dialog.reveal(focused)

        Item {
            id: head

            width: parent.width
            height: titleText.implicitHeight
            AppText {
                id: titleText

                anchors.left: parent.left
                width: parent.width - closeButton.width
                text: dialog.title
                wrapMode: Text.Wrap
                font.pixelSize: Theme.textHeading
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            IconButton {
                id: closeButton

                anchors.right: parent.right
                anchors.rightMargin: -Theme.gap2
                anchors.verticalCenter: titleText.verticalCenter
                iconName: "close"
                text: qsTr("Close")
                enabled: !dialog.busy
                onClicked: dialog.close()
            }
        }
        Flickable {
            id: flick

            anchors.top: head.bottom
            anchors.topMargin: Theme.gap5
            anchors.bottom: foot.top
            anchors.bottomMargin: foot.implicitHeight > 0 ? Theme.gap5 : 0
            x: -Theme.gap1 // with the focus rings of what is as wide as the dialog
            width: parent.width + 2 * Theme.gap1
            contentHeight: body.implicitHeight
            interactive: contentHeight > height
            clip: interactive
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: SlimScrollBar {}

            Column {
                id: body

                x: Theme.gap1
                width: flick.width - 2 * Theme.gap1
                spacing: Theme.gap4
            }
        }
        Column {
            id: foot

            anchors.bottom: parent.bottom
            width: parent.width
            spacing: Theme.gap5
            Notice {
                width: parent.width
                visible: dialog.error !== ""
                kind: Notice.Bad
                text: dialog.error
            }
            Grid {
                anchors.right: parent.right
                visible: dialog.acceptText !== ""
                layoutDirection: Qt.LeftToRight
                horizontalItemAlignment: Grid.AlignRight
                columns: cancelButton.implicitWidth + spacing + acceptButton.implicitWidth <= foot.width ? 2 : 1
                spacing: Theme.gap2
                PushButton {
                    id: cancelButton

                    text: dialog.cancelText
                    enabled: !dialog.busy
                    onClicked: dialog.close()
                }
                PushButton {
                    id: acceptButton

                    text: dialog.acceptText
                    kind: dialog.acceptKind
                    busy: dialog.busy
                    enabled: dialog.acceptEnabled && !dialog.busy
                    onClicked: dialog.confirmed()
                }
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A question over the window: title, words or a form, and one row of buttons. Escape closes it, and the focus goes back
// to where it came from.
T.Dialog {
    id: dialog

    property string acceptText
    property int acceptKind: PushButton.Primary
    property bool acceptEnabled: true
    property string cancelText: qsTr("Cancel")
    property bool busy: false
    property string error
    property Item focusBefore
    default property alias content: body.data

    signal confirmed

    parent: T.Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: Math.round(Math.max(Theme.gap4, (parent.height - height) * 0.42))
    width: Math.min(Theme.dialogWidth, parent ? parent.width - Theme.gap8 : Theme.dialogWidth)
    height: Math.min(implicitHeight, parent ? parent.height - Theme.gap8 : implicitHeight)
    implicitHeight: column.implicitHeight + topPadding + bottomPadding
    padding: Theme.gap6
    modal: true
    focus: true
    closePolicy: busy ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    onAboutToShow: focusBefore = parent.Window.window ? parent.Window.window.activeFocusItem : null
    onClosed: if (focusBefore) focusBefore.forceActiveFocus(Qt.OtherFocusReason)

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionFast; easing.type: Easing.OutCubic }
        NumberAnimation { property: "scale"; from: 0.97; to: 1; duration: Theme.motionFast; easing.type: Easing.OutCubic }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.motionFast; easing.type: Easing.OutCubic }
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
    contentItem: Column {
        id: column

        spacing: Theme.gap5

        Item {
            width: parent.width
            height: titleText.implicitHeight
            AppText {
                id: titleText

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
        Column {
            id: body

            width: parent.width
            spacing: Theme.gap4
        }
        Notice {
            width: parent.width
            visible: dialog.error !== ""
            kind: Notice.Bad
            text: dialog.error
        }
        Row {
            anchors.right: parent.right
            visible: dialog.acceptText !== ""
            layoutDirection: Qt.LeftToRight
            spacing: Theme.gap2
            PushButton {
                text: dialog.cancelText
                enabled: !dialog.busy
                onClicked: dialog.close()
            }
            PushButton {
                text: dialog.acceptText
                kind: dialog.acceptKind
                busy: dialog.busy
                enabled: dialog.acceptEnabled && !dialog.busy
                onClicked: dialog.confirmed()
            }
        }
    }
}
